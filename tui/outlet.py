"""Bytes for a terminal that may be slow, written by the event loop."""

from __future__ import annotations

import asyncio
import os
from collections import deque

MOST_WAITING = 10
"""Pieces that may wait. With more, the app waits, too, instead of drawing what would be seen too late."""


class Outlet:
    """Writes at once what the terminal takes at once, and the rest, in its order, when it takes more.

    What is written to a terminal that has gone is lost.
    """

    def __init__(self, terminal: int, loop: asyncio.AbstractEventLoop) -> None:
        """Raises OSError where `terminal`, the number of an open file, is none, or may not be opened again."""
        # Opened anew, since whoever shares an open file would have to bear that it does not wait.
        self._file = os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        self._loop = loop
        self._waiting: deque[bytes] = deque()

    def write(self, data: bytes) -> None:
        """Write a piece after all that were written before."""
        behind = bool(self._waiting)
        self._waiting.append(data)
        if not behind and not self._give():
            self._loop.add_writer(self._file, self._go_on)
        if len(self._waiting) > MOST_WAITING:
            self._catch_up()

    def close(self) -> None:
        """Write what is left, however long that takes."""
        self._catch_up()
        os.close(self._file)

    def _give(self) -> bool:
        """Write what the terminal takes now; whether that was all."""
        while self._waiting:
            data = self._waiting[0]
            try:
                written = os.write(self._file, data)
            except BlockingIOError:
                written = 0
            except OSError:
                written = len(data)
            if written < len(data):
                self._waiting[0] = data[written:]
                return False
            self._waiting.popleft()
        return True

    def _go_on(self) -> None:
        if self._give():
            self._loop.remove_writer(self._file)

    def _catch_up(self) -> None:
        self._loop.remove_writer(self._file)
        os.set_blocking(self._file, True)
        while not self._give():
            pass  # A signal came in between.
        os.set_blocking(self._file, False)
