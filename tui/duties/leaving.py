"""The ways out of the program: quitting, a signal, a terminal that goes. On each, what was done is kept first."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING

from tui.dialogs.dialog import Dialog
from tui.stage import hung_up

if TYPE_CHECKING:
    from tui.app import PostilApp


class Leaving:
    """Keeps where one was, and what has been typed, before the program ends."""

    def __init__(self, app: PostilApp) -> None:
        self._app = app

    def listen(self) -> None:
        """Have the signals that end a program end this one in order."""
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(sign, self._end, sign)

    def forced(self) -> bool:
        """Whether the terminal has gone, which not every one tells with a signal; the end has begun then."""
        if self._app.is_headless or not hung_up():
            return False
        self._end(signal.SIGHUP)
        return True

    async def remember(self) -> None:
        """Keep where one was and how things were left, when everything is saved."""
        app, bookmarks = self._app, self._app.bookmarks
        app.keep_place()
        bookmarks.lists[str(app.desk.library.root)] = app.shelf.shown
        bookmarks.width = app.reader.page.column
        bookmarks.theme = app.chosen_theme
        app.clerk.keep(app.desk.store.retry, lambda _: None)
        await app.clerk.rest()
        bookmarks.save()

    def let_go(self) -> None:
        """Let files, processes and threads go, when everything is saved."""
        app, desk = self._app, self._app.desk
        desk.recognising.close()
        desk.correcting.close()
        desk.learning.close()
        app.shelf.stock.close()
        app.clerk.close()
        desk.store.close()

    def _end(self, sign: signal.Signals) -> None:
        self._app.run_worker(self._ended(sign))

    async def _ended(self, sign: signal.Signals) -> None:
        """Keep what has been typed and where one was, then end as the signal wants it."""
        for screen in self._app.screen_stack:
            if isinstance(screen, Dialog):
                screen.keep_now()
        await self.remember()
        if sign is signal.SIGTERM:
            self._app.exit()
            return
        # The terminal is gone: nothing can be drawn any more, not even an orderly end.
        self._app.desk.store.close()
        signal.signal(sign, signal.SIG_DFL)
        os.kill(os.getpid(), sign)
