"""The notes file as a storage of TinyDB: read with care, replaced atomically, shared between processes.

All that touches the disk for the store goes through here; a journal would take the place of `write`.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotations.notes import layout
from annotations.notes.layout import Tables
from annotations.notes.lock import folder_lock
from annotations.notes.replace import make_folder, remove_leftovers, replace_file
from annotations.problem import PostilError, Problem

# Plain TinyDB writes in place, so a file may look damaged while another program saves: look again before saying so.
_PAUSES_BEFORE_DAMAGED = (0.03, 0.1)

_Signature = tuple[int, int, int]
_UNREAD: _Signature = (-1, -1, -1)


class AtomicStorage:
    """Has the `read`, `write` and `close` that TinyDB asks of a storage; does not import TinyDB.

    The tables it hands out are kept until the file changes: documents in them are not to be altered, only
    replaced.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tables: Tables | None = None
        self._signature: _Signature | None = _UNREAD
        self._problem: Problem | None = None
        self._swept = False

    def changed(self) -> bool:
        """Whether the file is another than the one last read or written; costs one `stat`."""
        return self._signature != self._current_signature()

    def read(self) -> Tables | None:
        """The tables, None where there is no file or an empty one.

        Raises `PostilError` for a file that is damaged or cannot be read.
        """
        if self.changed():
            self._problem = None
            self._load()
        # A file that was found damaged stays so until it changes: what was read before is not to replace it.
        if self._problem:
            raise PostilError(self._problem)
        return None if self._tables is None else dict(self._tables)

    def write(self, tables: Tables) -> None:
        """Make the file hold these tables; on disk on return. Raises `OSError`."""
        self._signature = _UNREAD
        status = replace_file(self.path, layout.encode(tables))
        self._tables, self._signature = dict(tables), _signature(status)

    def close(self) -> None:
        """Nothing is held open."""

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from writing; makes the folder where there is none. Raises `OSError`."""
        folder = Path(os.path.realpath(self.path)).parent
        make_folder(folder)
        with folder_lock(folder) as held:
            if held and not self._swept:
                remove_leftovers(self.path)
                self._swept = True
            yield

    def protection(self) -> Problem | None:
        """Why the file could not be written now, if that is so; changes nothing on disk."""
        file = Path(os.path.realpath(self.path))
        if os.access(file, os.F_OK) and not os.access(file, os.W_OK):
            return self.problem("is write-protected", "make it writable, or name another file with --notes")
        folder = next(folder for folder in file.parents if os.access(folder, os.F_OK))
        if not os.access(folder, os.W_OK | os.X_OK):
            what = f"cannot be written, because the folder {folder} cannot"
            return self.problem(what, "make the folder writable, or name another file with --notes")
        return None

    def problem(self, what: str, remedy: str, line: int | None = None) -> Problem:
        """A problem with this file."""
        return Problem(str(self.path), what, remedy, line)

    def lines_of(self, keys: list[str]) -> list[int | None]:
        """The lines on which documents stand; None where the file cannot be read."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return [None] * len(keys)
        return layout.locate(text, keys)

    def _current_signature(self) -> _Signature | None:
        try:
            return _signature(self.path.stat())
        except OSError:
            return None

    def _load(self) -> None:
        for pause in (*_PAUSES_BEFORE_DAMAGED, None):
            self._problem = None
            data = self._bytes()
            if self._problem:
                return
            try:
                self._tables = layout.decode(data, str(self.path)) if data else None
                return
            except PostilError as damage:
                self._problem = damage.problem
            if pause is not None:
                time.sleep(pause)

    def _bytes(self) -> bytes:
        """What the file holds, nothing where there is none; sets the signature, and the problem if there is one."""
        try:
            # Not to be kept waiting by a pipe that stands in the file's place.
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            self._signature = None
            return b""
        except OSError as error:
            # Permissions change without a trace in the signature, so the next look is to try again.
            self._signature = _UNREAD
            remedy = "make it readable, or name another file with --notes"
            self._problem = self.problem(f"cannot be read: {error.strerror}", remedy)
            return b""
        try:
            status = os.fstat(descriptor)
            self._signature = _signature(status)
            if not stat.S_ISREG(status.st_mode):
                self._problem = self.problem("is not a regular file", "name another file with --notes")
                return b""
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                return file.read()
        finally:
            os.close(descriptor)


def _signature(status: os.stat_result) -> _Signature:
    return status.st_mtime_ns, status.st_size, status.st_ino
