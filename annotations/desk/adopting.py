"""Texts from elsewhere become articles of the library."""

from __future__ import annotations

from pathlib import PurePosixPath

from annotations.articles.article import Article
from annotations.articles.formats.registry import format_of
from annotations.articles.library import Library
from annotations.articles.read import read_bytes
from annotations.exchange.document import Document
from annotations.notes.replace import make_folder, replace_file
from annotations.problem import PostilError, Problem, reason
from annotations.text import hashing

_LONGEST = 200


def as_article(document: Document) -> Article:
    """The article that the text of a document would be. Raises PostilError where it has none, or it cannot be read."""
    if not document.text:
        raise PostilError(Problem(document.article, "no such article, and no text comes with it", "add the article"))
    article = read_bytes(_encoded(document.text), _name(document, document.text))
    if isinstance(article, Problem):
        raise PostilError(article)
    return article


def adopt(article: Article, library: Library) -> None:
    """Save an article as a file of its name, durably. Raises PostilError where there is one, or the disk refuses."""
    path = library.path(article.name)
    if path.exists() or path.is_symlink():
        raise PostilError(Problem(article.name, "is there already, and cannot be read", "mend or move it"))
    try:
        make_folder(path.parent)
        if not path.parent.resolve().is_relative_to(library.root.resolve()):
            raise PostilError(Problem(article.name, "would lie outside the library", "mend the link"))
        replace_file(path, _encoded(article.text))
    except OSError as error:
        what = f"cannot be written: {reason(error)}"
        raise PostilError(Problem(article.name, what, "make the library writable")) from error


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _name(document: Document, text: str) -> str:
    """The document's own name, if it is one that a library may have; else one that follows from its text."""
    parts = PurePosixPath(document.article).parts
    usable = 0 < len(document.article) <= _LONGEST and document.article.isprintable()
    if not usable or any(part.startswith((".", "/")) for part in parts):
        digest = hashing.sha256(_encoded(text)).hexdigest()[:12]
        return f"imported-{digest}.txt"
    name = "/".join(parts)
    format_ = format_of(name)
    return f"{name}.txt" if format_ is None or format_.module else name
