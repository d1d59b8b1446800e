"""What a user says of an article: notes, and where annotations stand. Each is one change of the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from annotations.articles.article import Article
from annotations.desk.drafting import Drafting
from annotations.desk.relating import hanging_on
from annotations.notes.change import Change, Edit
from annotations.notes.history import History
from annotations.notes.note import ArticleState, Kind, Note, Status
from annotations.notes.placing import Placing
from annotations.notes.store import NoteStore
from annotations.text.span import Span

if TYPE_CHECKING:
    from annotations.desk.doubting import Doubting


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it lies on the desk: its text, and the annotations placed in it.

    `unsettled` is how many of them are in doubt, without those whose place was given up.
    """

    article: Article
    notes: tuple[Note, ...]
    state: ArticleState
    unsettled: int = 0


class Annotating:
    """Annotates articles in one author's name, and remembers how to take it back."""

    def __init__(self, store: NoteStore, author: str | None) -> None:
        self.store = store
        self.history = History(store)
        self.placing = Placing(store)
        self.remains: Callable[[Note], Note | None] = lambda _: None
        """What stays of an annotation that is taken away: nothing, unless who takes it away is a referee."""
        self._draft = Drafting(author)
        self._kept: Article | None = None

    @cached_property
    def doubting(self) -> Doubting:
        """What is in doubt, and its settling."""
        from annotations.desk.doubting import Doubting

        return Doubting(self.store, self.placing, self._draft, self._do)

    @property
    def author(self) -> str:
        """In whose name annotations are made."""
        return self._draft.author

    def lay_out(self, article: Article) -> Reading:
        """The annotations of an article that is at hand."""
        notes = self.store.notes(article.name)
        sha256 = article.sha256 if notes else ""
        placed = self.placing.place(notes, article.text, sha256)
        unsettled = sum(
            now.status is not Status.ANCHORED and was.status is not Status.ORPHANED
            for was, now in zip(notes, placed, strict=True)
        )
        return Reading(article, placed, self.state(article.name), unsettled)

    def state(self, name: str) -> ArticleState:
        """What the user decided about an article."""
        return self.store.state(name) or ArticleState(name, "")

    # Notes

    def add_note(self, article: Article, span: Span | None, body: str = "", tags: Sequence[str] = ()) -> Note:
        """Attach a note to a span, or with None to the whole article; durable on return."""
        note = self._draft.new(article, Kind.NOTE, span, body=body, tags=tuple(tags))
        self._do("note", Edit(None, note), of=article)
        return note

    def edit_note(self, note: Note, body: str, tags: Sequence[str]) -> Note:
        """Give a note, as it was when the writing began, other words and tags."""
        edited = self._draft.touched(note, body=body, tags=tuple(tags))
        stored = self.store.get(note.id, note.article)
        theirs = stored is not None and _said(stored) != _said(note) and not self.store.made_here(stored)
        self._do("edit note", Edit(note if theirs else stored, edited))
        return edited

    def remove(self, note: Note) -> None:
        """Take an annotation away, and the relations that hang on it."""
        self._do(f"remove {note.kind}", *self._gone(self.store.get(note.id, note.article) or note))

    def move(self, article: Article, note: Note, span: Span) -> Note:
        """Give an annotation another span of its article; it may have been placed again since it was stored."""
        moved = self._draft.placed(article, note, span)
        self._do("move", Edit(self.store.get(note.id, note.article), moved), of=article)
        return moved

    def _gone(self, *notes: Note) -> list[Edit]:
        """What takes annotations of one article away, with the relations that hang on them."""
        if not notes:
            return []
        hanging = hanging_on(notes, self.store.notes(notes[0].article))
        gone = (*hanging, *(note for note in notes if note not in hanging))
        return [Edit(note, self.remains(note)) for note in gone]

    def _do(self, what: str, *edits: Edit, of: Article | None = None) -> None:
        """Make a change; when it is saved, the text `of` the article that it places something in is kept."""
        self.history.do(Change(what, edits))
        if of is not None and of is not self._kept:
            self._kept = of
            self.placing.keep(of.text, of.sha256)


def _said(note: Note) -> tuple[object, ...]:
    """What people say in an annotation, wherever it stands."""
    return note.body, note.tags, note.label, note.decision, note.author, note.modified
