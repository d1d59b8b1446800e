"""Textual's driver of a terminal without its threads: the event loop itself takes the keys and writes the frames.

Textual reads in one thread and writes in another. Each has to be woken between a key and what it changes on the screen,
and waits for the interpreter then: a quarter of the time of a move in the list.
"""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from contextlib import suppress

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.outlet import Outlet

_MOST_READ = 4096


class Wire(LinuxDriver):
    """What a system does not allow, such as to open the terminal once more, is left to Textual's threads."""

    _outlet: Outlet | None = None
    _update = ""
    _listening = False

    def start_application_mode(self) -> None:
        """Take the terminal, with what is typed and what is shown."""
        self._parser = XTermParser(self._debug)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        with suppress(OSError):
            self._outlet = Outlet(self._file.fileno() if self._file else -1, self._loop)
        with suppress(OSError):
            self._loop.add_reader(self.fileno, self._read)
            self._listening = True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's, without types

    def close(self) -> None:
        """Write what is left, and let the terminal go."""
        outlet, self._outlet = self._outlet, None
        if outlet is not None:
            outlet.close()
        super().close()

    # Keys

    def run_input_thread(self) -> None:
        """Nothing, where the loop reads."""
        if not self._listening:
            super().run_input_thread()

    def disable_input(self) -> None:
        """Take no more keys."""
        self._deafen()
        super().disable_input()

    def send_message(self, message: Message) -> None:
        """Without the task that Textual makes of each: a key's answer would come a turn of the loop later."""
        self._app.post_message(message)

    def _read(self) -> None:
        try:
            data = os.read(self.fileno, _MOST_READ)
        except OSError:
            data = b""
        if not data:
            # The terminal has gone. The loop would say so without a pause.
            self._deafen()
            return
        # A character may have come in part; to feed the parser with nothing would end it.
        if text := self._decode(data):
            for message in self._parser.feed(text):
                self.process_message(message)
        if self._parser._timeout_time is not None:
            # An escape is a key, if nothing follows that it is the beginning of.
            self._loop.call_later(ESCAPE_DELAY, self._tick)

    def _tick(self) -> None:
        for message in self._parser.tick():
            self.process_message(message)

    def _deafen(self) -> None:
        if self._listening:
            self._loop.remove_reader(self.fileno)
            self._listening = False

    # Frames

    def write(self, data: str) -> None:
        """Write at once; an update that the terminal is to show at once, when it is whole."""
        if self._outlet is None:
            super().write(data)
            return
        self._update += data
        if not self._update.startswith(SYNC_START) or self._update.endswith(SYNC_END):
            update, self._update = self._update, ""
            self._outlet.write(update.encode(errors="backslashreplace"))
