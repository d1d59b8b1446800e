"""A SQLite file that holds only what can be found again: whatever happens to it, the program goes on."""

from __future__ import annotations

import contextlib
import threading
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import sqlite3

Result = TypeVar("Result")

PATIENCE = 2.0
"""Seconds that are waited for another process that writes."""

# SQLite's codes for a file that another process is writing, and for what was given up; all else means that the file
# is of no use.
_BUSY, _LOCKED, _INTERRUPTED = 5, 6, 9
_MEMORY = ":memory:"


class CacheFile:
    """Tables in a file that is made when it is first asked for, and shared with other processes.

    `tables` are the statements that make them; a file of another `version` is thrown away, as is a damaged one. Where
    no file can be written, the tables are in memory. Used from any thread, one at a time; what is asked of a file that
    turns out to be damaged, or is locked for longer than PATIENCE, or is stopped, is answered by `otherwise`.
    """

    def __init__(self, file: Path, version: int, tables: Sequence[str]) -> None:
        self.file = file
        self._version = version
        self._tables = tables
        self._turn = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._renewed = False
        self._closing: weakref.finalize[..., CacheFile] | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything has been asked, and the file been made."""
        return self._database is not None

    def do(self, work: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        """What `work` makes of the database, in one transaction."""
        import sqlite3

        with self._turn:
            database = self._database or self._use(self._opened())
            try:
                with database:
                    return work(database)
            except sqlite3.Error as error:
                if not _in_use(error):
                    self._renew()
                return otherwise

    def stop(self) -> None:
        """Have what another thread is asking just now be answered by its `otherwise`."""
        database = self._database
        if database is not None:
            database.interrupt()

    def close(self) -> None:
        """Let the file go; it is opened again when something is asked."""
        with self._turn:
            self._close()

    def _close(self) -> None:
        if self._closing is not None:
            self._closing()
        self._database = None

    def _use(self, database: sqlite3.Connection) -> sqlite3.Connection:
        self._database = database
        # Whoever forgets to close has it closed with the last that knows this object.
        self._closing = weakref.finalize(self, database.close)
        return database

    def _renew(self) -> None:
        """Begin again with an empty file; the second time, in memory."""
        self._close()
        if not self._renewed and self._discarded():
            self._use(self._opened())
        else:
            self._use(self._prepared(_MEMORY))
        self._renewed = True

    def _opened(self) -> sqlite3.Connection:
        import sqlite3

        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return self._prepared(self.file)
        except OSError:
            return self._prepared(_MEMORY)
        except sqlite3.Error as error:
            if not _in_use(error) and self._discarded():
                try:
                    return self._prepared(self.file)
                except sqlite3.Error:
                    pass
            return self._prepared(_MEMORY)

    def _prepared(self, target: Path | str) -> sqlite3.Connection:
        """A connection to tables of the right version; raises sqlite3.Error where there are others."""
        import sqlite3

        database = sqlite3.connect(target, timeout=PATIENCE, check_same_thread=False)
        try:
            if _version(database) != self._version:
                with database:
                    database.execute("BEGIN IMMEDIATE")
                    # Another process may have been faster.
                    if _version(database) != self._version:
                        for statement in self._tables:
                            database.execute(statement)
                        database.execute(f"PRAGMA user_version = {self._version}")
            # Looking never waits for a write then, nor a write for the disk. While another process is at the file,
            # it stays as it is, which is only slower.
            with contextlib.suppress(sqlite3.OperationalError):
                database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _discarded(self) -> bool:
        try:
            for ending in ("", "-wal", "-shm", "-journal"):
                self.file.with_name(self.file.name + ending).unlink(missing_ok=True)
        except OSError:
            return False
        return True


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _in_use(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (_BUSY, _LOCKED, _INTERRUPTED)
