"""How far long work is, on one line of the terminal; nothing in a pipe, nor on a terminal that cannot take it back."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Self, TypeVar

from annotations.commands.output import cut
from annotations.text.safe import visible_line

_Thing = TypeVar("_Thing")
_BETWEEN = 0.1
"""Seconds between two tellings."""
_FIRST = 0.5
"""Seconds that work may take without a word."""
_BAR, _SHORTEST = 24, 4
"""Cells of the bar, and how many it must have room for."""


@contextmanager
def opening(name: str) -> Iterator[None]:
    """Say that a file is opened, while it is."""
    if not _is_watched():
        yield
        return
    _tell(f"opening {visible_line(name)} …")
    try:
        yield
    finally:
        _take_back()


class Progress:
    """What stands on that line while work is done, which the work's end, however it comes about, takes back."""

    def __init__(self) -> None:
        self.stands = False
        """Whether something is told at the moment."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def of(self, things: Iterable[_Thing], doing: str, what: str, total: int | None = None) -> Iterator[_Thing]:
        """The things one by one, with their count told meanwhile: `saving ━━━━──── 12 of 40 annotations`."""
        if not _is_watched():
            yield from things
            return
        due = time.monotonic() + _FIRST
        for number, thing in enumerate(things, 1):
            yield thing
            if time.monotonic() >= due:
                _tell(line(number, doing, what, total, shutil.get_terminal_size().columns - 1))
                due, self.stands = time.monotonic() + _BETWEEN, True
        self._end()

    def _end(self) -> None:
        if self.stands:
            _take_back()
            self.stands = False


def line(number: int, doing: str, what: str, total: int | None, cells: int) -> str:
    """What is told of so many things, in no more cells than there are; with a bar where their number is known."""
    count = f"{number:,} {what}s" if total is None else f"{number:,} of {total:,} {what}s"
    room = min(_BAR, cells - len(f"{doing}  {count}"))
    if not total or room < _SHORTEST:
        return cut(f"{doing} {count}", cells)
    done = room * min(number, total) // total
    full, empty = "━─" if "utf" in (sys.stderr.encoding or "").lower() else "#."
    return f"{doing} {full * done}{empty * (room - done)} {count}"


def _is_watched() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _tell(words: str) -> None:
    print(f"\r{cut(words, shutil.get_terminal_size().columns - 1)}\x1b[K", end="", file=sys.stderr, flush=True)


def _take_back() -> None:
    print("\r\x1b[K", end="", file=sys.stderr, flush=True)
