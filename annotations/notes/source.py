"""The bytes of a notes file, as far as they are asked for, and whether the file is still the one they are of."""

from __future__ import annotations

import os
import stat
import weakref
from pathlib import Path
from typing import Protocol

Signature = tuple[int, int, int]
"""Time of the last change in nanoseconds, size in bytes, and inode: another for every other state of a file."""

# So much is read at once: it takes less than a millisecond, and then nobody can pull it away.
_SMALL = 1 << 20


class Altered(Exception):
    """The file was written in place while it was being looked at."""


class Irregular(OSError):
    """What has the name of the file is a folder, a pipe or the like."""


class Source(Protocol):
    """Bytes by offset."""

    size: int

    def read(self, start: int, end: int) -> bytes:
        """The bytes from `start` to before `end`; raises `Altered`."""


class Memory:
    """Bytes that are at hand."""

    def __init__(self, data: bytes) -> None:
        self.size = len(data)
        self._data = data

    def read(self, start: int, end: int) -> bytes:
        """The bytes from `start` to before `end`."""
        return self._data[start:end]


class OpenFile:
    """A file that is held open, so that replacing it takes nothing away; not mapped, for cutting it would kill."""

    def __init__(self, descriptor: int, signature: Signature) -> None:
        self.size = signature[1]
        self._descriptor = descriptor
        self._signature = signature
        weakref.finalize(self, os.close, descriptor)

    def read(self, start: int, end: int) -> bytes:
        """The bytes from `start` to before `end`; raises `Altered`."""
        data = os.pread(self._descriptor, end - start, start)
        if signature_of(os.fstat(self._descriptor)) != self._signature:
            raise Altered
        return data


def signature_of(status: os.stat_result) -> Signature:
    """What tells one state of a file from every other."""
    return status.st_mtime_ns, status.st_size, status.st_ino


def signature_at(path: Path) -> Signature | None:
    """The signature of what is there now; None for nothing."""
    try:
        return signature_of(path.stat())
    except OSError:
        return None


def open_source(path: Path) -> tuple[Source, Signature]:
    """A regular file, read at once if it is small. Raises `OSError`, of which `Irregular` is one."""
    # Not to be kept waiting by a pipe that stands in the file's place.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Irregular
        signature = signature_of(status)
        if status.st_size > _SMALL:
            held = OpenFile(descriptor, signature)
            descriptor = -1
            return held, signature
        return Memory(os.pread(descriptor, status.st_size, 0)), signature
    finally:
        if descriptor >= 0:
            os.close(descriptor)
