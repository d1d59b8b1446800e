"""What the kernel says of a process (Linux): the processor's time it took, and the memory it had."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from benchmarks.pty import Terminal

_TICKS = os.sysconf("SC_CLK_TCK")
_WATCHED = 1.5
"""Seconds over which a program has to be idle."""
_IDLE = 0.1
"""Share of a processor that an idle program may take: looking at a file once a second, say."""


def cpu_seconds(pid: int) -> float:
    """User and system time of a process with all its threads, in steps of a hundredth of a second."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def peak_memory(pid: int) -> int:
    """The most memory that a process has had, in bytes (`VmHWM`)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise ProcessLookupError(f"process {pid} has ended")


def wait_until_idle(terminal: Terminal, patience: float = 180.0) -> int:
    """Let a program and its helpers finish what they have begun; returns the peak memory of the helpers, in bytes.

    Raises TimeoutError where they are still busy after so many seconds.
    """
    helpers: dict[int, int] = {}
    slices = round(_WATCHED / 0.1)
    for _ in range(round(patience / _WATCHED)):
        before = _taken(terminal.pid)
        for _ in range(slices):
            terminal.read_for(_WATCHED / slices)
            for pid in _helpers(terminal.pid):
                with suppress(OSError):  # it may just have ended
                    helpers[pid] = max(peak_memory(pid), helpers.get(pid, 0))
        # What a helper took that has ended meanwhile is not counted any more: then look again.
        if 0 <= _taken(terminal.pid) - before < _IDLE * _WATCHED:
            return sum(helpers.values())
    raise TimeoutError(f"still busy after {patience:.0f} s")


def _taken(pid: int) -> float:
    """Seconds that a process and its helpers have taken so far."""
    total = cpu_seconds(pid)
    for helper in _helpers(pid):
        with suppress(OSError):
            total += cpu_seconds(helper)
    return total


def _helpers(pid: int) -> Iterator[int]:
    """Processes of the session that a program leads, but for the program."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            session = int((folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[3])
            if session == pid != int(folder.name):
                yield int(folder.name)
