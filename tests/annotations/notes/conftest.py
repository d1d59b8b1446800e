from __future__ import annotations

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
