"""Reads untrusted formats in a process of its own, with limits: what they do to it, they do to nothing else.

It is sent tasks and sends answers, each as four bytes of length and JSON. It ends when the pipe closes, or when nothing
has been asked for a while, so that its memory goes back.
"""

from __future__ import annotations

import json
import os
import resource
import select
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotations.articles.formats.opening import Opening
from annotations.articles.formats.packed import packed, send
from annotations.problem import PostilError, Problem

IDLE = 300.0
"""Seconds without a task after which the process ends."""
FORBIDDEN = (
    *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "socket.sendmsg"),
    *("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "pty.spawn"),
)
"""What no reading of a file asks for, as Python's audit events call it."""


def main() -> None:
    """Do tasks until there are no more; `sys.argv` has the bytes of memory and the seconds that each may take."""
    memory, seconds = int(sys.argv[-2]), int(sys.argv[-1])
    limit(memory)
    sys.addaudithook(_forbid)
    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints goes nowhere, and not among the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    opened = _Opened()
    while select.select([tasks], [], [], IDLE)[0] and (head := tasks.read(4)):
        task = json.loads(tasks.read(int.from_bytes(head, "big")))
        _allow(seconds)
        send(answers, opened.answer(task))


def limit(memory: int) -> None:
    """Take from this process what no reading needs: more memory than that, and the writing of files."""
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        # Some systems know the limit and do not let it be set.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _allow(seconds: int) -> None:
    """Seconds of the processor for the next task, should nobody be there any more to end this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def _forbid(event: str, _arguments: tuple[Any, ...]) -> None:
    if event in FORBIDDEN:
        raise PermissionError(f"a file that is read wants {event}")


class _Opened:
    """The file that the last task was about, kept open for the next."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._opening: Opening | None = None

    def answer(self, task: Mapping[str, Any]) -> dict[str, Any]:
        """What a task is answered: the article, or a list of keys."""
        shown = task["shown"]
        try:
            opening = self._open(task)
            if task["inner"] is not None:
                return packed(opening.read(task["inner"]))
            held = opening.held()
            return {"keys": held.keys, "problem": held.problem and packed(held.problem)}
        except PostilError as error:
            return packed(error.problem)
        except (MemoryError, RecursionError):
            self._close()
            return packed(Problem(shown, "wants more memory than an article should", "it may be damaged or hostile"))
        except Exception as error:
            self._close()
            return packed(
                Problem(shown, f"cannot be read: {type(error).__name__}", "it may be damaged; fetch it again")
            )

    def _open(self, task: Mapping[str, Any]) -> Opening:
        key = (task["path"], task["stamp"], task["format"], task["fields"])
        if self._opening is None or key != self._key:
            self._close()
            self._opening = Opening(Path(task["path"]), task["shown"], task["format"], task["fields"])
            self._key = key
        return self._opening

    def _close(self) -> None:
        if self._opening is not None:
            self._opening.close()
        self._opening = None


if __name__ == "__main__":
    main()
