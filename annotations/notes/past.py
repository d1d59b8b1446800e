"""What was done, as the journal still knows it."""

from __future__ import annotations

from annotations.notes.change import Done
from annotations.notes.recording import remembered
from annotations.notes.saver import Saver
from annotations.notes.storage import Storage


class Past:
    """The changes of a store, by whomever they were made; `saver` is told what they removed, which may come back."""

    def __init__(self, storage: Storage, saver: Saver) -> None:
        self._storage = storage
        self._saver = saver

    def until(self, number: int) -> list[Done]:
        """The changes up to a number, oldest first; none where they cannot be read.

        Those that are long come without their edits, which `whole` brings.
        """
        try:
            records = self._storage.past(number)
            done = [remembered(record) for record in records]
        except (OSError, ValueError):
            return []
        for record in reversed(records):
            self._saver.recall(record)
        return done

    def whole(self, done: Done) -> Done | None:
        """A change with its edits, from the journal where they were left to that; None where that has it no more."""
        if done.change.edits:
            return done
        try:
            record = self._storage.journal.record(done.number)
            found = None if record is None else remembered(record)
        except (OSError, ValueError):
            return None
        if record is not None:
            self._saver.recall(record)
        return found
