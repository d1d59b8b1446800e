"""Learning of itself: when enough was decided, and nobody is at the keys."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from annotations.problem import PostilError, Problem
from tui.shelf.order import UNCERTAIN

if TYPE_CHECKING:
    from annotations.desk.learned import Result
    from tui.app import PostilApp

IDLE = 3.0
"""Seconds without a key after which it may begin; it runs in a process of its own, that gives way to all others."""


class Studying:
    """Asks the desk after changes whether there is enough to learn from, has it learn, and says what came of it."""

    def __init__(self, app: PostilApp) -> None:
        self._app = app
        # Who has just opened the program is about to press one.
        self._touched = time.monotonic()
        self._seen = -1
        self.busy = False
        """Whether the desk is being asked, or learns."""

    def touched(self) -> None:
        """Somebody is at the keys."""
        self._touched = time.monotonic()

    @property
    def rested(self) -> float:
        """For how many seconds nobody has been at the keys."""
        return time.monotonic() - self._touched

    def look(self) -> None:
        """To be called every second or so; costs nothing where nothing was changed."""
        count, clerk = self._app.desk.store.alterations.count, self._app.clerk
        if self.busy or clerk.saving or count == self._seen or self.rested < IDLE:
            return
        self._seen, self.busy = count, True
        clerk.recognise(self._app.desk.learning.due, self._asked)

    def _asked(self, due: bool) -> None:
        if due:
            self._app.clerk.learn(self._learn, self._learned)
        else:
            self._learned(self._app.desk.learning.news())

    def _learn(self) -> Result | Problem | None:
        try:
            return self._app.desk.learning.learn()
        except PostilError as error:
            return error.problem

    def _learned(self, result: Result | Problem | None) -> None:
        self.busy = False
        if isinstance(result, Problem):
            self._app.notify(str(result), severity="warning", markup=False)
        elif result is not None and result.model is not None:
            before, after = result.gain
            words = f"learned from {result.articles} articles: F1 {before:.1f} → {after:.1f} on decisions held out"
            self._app.notify(words, markup=False)
            if self._app.shelf.shown.order == UNCERTAIN:
                self._app.shelf.sift()
