from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotations.notes.note import Kind, Note
from annotations.notes.store import NoteStore

_TIME = "2024-12-05T08:30:00.000000+00:00"
_NOTE = Note("", Kind.NOTE, "a.txt", "0" * 64, 6, 11, "Tokyo", "from ", " to", "ada", _TIME, _TIME)


@pytest.fixture
def make_note() -> Callable[..., Note]:
    """A note whose id tells its number, with any fields changed."""

    def make(number: int = 1, **changes: Any) -> Note:
        return replace(_NOTE, id=f"0190-{number:04}", **changes)

    return make


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".postil" / "notes.json"


@pytest.fixture
def store(file: Path) -> NoteStore:
    return NoteStore.open(file)


class Disk:
    """Has room for what is written, or, when `full`, none in the folder of the notes."""

    def __init__(self, folder: Path) -> None:
        self.full = False
        self._folder = folder

    def over(self, real: Callable[..., int]) -> Callable[..., int]:
        """A function of the system that writes to a descriptor, on this disk."""

        def write(descriptor: int, *arguments: Any) -> int:
            if self.full and os.fstat(descriptor).st_ino in {each.inode() for each in os.scandir(self._folder)}:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(descriptor, *arguments)

        return write


@pytest.fixture
def disk(file: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk(file.parent)
    for name in ("write", "pwrite"):
        monkeypatch.setattr(os, name, disk.over(getattr(os, name)))
    return disk
