"""How far long work is, on one line of the terminal; nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

_Thing = TypeVar("_Thing")
_BETWEEN = 0.1
"""Seconds between two tellings."""
_FIRST = 0.5
"""Seconds that work may take without a word."""


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
