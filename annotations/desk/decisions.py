"""The lexicon of a library, kept true to its notes at the cost of what changed in them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress, groupby

from annotations.entities.learning.lesson import counting
from annotations.entities.lexicon import Decision, Lexicon, form
from annotations.notes.note import Decision as Said
from annotations.notes.note import Kind, Note
from annotations.notes.store import NoteStore


class Decisions:
    """What was decided in a library, by the words; asked from one thread."""

    def __init__(self, store: NoteStore) -> None:
        self._store = store
        self._lexicon = Lexicon()
        self._modified: dict[str, dict[str, str]] = {}
        self._seen = -1

    def lexicon(self) -> Lexicon:
        """The lexicon as the decisions are now."""
        count = self._store.alterations.count
        if count != self._seen:
            altered = self._store.alterations.since(self._seen)
            if altered is None:
                self._begin_anew()
            else:
                for article in altered:
                    self._put(article, self._store.notes(article))
            self._seen = count
        return self._lexicon

    def fresh(self, made: str) -> frozenset[str]:
        """The forms that were decided of after a moment (ISO 8601, UTC)."""
        self.lexicon()
        recent = (forms for forms in self._modified.values() if max(forms.values()) > made)
        return frozenset(words for forms in recent for words, modified in forms.items() if modified > made)

    def _begin_anew(self) -> None:
        self._lexicon, self._modified = Lexicon(), {}
        for article, notes in groupby(self._store.notes(), lambda note: note.article):
            self._put(article, notes)

    def _put(self, article: str, notes: Iterable[Note]) -> None:
        decided = [note for note in notes if note.kind is Kind.ENTITY and note.span is not None]
        self._lexicon.put(article, decisions(decided))
        self._modified.pop(article, None)
        if decided:
            self._modified[article] = {form(note.quote): note.modified for note in decided}


def decisions(notes: Iterable[Note]) -> Iterable[Decision]:
    """What decisions of one article say of the words that they were made on."""
    placed = [(span, given(note), note.quote) for note in notes if (span := note.span) is not None]
    said = ((quote, label) for _, label, quote in placed)
    return compress(said, counting((span, label) for span, label, _ in placed))


def given(note: Note) -> str | None:
    """The label that a decision gives; None where it rejects. A file may hold any label: it is one in UTF-8."""
    if note.decision is Said.REJECTED or note.label is None:
        return None
    return note.label.encode("utf-8", "replace").decode()
