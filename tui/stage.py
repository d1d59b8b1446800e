"""The terminal between the first screen and the app that takes it over."""

from __future__ import annotations

import os
import sys
import termios
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.driver import Driver

_ENTER, _LEAVE = "\x1b[?1049h", "\x1b[?1049l\x1b[?25h"


def hung_up() -> bool:
    """Whether the terminal has gone: one that was given to the program by another sends no signal when it goes."""
    import select

    keyboard = select.poll()
    keyboard.register(sys.__stdin__ or 0, 0)
    return any(seen & select.POLLHUP for _, seen in keyboard.poll(0))


class Stage:
    """The terminal's other screen, with keys kept unseen for the app; left as it was found, whatever happens."""

    def __init__(self) -> None:
        self._keyboard = sys.__stdin__.fileno() if sys.__stdin__ else 0
        self._before: list[Any] | None = None
        self._taken_over = False

    def has_keyboard(self) -> bool:
        """Take the keys from the terminal itself, where standard input is something else; whether there are any."""
        if sys.stdin.isatty():
            return True
        try:
            terminal = os.open("/dev/tty", os.O_RDWR)
        except OSError:
            return False
        os.dup2(terminal, sys.stdin.fileno())
        os.close(terminal)
        return True

    def __enter__(self) -> Stage:
        try:
            self._before = termios.tcgetattr(self._keyboard)
            quiet = termios.tcgetattr(self._keyboard)
            quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
            quiet[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
            termios.tcsetattr(self._keyboard, termios.TCSANOW, quiet)
        except termios.error:
            self._before = None
        self._write(_ENTER + "\x1b[?25l")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if not self._taken_over:
            self._write(_LEAVE)
        if self._before is not None:
            termios.tcsetattr(self._keyboard, termios.TCSADRAIN, self._before)

    def show(self, screen: str) -> None:
        """Write a whole screen."""
        self._write(screen)

    def driver(self) -> type[Driver]:
        """Textual's driver, which goes on from here: the screen stays, and the terminal is left as it was before."""
        from tui.wire import Wire

        stage = self

        class TakingOver(Wire):
            def start_application_mode(self) -> None:
                super().start_application_mode()
                stage._taken_over = True
                self.attrs_before = stage._before

            def write(self, data: str) -> None:
                # The other screen is shown already, and entering it again would clear it.
                if data != _ENTER or stage._taken_over:
                    super().write(data)

        return TakingOver

    @staticmethod
    def _write(data: str) -> None:
        """Write on the terminal itself, past Python's buffers."""
        left = data.encode("utf-8", "replace")
        while left:
            left = left[os.write(sys.__stdout__.fileno() if sys.__stdout__ else 1, left) :]
