"""The journal beside a notes file: every change is a line in it, on disk before it counts as saved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from annotations.notes.change import Change
from annotations.notes.record import Entry, Mark, Record, backwards, decode, encode, peek
from annotations.notes.replace import Beside, keep_owner_and_mode, replace_file, sync_folder
from annotations.notes.tail import lines_backwards, read_all

_NAME = ".journal"
_PRIVATE = 0o600
# So many bytes of what was done are left when a journal is cut, to be undone.
_LEFT = 1 << 18


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
        self._stays = 0
        self._places: dict[int, tuple[int, int]] = {}
        """From where to where the line of a change was when it was last seen."""
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
    def added(self) -> int:
        """How many bytes it has more than were left when it was last cut by this program."""
        return self._read_to - self._stays

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
        self._read_to = 0
        mark: Mark | None = None
        records: list[Record] = []
        with self._opened() as descriptor:
            self._inode = os.fstat(descriptor).st_ino if descriptor >= 0 else None
        for at, line, entry in self._backwards():
            # What stands behind the last whole entry is torn.
            self._read_to = self._read_to or at + len(line)
            if isinstance(entry, Mark):
                mark = mark or entry
            elif mark is not None and entry.number <= mark.number:
                break
            else:
                records.append(_whole(line, entry))
        last = max([entry.number for entry in records[:1]] + [mark.number if mark else 0])
        return mark, records[::-1], last

    def past(self, until: int) -> list[Record]:
        """The changes up to a number, oldest first, those that are long without their edits. Raises `OSError`."""
        found = []
        for at, line, entry in self._backwards():
            if isinstance(entry, Record) and entry.number <= until:
                found.append(entry)
                self._places[entry.number] = at, at + len(line)
        return found[::-1]

    def record(self, number: int) -> Record | None:
        """The change of a number, if it is still there. Raises `OSError`."""
        # Where it was; if the journal was written anew since, that is another line or none.
        found = decode(self._line(self._places.get(number, (0, 0)))[:-1])
        if isinstance(found, Record) and found.number == number:
            return found
        for _, line, entry in self._backwards():
            if isinstance(entry, Record) and entry.number <= number:
                return _whole(line, entry) if entry.number == number else None
        return None

    def news(self) -> list[Entry] | None:
        """The entries since the last look; None where the journal is another, and is to be started from anew."""
        inode = self._inode
        data = self._bytes(self._read_to)
        if data is None or inode is None or self._inode != inode:
            return None
        whole = _end(data)
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
        encoded = [(entry, encode(entry)) for entry in entries]
        lines = b"".join(line for _, line in encoded)
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
            for entry, line in encoded:
                if isinstance(entry, Record):
                    self._places[entry.number] = self._read_to, self._read_to + len(line)
                self._read_to += len(line)
        finally:
            os.close(descriptor)

    def cut(self, mark: Mark) -> None:
        """Add a mark, and leave of the changes that it covers the last ones only; under the lock.

        Nothing is cut where that would be less than an eighth. Raises `OSError`, and then all is as it was.
        """
        start = self._needed_from(mark)
        if start < self._read_to // 8:
            self.append([mark])
        else:
            status, self._read_to = self._rewritten(start, mark)
            self._inode, self._doubtful = status.st_ino, False
        self._stays = self._read_to

    def _needed_from(self, mark: Mark) -> int:
        """Where the changes begin that are left to be undone, with all parts of the first one and what they undo."""
        size, needed, start = 0, mark.number, self._read_to
        goes_on = True
        for at, line, entry in self._backwards():
            if isinstance(entry, Record) and entry.number <= mark.number:
                if size >= _LEFT and entry.number < needed and not goes_on:
                    break
                size, start = size + len(line), at
                needed = min(needed, entry.undoes or needed)
                goes_on = Change(entry.what, ()).goes_on
        return start

    def _rewritten(self, start: int, mark: Mark) -> tuple[os.stat_result, int]:
        """A journal of the changes from an offset on, and a mark behind those that it covers; its status and size."""
        with ExitStack() as stack:
            beside = Beside(self.path)
            stack.callback(beside.drop)
            stream = stack.enter_context(self.path.open("rb"))
            stream.seek(start)
            told = False
            while stream.tell() < self._read_to and (line := stream.readline()):
                entry = peek(line[:-1])
                if isinstance(entry, Record):
                    if entry.number > mark.number and not told:
                        beside.write(encode(mark))
                        told = True
                    beside.write(line)
            if not told:
                beside.write(encode(mark))
            status = beside.finish()
            beside.take_place()
            return status, status.st_size

    def _write(self, data: bytes) -> None:
        status = replace_file(self.path, data)
        self._inode, self._read_to, self._doubtful = status.st_ino, len(data), False

    def _sync(self, descriptor: int) -> None:
        try:
            os.fdatasync(descriptor)
        except OSError:
            self._doubtful = True
            raise

    def _backwards(self) -> Iterator[tuple[int, bytes, Entry]]:
        """Offset, line and entry of all that is there, the last first, long ones without their edits.

        Raises `OSError`.
        """
        with self._opened() as descriptor:
            for at, line in lines_backwards(descriptor, os.fstat(descriptor).st_size) if descriptor >= 0 else ():
                if line.endswith(b"\n") and (entry := peek(line[:-1])) is not None:
                    yield at, line, entry

    @contextmanager
    def _opened(self) -> Iterator[int]:
        """The descriptor of the file; -1 where there is none."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        except FileNotFoundError:
            yield -1
            return
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _line(self, place: tuple[int, int]) -> bytes:
        with self._opened() as descriptor:
            return read_all(descriptor, *place) if descriptor >= 0 else b""

    def _bytes(self, start: int) -> bytes | None:
        """What stands there from an offset on, None for less than nothing; notes which file that was."""
        with self._opened() as descriptor:
            status = os.fstat(descriptor) if descriptor >= 0 else None
            self._inode = None if status is None else status.st_ino
            if status is None or status.st_size < start:
                return None
            return read_all(descriptor, start, status.st_size)


def _whole(line: bytes, entry: Record) -> Record:
    """A change that was peeked at, with its edits."""
    found = entry if entry.edits else decode(line[:-1])
    return found if isinstance(found, Record) else entry


def _end(data: bytes) -> int:
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
