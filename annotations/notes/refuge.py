"""A file in another folder for the changes that the disk of the notes file refuses, until that takes them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from annotations.notes.change import Done
from annotations.notes.ids import utc_now
from annotations.notes.record import Record, backwards, encode
from annotations.notes.recording import recorded, remembered
from annotations.notes.replace import make_folder, sync_folder
from annotations.text import hashing

_PRIVATE = 0o600


class Refuge:
    """Lines as in the journal; a file for each program, locked while that lives, so that only what a dead one has
    left is taken over.
    """

    def __init__(self, folder: Path, notes: Path) -> None:
        self._folder = folder
        self._key = hashing.sha256(os.fsencode(os.path.realpath(notes))).hexdigest()[:24]
        self._held: list[tuple[Path, int]] = []
        self._own: tuple[Path, int] | None = None
        self._size = 0
        self._kept = 0

    @property
    def file(self) -> Path | None:
        """Where the changes are kept, if any are."""
        return self._held[-1][0] if self._held and self._kept else None

    def take_over(self) -> list[Done]:
        """The changes that programs which were killed have left, the oldest first; held until `forget`."""
        found = []
        for file in self._files():
            with suppress(OSError):
                descriptor = os.open(file, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
                if not _locked(descriptor) or not os.fstat(descriptor).st_nlink:
                    # Somebody holds it, or has just saved what was in it.
                    os.close(descriptor)
                    continue
                self._held.append((file, descriptor))
                found += list(_read(file))
        self._kept = len(found)
        return found

    def peek(self) -> dict[Path, int]:
        """How many changes each file holds that could be taken over; takes none."""
        counts = {}
        for file in self._files():
            with suppress(OSError):
                descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
                try:
                    if _locked(descriptor):
                        counts[file] = len(list(_read(file)))
                finally:
                    os.close(descriptor)
        return counts

    def keep(self, changes: Sequence[Done]) -> None:
        """Have all of these on disk, of which the first are those that are kept already. Raises `OSError`."""
        missing = changes[self._kept :]
        if not missing:
            return
        lines = b"".join(encode(recorded(done, utc_now())) for done in missing)
        if self._own is None:
            make_folder(self._folder)
            files = self._files()
            number = 1 + (_number(files[-1]) if files else 0)
            file = self._folder / f"{self._key}.{number}.{os.urandom(8).hex()}.unsaved"
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE)
            _locked(descriptor)
            self._own = (file, descriptor)
            self._held.append(self._own)
            sync_folder(self._folder)
        _, descriptor = self._own
        os.ftruncate(descriptor, self._size)
        at = self._size
        rest = memoryview(lines)
        while rest:
            written = os.pwrite(descriptor, rest, at)
            at, rest = at + written, rest[written:]
        os.fsync(descriptor)
        self._size, self._kept = at, len(changes)

    def forget(self) -> None:
        """All of it is saved: keep nothing any more."""
        for file, descriptor in self._held:
            with suppress(OSError):
                file.unlink(missing_ok=True)
            os.close(descriptor)
        self._held, self._own, self._size, self._kept = [], None, 0, 0

    def _files(self) -> list[Path]:
        """Those of this notes file, the oldest first."""
        return sorted(self._folder.glob(f"{self._key}.*.*.unsaved"), key=_number)


def _number(file: Path) -> int:
    number = file.name.split(".")[1]
    return int(number) if number.isdecimal() else 0


def _read(file: Path) -> Iterator[Done]:
    entries = list(backwards(file.read_bytes()))[::-1]
    for entry in entries:
        with suppress(ValueError):
            if isinstance(entry, Record):
                yield remembered(entry)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # Where nothing can be locked, what two programs take over is still saved once: the second finds it there.
        return True
    return True
