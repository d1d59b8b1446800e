"""What the user did, so that it can be taken back and done again."""

from __future__ import annotations

from annotations.notes.change import Change
from annotations.notes.store import NoteStore


class History:
    """Does changes on a store, and remembers them while the program runs.

    When the store raises `PostilError`, nothing has happened here either.
    """

    def __init__(self, store: NoteStore) -> None:
        self._store = store
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def do(self, change: Change) -> None:
        """Apply a change; what was undone before can no longer be done again."""
        self._store.apply(change)
        self._done.append(change)
        self._undone.clear()

    def undo(self) -> Change | None:
        """Take the last change back; gives that change, or None where there is none."""
        if not self._done:
            return None
        self._store.apply(self._done[-1].inverse)
        self._undone.append(self._done.pop())
        return self._undone[-1]

    def redo(self) -> Change | None:
        """Do what was undone last again; gives that change, or None where there is none."""
        if not self._undone:
            return None
        self._store.apply(self._undone[-1])
        self._done.append(self._undone.pop())
        return self._done[-1]
