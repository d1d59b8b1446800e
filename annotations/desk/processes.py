"""Processes of our own, that do what would hold up the interpreter that draws."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import Popen

# Where the package lies is told to the process, and nothing in the working folder is taken for a module (`-P`).
_ROOT = Path(__file__).parents[2]
_BEGIN = "import sys; sys.path.append(sys.argv[1]); from {module} import main; main()"


def command(module: str) -> list[str]:
    """What runs the `main` of a module in another process."""
    return [sys.executable, "-P", "-c", _BEGIN.format(module=module), str(_ROOT)]


class Apart:
    """A module whose `main` answers one line in a process of its own. One thread asks; any other may give it up."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._lock = Lock()
        self._process: Popen[bytes] | None = None
        self._closed = False
        self.stopped = False
        """Whether what was asked last was given up."""

    def ask(self, line: bytes) -> bytes:
        """What the process answers; nothing if it is given up. Raises OSError where it does not begin, or dies."""
        import subprocess

        with self._lock:
            self.stopped = self._closed
            if self.stopped:
                return b""
            process = self._process = subprocess.Popen(
                command(self._module), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(line + b"\n")
            process.stdin.flush()
            # The pipe stays open till the answer is there: the process ends when it closes, so it never outlives us.
            answer = process.stdout.read()
            if not answer and not self.stopped:
                raise OSError(f"{self._module} broke off")
        except BrokenPipeError:
            if not self.stopped:
                raise
            answer = b""
        finally:
            with self._lock:
                self._process = None
            process.kill()
            with contextlib.suppress(BrokenPipeError):
                process.communicate()
        return b"" if self.stopped else answer

    def stop(self) -> None:
        """Give up what is being asked, if anything is."""
        with self._lock:
            if self._process is not None:
                self.stopped = True
                self._process.kill()

    def close(self) -> None:
        """Give it up, and take on nothing more."""
        self._closed = True
        self.stop()
