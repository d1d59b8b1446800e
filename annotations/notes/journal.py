"""The journal beside a notes file: every change is a line in it, on disk before it counts as saved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from annotations.notes.record import Entry, Mark, Record, backwards, decode, encode
from annotations.notes.replace import keep_owner_and_mode, replace_file, sync_folder

_NAME = ".journal"
_PRIVATE = 0o600


class Journal:
    """Appended to under the lock of the folder; read at any time, by any number of programs.

    What is read is what has come since it was last read. A line that is torn is no entry, and the next entry
    takes its place.
    """

    def __init__(self, notes: Path) -> None:
        self._notes = notes
        self._read_to = 0
        self._inode: int | None = None
        self._doubtful = False
        self.locate()

    def locate(self) -> None:
        """Find out where it is: beside the real notes file, which may be reached by several links."""
        self.real_notes = Path(os.path.realpath(self._notes))
        self.path = self.real_notes.with_name(self.real_notes.name + _NAME)

    @property
    def there(self) -> bool:
        """Whether there was one when it was last read."""
        return self._inode is not None

    @property
    def size(self) -> int:
        """How much of it has been read, in bytes, which is all of it under the lock."""
        return self._read_to

    def grown(self) -> bool:
        """Whether there is something to read; costs one `stat`."""
        try:
            status = self.path.stat()
        except OSError:
            return self._inode is not None
        return status.st_ino != self._inode or status.st_size != self._read_to

    def start(self) -> tuple[Mark | None, list[Record], int]:
        """The last mark, the changes that it does not cover, oldest first, and the last number given.

        Reads from the end only as far as there is something to do. Raises `OSError`.
        """
        data = self._bytes(0) or b""
        mark: Mark | None = None
        records: list[Record] = []
        for entry in backwards(data):
            if isinstance(entry, Mark):
                mark = mark or entry
            elif mark is not None and entry.number <= mark.number:
                break
            else:
                records.append(entry)
        self._read_to = _whole(data)
        last = max([entry.number for entry in records[:1]] + [mark.number if mark else 0])
        return mark, records[::-1], last

    def news(self) -> list[Entry] | None:
        """The entries since the last look; None where the journal is another, and is to be started from anew."""
        inode = self._inode
        data = self._bytes(self._read_to)
        if data is None or inode is None or self._inode != inode:
            return None
        whole = _whole(data)
        self._read_to += whole
        return [entry for line in data[:whole].split(b"\n") if (entry := decode(line)) is not None]

    def everything(self) -> list[Entry]:
        """All entries that are there, oldest first. Raises `OSError`."""
        try:
            return list(backwards(self.path.read_bytes()))[::-1]
        except FileNotFoundError:
            return []

    def append(self, entries: Iterable[Entry]) -> None:
        """Add entries, on disk on return; only under the lock, after all was read.

        Raises `OSError`, and then has added none.
        """
        lines = b"".join(map(encode, entries))
        if self._doubtful:
            # After a sync that failed nobody knows what of the file is on disk: it is written anew.
            self._write(self.path.read_bytes()[: self._read_to] + lines)
            return
        new = not self.path.exists()
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, _PRIVATE)
        try:
            if new:
                keep_owner_and_mode(self.real_notes, descriptor)
            # What stands behind the last whole entry is torn, and would spoil the first new line.
            os.ftruncate(descriptor, self._read_to)
            try:
                _write_all(descriptor, lines, self._read_to)
                self._sync(descriptor)
                if new:
                    sync_folder(self.path.parent)
            except OSError:
                with suppress(OSError):
                    os.ftruncate(descriptor, self._read_to)
                raise
            self._inode = os.fstat(descriptor).st_ino
            self._read_to += len(lines)
        finally:
            os.close(descriptor)

    def rewrite(self, entries: Sequence[Entry]) -> None:
        """Put a journal of these entries in its place; only under the lock. Raises `OSError`."""
        self._write(b"".join(map(encode, entries)))

    def _write(self, data: bytes) -> None:
        status = replace_file(self.path, data)
        self._inode, self._read_to, self._doubtful = status.st_ino, len(data), False

    def _sync(self, descriptor: int) -> None:
        try:
            os.fdatasync(descriptor)
        except OSError:
            self._doubtful = True
            raise

    def _bytes(self, start: int) -> bytes | None:
        """What stands there from an offset on, None for less than nothing; notes which file that was."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        except FileNotFoundError:
            self._inode = None
            return None
        try:
            status = os.fstat(descriptor)
            self._inode = status.st_ino
            if status.st_size < start:
                return None
            return _read_all(descriptor, start, status.st_size)
        finally:
            os.close(descriptor)


def _whole(data: bytes) -> int:
    """Up to where the entries go on, so that behind it there is nothing or something torn."""
    end = len(data)
    while end > 0:
        start = data.rfind(b"\n", 0, end - 1) + 1
        if data.endswith(b"\n", start, end) and decode(data[start : end - 1]) is not None:
            return end
        end = start
    return 0


def _write_all(descriptor: int, data: bytes, offset: int) -> None:
    written = 0
    while written < len(data):
        written += os.pwrite(descriptor, data[written:], offset + written)


def _read_all(descriptor: int, start: int, end: int) -> bytes:
    parts = []
    while start < end and (part := os.pread(descriptor, end - start, start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)
