"""A program under a pseudo-terminal, and the time until it has painted something."""

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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

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
_ORDERS = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1b[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC
    rb"|\x1b[ -/]*[0-~]"  # the short ones
)
# Raw bytes that are looked at again with the next, so that a word or an order torn in two is found whole.
_OVERLAP = 4096
_PATIENCE_AT_THE_END = 2.0


class NotPaintedError(Exception):
    """What was waited for did not come; tells what came last."""


def seconds_to_paint(
    command: Sequence[str],
    expected: Sequence[str],
    environment: Mapping[str, str],
    *,
    columns: int = 200,
    rows: int = 60,
    patience: float = 60.0,
) -> float:
    """Seconds from just before the start of a program until all expected texts have come out of it.

    Each text has to come in one piece but for escape sequences. The program is ended then. Raises
    `NotPaintedError` where it ends by itself before, or where `patience` (seconds) runs out.
    """
    controller, terminal = os.openpty()
    try:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True
        )
        try:
            os.close(terminal)
            return _wait_for(expected, controller, start, patience) - start
        finally:
            _end(process, controller)
    finally:
        os.close(controller)


def _wait_for(expected: Sequence[str], controller: int, start: float, patience: float) -> float:
    missing = {text.encode() for text in expected}
    recent = b""
    for data in _output(controller, start + patience):
        now = time.perf_counter()
        _answer(controller, recent[1 - _LONGEST_QUESTION :], data)
        recent = recent[-_OVERLAP:] + data
        painted = _ORDERS.sub(b"", recent)
        missing = {text for text in missing if text not in painted}
        if not missing:
            return now
    shown = _ORDERS.sub(b"", recent).decode(errors="replace").strip()
    raise NotPaintedError(f"{sorted(missing)} not painted; last came {shown[-400:]!r}")


def _output(controller: int, deadline: float) -> Iterator[bytes]:
    """What the program writes, as it comes, until it ends or the deadline passes."""
    while (left := deadline - time.perf_counter()) > 0:
        if not select.select([controller], [], [], left)[0]:
            return
        try:
            data = os.read(controller, 1 << 16)
        except OSError:  # Linux says so when the last one that held the terminal has gone.
            return
        if not data:
            return
        yield data


def _answer(controller: int, before: bytes, data: bytes) -> None:
    """Answer each question that ends in `data`; it may have begun in the bytes before."""
    seen = before + data
    for question, answer in _ANSWERS:
        for found in re.finditer(re.escape(question), seen):
            if found.end() > len(before):
                os.write(controller, answer)


def _end(process: subprocess.Popen[bytes], controller: int) -> None:
    """End the program and all that it started, reading on, since it may still have something to say."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        deadline = time.perf_counter() + _PATIENCE_AT_THE_END
        while process.poll() is None and time.perf_counter() < deadline:
            for _ in _output(controller, time.perf_counter() + 0.02):
                pass
    process.wait()
