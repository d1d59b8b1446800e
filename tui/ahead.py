"""Keys that are typed ahead: each waits until what the keys before it asked for is there to take it.

Over a slow line keys come in bursts. One that opens a dialog has only begun to do so when the next is at hand, which
would then be the reader's: a letter of a note would be a command.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App

from tui.dialogs.dialog import Dialog

SOON = 0.002
"""Seconds between two looks whether a key can be taken."""


class Ahead:
    """Holds keys and pasted text back, in their order, and gives each to the app when its turn has come."""

    def __init__(
        self, app: App[Any], ready: Callable[[], bool], give: Callable[[events.Event], Awaitable[None]]
    ) -> None:
        """`ready` says whether the app awaits something that the next key is for; `give` handles one."""
        self._app, self._ready, self._give = app, ready, give
        self._held: deque[events.Event] = deque()
        self._waiting: asyncio.Task[None] | None = None

    def holds(self, event: events.Event) -> bool:
        """Whether an event has come too early; it is kept then."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            return False
        if not self._held and self._settled():
            return False
        self._held.append(event)
        if len(self._held) == 1:
            self._waiting = asyncio.create_task(self._wait())
        return True

    def _settled(self) -> bool:
        """Whether nothing is on its way any more that an earlier key set going."""
        app, screen = self._app, self._app.screen
        if app.message_queue_size or not self._ready() or (isinstance(screen, Dialog) and not screen.ready):
            return False
        node = app.focused or screen
        return not any(each.message_queue_size for each in node.ancestors_with_self)

    async def _wait(self) -> None:
        while self._app.is_running and not self._settled():
            await asyncio.sleep(SOON)
        self._app.call_later(self._next)

    async def _next(self) -> None:
        if self._app.is_running and self._settled():
            await self._give(self._held.popleft())
        if self._held:
            self._waiting = asyncio.create_task(self._wait())
