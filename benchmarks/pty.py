"""A program under a pseudo-terminal: what it sends, and when."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from benchmarks.output import Output, ProgramError, without_orders

COLUMNS, ROWS = 200, 60
QUIET = 0.15
"""Seconds without a byte after which a program has said what it had to say."""
# What programs ask a terminal on starting, and what a modern one says.
_ANSWERS = (
    (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),  # synchronized output: known, off
    (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),  # resizing in band: not known
    (b"\x1b[?u", b"\x1b[?0u"),  # the keyboard protocol: known, no flags
    (b"\x1b[>c", b"\x1b[>1;10;0c"),  # secondary device attributes
    (b"\x1b[c", b"\x1b[?62;22c"),  # primary device attributes
    (b"\x1b[6n", b"\x1b[1;1R"),  # place of the cursor
)
_LONGEST_QUESTION = max(len(question) for question, _ in _ANSWERS)
# Raw bytes that are looked at again with the next, so that a word or an order torn in two is found whole.
_OVERLAP = 4096
_PATIENCE_AT_THE_END = 2.0


class Terminal:
    """A terminal in which one program runs until the `with` block is left."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._controller, terminal = os.openpty()
        _set_size(terminal, COLUMNS, ROWS)
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True
        )
        os.close(terminal)
        self._recent = b""
        self._came = self.started
        """When what was read last had come; it is looked at for questions afterwards."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End the program and all that it started, reading on, since it may still have something to say."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self.pid, sign)
            deadline = time.perf_counter() + _PATIENCE_AT_THE_END
            while self._process.poll() is None and time.perf_counter() < deadline:
                self._read(0.02)
        self._process.wait()
        os.close(self._controller)

    @property
    def pid(self) -> int:
        return self._process.pid

    def painted(self, *expected: str, patience: float = 60.0) -> float:
        """Seconds from just before the start of the program until all these texts have come out of it.

        Each has to come in one piece but for escape sequences. Raises `ProgramError` where the program ends
        before, or where `patience` (seconds) runs out.
        """
        missing = {text.encode() for text in expected}
        while self._read(self.started + patience - time.perf_counter()):
            shown = without_orders(self._recent)
            missing = {text for text in missing if text not in shown}
            if not missing:
                return self._came - self.started
        raise ProgramError(f"{sorted(missing)} not painted", self._recent)

    def press(self, keys: str, quiet: float = QUIET, patience: float = 30.0) -> Output:
        """Type keys; what the program sends until it has been quiet for so long. The first byte may take `patience`."""
        start = time.perf_counter()
        os.write(self._controller, keys.encode())
        return self._listen(start, quiet, patience)

    def resize(self, columns: int, rows: int) -> Output:
        """Have another size; what the program sends for it."""
        start = time.perf_counter()
        _set_size(self._controller, columns, rows)
        # It is not the program's controlling terminal, so the kernel does not tell it.
        os.kill(self.pid, signal.SIGWINCH)
        return self._listen(start, QUIET, patience=30.0)

    def read_for(self, seconds: float) -> None:
        """Let the program go on for so long, whatever it sends. Raises `ProgramError` where it has ended."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)
        self._ask_whether_it_runs()

    def _listen(self, start: float, quiet: float, patience: float) -> Output:
        pieces: list[tuple[float, bytes]] = []
        while data := self._read(quiet if pieces else patience):
            pieces.append((self._came - start, data))
        if not pieces:
            self._ask_whether_it_runs()
        return Output(tuple(pieces))

    def _ask_whether_it_runs(self) -> None:
        if self._process.poll() is not None:
            raise ProgramError("the program has ended", self._recent)

    def _read(self, seconds: float) -> bytes:
        """What comes next within so many seconds; nothing if nothing does, or if the program has ended."""
        if not select.select([self._controller], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            data = os.read(self._controller, 1 << 16)
        except OSError:  # Linux says so when the last one that held the terminal has gone.
            return b""
        self._came = time.perf_counter()
        self._answer(data)
        return data

    def _answer(self, data: bytes) -> None:
        """Answer each question that ends in `data`; it may have begun in the bytes before."""
        self._recent = self._recent[-_OVERLAP:] + data
        ending = self._recent[1 - _LONGEST_QUESTION - len(data) :]
        for question, answer in _ANSWERS:
            for found in re.finditer(re.escape(question), ending):
                if found.end() > len(ending) - len(data):
                    os.write(self._controller, answer)


def _set_size(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
