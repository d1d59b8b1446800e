"""The program for one that looks at it in a browser: a process of its own, which ends when the browser goes away."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import TYPE_CHECKING

from tui.stage import Stage

if TYPE_CHECKING:
    from textual.driver import Driver


_PATIENCE = 10.0
"""Seconds that the program has to save and leave when the browser is gone."""


class BrowserStage(Stage):
    """In place of the terminal, pipes to the server. There is no first screen before Textual's: nobody would see it."""

    def has_keyboard(self) -> bool:
        """The browser has one."""
        return True

    def __enter__(self) -> BrowserStage:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was taken that would have to be given back."""

    def show(self, screen: str) -> None:
        """Nothing."""

    def driver(self) -> type[Driver]:
        """Textual's driver for browsers, told to leave when the server is gone."""
        from textual.drivers.web_driver import WebDriver
        from textual.messages import ExitApp

        class Session(WebDriver):
            def run_input_thread(self) -> None:
                super().run_input_thread()
                self._app.post_message(ExitApp())
                # Whatever holds it up, nobody looks at it any more; what was done is in the journal.
                threading.Thread(target=_give_up, daemon=True).start()

        return Session


def _give_up() -> None:
    time.sleep(_PATIENCE)
    os._exit(1)


def main() -> None:
    """Open what the server names: a path, `--notes FILE` and `--engine NAMES`."""
    from tui.entry import open_with

    # The terminal of the page, whatever the server was begun in.
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    sys.exit(open_with(sys.argv[2:], BrowserStage))


if __name__ == "__main__":
    main()
