"""A text that was pasted becomes a file of the library; undone, the file is put aside and not lost."""

from __future__ import annotations

from contextlib import suppress

from annotations.articles.article import Article
from annotations.articles.library import OWN_FOLDER, Library
from annotations.desk.adding import Adding
from annotations.notes.change import ADDING, Change, Edit
from annotations.notes.note import ArticleState
from annotations.notes.replace import make_folder, sync_folder
from annotations.problem import PostilError

ASIDE = "taken back"
"""The folder in the library's own one where the files are that were added and taken back."""


def paste(library: Library, text: str) -> Change:
    """Add a text to a library as a file; the change that is to be done for it.

    Raises PostilError where the text has no words, or the folder cannot be written.
    """
    adding = Adding(library.root)
    try:
        name = adding.text(text).name
    finally:
        adding.close()
    article = library.read(name)
    if not isinstance(article, Article):
        raise PostilError(article)
    return Change(f"{ADDING} {name}", (Edit(None, ArticleState(name, article.sha256)),))


def follow(library: Library, change: Change, *, undone: bool) -> None:
    """Have the file of a change that was undone put aside, or of one that was made again put back.

    A file that was edited since, or in whose place another lies, stays where it is.
    """
    (state,) = (each for edit in change.edits for each in (edit.before, edit.after) if isinstance(each, ArticleState))
    here, aside = library.root / state.article, library.root / OWN_FOLDER / ASIDE / state.article
    if undone:
        article = library.read(state.article)
        if not isinstance(article, Article) or article.sha256 != state.article_sha256:
            return
    source, target = (here, aside) if undone else (aside, here)
    # The change itself is done, and says so; a file that cannot follow it is where it was.
    with suppress(OSError):
        make_folder(target.parent)
        if undone or not target.exists():
            source.rename(target)
            sync_folder(target.parent)
