"""Programs of our own that are killed, limited or refused, and what they say until then."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tinydb import TinyDB


@contextmanager
def child(work: Callable[[int], None]) -> Iterator[tuple[int, TextIO]]:
    """A process that works, and what it writes."""
    reading, writing = os.pipe()
    process = fork(lambda: work(writing))
    os.close(writing)
    with os.fdopen(reading, "r", encoding="utf-8") as pipe:
        try:
            yield process, pipe
        finally:
            os.waitpid(process, 0)


def fork(work: Callable[[], None]) -> int:
    """A process that works and ends; its id."""
    process = os.fork()
    if process == 0:
        try:
            work()
        finally:
            os._exit(0)
    return process


def readable(file: Path) -> bool:
    """Whether plain TinyDB can open a file, which may not be there yet."""
    if not file.exists():
        return True
    try:
        with TinyDB(file) as database:
            return len(database.tables()) > 0
    except ValueError:
        return False
