"""A line on standard error that says how far long work has come; on a terminal only."""

from __future__ import annotations

import sys
import time

from annotations.desk.desk import Desk

_BETWEEN = 0.1
"""Seconds between two states of the line."""
_CELLS = 24
_WAIT = 0.05


def take_stock(desk: Desk) -> None:
    """Bring the index of words up to date, and say how far that has come."""
    with ProgressLine("indexing") as line:
        for progress in desk.stocktaking.agree(desk.listing.scan()):
            line.tell(progress.done, progress.total)
            if progress.waiting:
                time.sleep(_WAIT)


class ProgressLine:
    """Draws itself anew at most every so often, and goes when it is left."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._due = 0.0
        self._shown = False

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def tell(self, done: int, total: int) -> None:
        """Say how much of all is done."""
        now = time.monotonic()
        if not total or now < self._due or not sys.stderr.isatty():
            return
        self._due, self._shown = now + _BETWEEN, True
        full = _CELLS * done // total
        bar = "━" * full + "╌" * (_CELLS - full)
        print(f"\r{self._what} {bar} {100 * done // total}%\x1b[K", end="", file=sys.stderr, flush=True)
