"""The installed program under a pseudo-terminal, and what stands on its screen."""

from __future__ import annotations

import os
import re
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pyte
from tinydb import TinyDB

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "annotations" / "sample" / "library"
POSTIL = Path(sys.executable).with_name("postil")
PATIENCE = 20.0


def environment(home: Path, **more: str) -> dict[str, str]:
    """Variables under which the program keeps everything below `home`."""
    own = {f"XDG_{name.upper()}_HOME": str(home / name) for name in ("data", "state", "cache", "config")}
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **own, **more}


class Terminal:
    """A program on a screen of its own."""

    def __init__(
        self, home: Path, *arguments: str, columns: int = 120, rows: int = 40, program: Path = POSTIL, **variables: str
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            # As one command line: pexpect would split a path at its spaces where there are no arguments.
            shlex.join([str(program), *arguments]),
            dimensions=(rows, columns),
            env=environment(home, **variables),
            cwd=str(home),
        )
        self.child.delaybeforesend = None

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def press(self, *keys: str) -> None:
        """Send keys, each as a key press of its own."""
        for key in keys:
            self.child.send(key)
            self._pump(0.05)

    def wait(self, *words: str) -> None:
        """Wait until all of these stand on the screen."""
        self.until(lambda: all(word in self.text for word in words), f"{words} on the screen")

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"waited in vain for {what}; the screen:\n{self.text}"
            self._pump(0.05)

    def end(self) -> int:
        """Wait until the program has ended; its exit status."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive() and time.monotonic() < end:
            self._pump(0.05)
        self.child.close()
        assert self.child.exitstatus is not None, f"ended by signal {self.child.signalstatus}"
        return int(self.child.exitstatus)

    def _pump(self, seconds: float) -> None:
        try:
            data = self.child.read_nonblocking(1 << 16, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.output += data
        # pyte takes these private sequences for text: a query of the keyboard protocol, and its switch.
        self._stream.feed(data.replace(b"\x1b[?u", b"").replace(b"\x1b[>1u", b"").replace(b"\x1b[<u", b""))


def recognised(terminal: Terminal) -> None:
    """Wait until an article is shown with its entities."""
    terminal.until(lambda: bool(re.search(r"\d+ entities", terminal.text)), "the entities of an article")


def stored(library: Path, table: str = "notes") -> list[dict[str, Any]]:
    """The documents of a table, as plain TinyDB reads them."""
    with TinyDB(library / ".postil" / "notes.json") as database:
        return [dict(document) for document in database.table(table)]
