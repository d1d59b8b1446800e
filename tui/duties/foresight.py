"""Recognising ahead: the articles that one key leads to have their suggestions before that key is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.desk.rows import Row
from tui.shelf.scoring import LONGEST, recognise

if TYPE_CHECKING:
    from tui.app import PostilApp

REST = 0.3
"""Seconds without a key after which it begins; with the next key it ends, at the latest when one article is done."""


class Foresight:
    """Has the neighbours of an article recognised while it is read, one by one; what is found goes into the cache.

    An article is opened with what is in the cache in its first frame. Long articles are left out: they would hold the
    interpreter for too long.
    """

    def __init__(self, app: PostilApp) -> None:
        self._app = app
        self._done: tuple[object, ...] = ()
        self.busy = False
        """Whether an article is being recognised ahead."""

    def look(self) -> None:
        """To be called every second or so; costs nothing where the cursor stays and nothing is decided or learned."""
        app = self._app
        if self.busy or not app.reader.recognised or app.clerk.saving or app.studying.rested < REST:
            return
        names = app.shelf.list.reachable()
        wanted = *names, app.desk.store.alterations.count
        if wanted != self._done:
            self._done, self.busy = wanted, True
            app.clerk.recognise(lambda: self._short(names), self._step)

    def _short(self, names: Sequence[str]) -> list[str]:
        """Those that the index knows to be short; where it does not know them all yet, none of them till it does."""
        rows = dict(self._app.desk.listing.rows(names))
        if None in rows.values():
            self._done = ()
            return []
        return [name for name, row in rows.items() if isinstance(row, Row) and row.words <= LONGEST]

    def _step(self, left: Sequence[str]) -> None:
        app = self._app
        if left and app.studying.rested >= REST:
            app.clerk.recognise(lambda: recognise(app.desk, left[0]), lambda _: self._step(left[1:]))
            return
        self.busy = False
        if left:
            self._done = ()
