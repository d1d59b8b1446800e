"""What a library has to teach: its articles with decisions in them, and texts to remember by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from annotations.articles.article import Article, RegionKind
from annotations.articles.library import Library
from annotations.desk.decisions import given
from annotations.entities.learning.lesson import Lesson
from annotations.notes.note import ArticleState, Kind, Note, Status
from annotations.notes.selectors import anchor
from annotations.notes.store import NoteStore
from annotations.problem import Problem

MOST_TEXT = 600_000
"""Code points that are learned from at a time, those first that were decided in last."""


def lessons(library: Library, store: NoteStore) -> dict[str, Lesson]:
    """The lessons of a library by article, in the order of names; of long lists of decisions the newest."""
    states = store.states()
    by_article = {name: list(notes) for name, notes in groupby(store.notes(), lambda note: note.article)}
    newest = sorted(by_article, key=lambda name: max(note.modified for note in by_article[name]), reverse=True)
    found: dict[str, Lesson] = {}
    room = MOST_TEXT
    for name in newest:
        notes = [note for note in by_article[name] if note.kind is Kind.ENTITY]
        article = library.read(name) if notes else None
        if not isinstance(article, Article) or len(article.text) > room:
            continue
        lesson = _lesson(article, notes, states)
        if lesson.decided:
            found[name] = lesson
            room -= len(article.text)
    return dict(sorted(found.items()))


def replay() -> Iterator[Lesson]:
    """The texts of the sample library, which are told as the engine has them, so that it is not forgotten."""
    import annotations.sample

    shipped = Library(Path(annotations.sample.__file__).parent / "library")
    for name in shipped.scan().names:
        article = shipped.read(name)
        if not isinstance(article, Problem):
            yield Lesson(article.text, headline=article.first(RegionKind.TITLE), skip=article.skipped)


def _lesson(article: Article, notes: list[Note], states: Mapping[str, ArticleState]) -> Lesson:
    placed = (anchor(note, article.text, article.sha256) for note in notes)
    decided = [
        (span, given(note)) for note in placed if note.status is Status.ANCHORED and (span := note.span) is not None
    ]
    state = states.get(article.name)
    return Lesson(
        article.text,
        tuple(sorted(decided, key=lambda each: each[0])),
        whole=state is not None and state.state == "done",
        headline=article.first(RegionKind.TITLE),
        skip=article.skipped,
        name=article.name,
    )
