"""Watching over the notes file: what others write to it, what the disk refuses, and what its user should hear of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.problem import Problem
from annotations.text.safe import visible_line

if TYPE_CHECKING:
    from tui.app import PostilApp

LOOKS = 0.5
"""Seconds between two looks at the notes file, so that what another program saves is shown within one."""


class Keeping:
    """Looks at the notes file twice a second, tells what happened, and lets nobody leave unwarned with work unsaved."""

    def __init__(self, app: PostilApp) -> None:
        self._app = app
        self._warned = False
        self._wrong: Problem | None = None
        self._read_only: Problem | None = None
        self._refused: Problem | None = None

    def look(self) -> None:
        """Another program may have written to the same notes; what was refused may have been saved meanwhile."""
        store = self._app.desk.store

        def work() -> tuple[bool, list[Problem]]:
            return store.refresh(), store.tidings()

        self._app.clerk.read(work, lambda found: self._looked(*found))

    def _looked(self, changed: bool, tidings: list[Problem]) -> None:
        app = self._app
        for told in tidings:
            app.notify(visible_line(str(told)), severity="warning", markup=False, timeout=10)
        if changed:
            self._mended(app.desk.store.problem)
            app.renew()
            app.shelf.renew_in_sight()
            app.tell()
        self._say_in_full()

    def _say_in_full(self) -> None:
        """Once, why nothing can be saved, or was not, with the way out: the line at the foot has no room for it."""
        app, store = self._app, self._app.desk.store
        read_only, refused = store.problem if store.read_only else None, app.clerk.failure
        if read_only not in (None, self._read_only):
            app.notify(visible_line(f"read-only: {read_only}"), severity="warning", markup=False, timeout=10)
        if refused not in (None, self._refused):
            app.notify(visible_line(f"NOT SAVED: {refused}"), severity="error", markup=False, timeout=10)
        self._read_only, self._refused = read_only, refused

    def _mended(self, problem: Problem | None) -> None:
        """What was refused because of a damaged file is no longer to be said once that is in order again."""
        if problem is None and self._wrong is not None and self._app.clerk.failure == self._wrong:
            self._app.clerk.failure = None
            self._app.notify("the notes file is in order again: do again what was not saved", markup=False)
        self._wrong = problem

    def retry(self) -> None:
        """Save now what the disk refused before."""
        if self._app.desk.store.unsaved is None:
            self._app.notify("all is saved", markup=False, timeout=2)
        else:
            self._app.clerk.save(self._app.desk.store.retry, self._retried)

    def _retried(self, saved: bool) -> None:
        if saved:
            self._app.renew()
        else:
            self._app.notify(visible_line(str(self._app.desk.store.unsaved)), severity="error", markup=False)

    def may_leave(self) -> bool:
        """Whether all is saved, or the user was told before that it is not."""
        unsaved = self._app.desk.store.unsaved
        if unsaved is None or self._warned:
            return True
        self._warned = True
        words = visible_line(f"{unsaved}. To quit all the same, do so again.")
        self._app.notify(words, severity="error", markup=False, timeout=10)
        return False
