"""Having the notes file follow its journal, when nothing was changed for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from annotations.notes.storage import Storage

if TYPE_CHECKING:
    from annotations.notes.writing import Snapshot

# Idle for so long, the file is written; with a look every second it is then never two seconds behind.
_IDLE = 0.5
# So long after the file could not be written it is tried again.
_PATIENCE = 5.0


class Follower:
    """Writes the file anew, one compaction at a time; `turn` is held only where the journal must stand still."""

    def __init__(self, storage: Storage, turn: threading.RLock) -> None:
        self._storage = storage
        self._turn = turn
        self._at_work = threading.Lock()
        self._due = 0.0

    @property
    def lagging(self) -> bool:
        """Whether there is something that the file does not hold."""
        return bool(self._storage.pending) or self._storage.adoptable

    def put_off(self) -> None:
        """Something was changed: wait for the next pause."""
        self._due = time.monotonic() + _IDLE

    def begin_if_due(self, work: Callable[[], object]) -> None:
        """Do the work, which is to end in `follow`, in a thread of its own, if it is time for it."""
        if self.lagging and not self._at_work.locked() and time.monotonic() >= self._due:
            threading.Thread(target=work, name="compact").start()

    def follow(self, *, amid: bool = False) -> None:
        """Have the file hold what the journal holds; changes may be made meanwhile. Raises `OSError` and `Altered`.

        `amid` a long change, no backup is made.
        """
        with self._at_work:
            try:
                self._follow(amid=amid)
            except OSError:
                self._due = time.monotonic() + _PATIENCE
                raise

    def _follow(self, *, amid: bool) -> None:
        storage = self._storage
        with self._turn:
            if not self.lagging:
                return
            if not storage.pending:
                with storage.locked():
                    storage.adopt()
                return
            snapshot = storage.snapshot(amid=amid)
        self._write(snapshot, storage.locked)

    def upgrade(self) -> None:
        """Have a file of an older schema be of the present one, which keeps the old one; only under the lock.

        Raises `OSError` and `Altered`.
        """
        if self._storage.older is not None:
            self._write(self._storage.snapshot(), nullcontext)

    def _write(self, snapshot: Snapshot, locked: Callable[[], AbstractContextManager[None]]) -> None:
        from annotations.notes.writing import Writing

        writing = Writing(self._storage.path, snapshot)
        try:
            writing.write()
            with self._turn, locked():
                self._storage.settle(writing)
        finally:
            writing.drop()
