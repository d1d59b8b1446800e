"""What the articles of a library say, and the notes on them: which of them hold the words of a query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.desk.filtering import Filter
from annotations.notes.note import Kind, Note
from annotations.notes.store import NoteStore
from annotations.search.sought import Sought
from annotations.search.text_index import TextIndex
from annotations.text.folding import words


@dataclass(frozen=True, slots=True)
class _Remark:
    """A note, and its words."""

    note: Note
    words: Sequence[str]


class Texts:
    """The index of texts in a folder, and beside it the words of the notes, which are read when they are asked for."""

    def __init__(self, folder: Path, store: NoteStore) -> None:
        self.index = TextIndex(folder)
        self._store = store
        self._remarks: tuple[int, list[_Remark]] | None = None

    def names(self, wanted: Filter) -> Collection[str] | None:
        """The articles that have the words of a query; None where it asks for none."""
        if wanted.of_rows:
            return None
        found = None if wanted.sought is None else set(self.index.newest(wanted.sought))
        return found if not wanted.notes else self._noted(wanted.notes, found)

    def _noted(self, asked: Sequence[Sought], found: set[str] | None) -> set[str]:
        for sought in asked:
            positive = Sought(tuple(clause.positive for clause in sought.clauses))
            noted = {note.article for note in self.notes(positive)}
            negated = any(clause.negated for clause in sought.clauses)
            if negated:
                found = (set(self.index.known()) if found is None else found) - noted
            else:
                found = noted if found is None else found & noted
        return found or set()

    def notes(self, sought: Sought) -> list[Note]:
        """The notes whose body or tags have what is looked for, the newest first."""
        holding = (remark.note for remark in self._all() if sought.holds((), remark.words))
        return sorted(holding, key=lambda note: (note.modified, note.id), reverse=True)

    def _all(self) -> list[_Remark]:
        number = self._store.number
        if self._remarks is None or self._remarks[0] != number:
            notes = (note for note in self._store.notes() if note.kind is Kind.NOTE)
            said = [_Remark(note, words("\n".join((note.body, *note.tags)))) for note in notes]
            self._remarks = number, said
        return self._remarks[1]
