"""How far long work is, on one line of the terminal; nothing in a pipe."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from annotations.commands.output import cut
from annotations.text.safe import visible_line

_Thing = TypeVar("_Thing")
_BETWEEN = 0.1
"""Seconds between two tellings."""
_FIRST = 0.5
"""Seconds that work may take without a word."""


@contextmanager
def opening(name: str) -> Iterator[None]:
    """Say that a file is opened, while it is."""
    if not sys.stderr.isatty():
        yield
        return
    line = cut(f"opening {visible_line(name)} …", shutil.get_terminal_size().columns - 1)
    print(f"\r{line}\x1b[K", end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def counted(things: Iterable[_Thing], what: str, *, of: int | None = None) -> Iterator[_Thing]:
    """The things one by one, with their count told on standard error, if that is a terminal: `12 of 40 articles`."""
    if not sys.stderr.isatty():
        yield from things
        return
    due = time.monotonic() + _FIRST
    told = False
    total = "" if of is None else f" of {of:,}"
    for number, thing in enumerate(things, 1):
        yield thing
        if time.monotonic() >= due:
            print(f"\r{number:,}{total} {what}s", end="", file=sys.stderr, flush=True)
            due, told = time.monotonic() + _BETWEEN, True
    if told:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
