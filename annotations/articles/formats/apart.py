"""Has untrusted formats read in a process of its own, and ends it where it takes too long."""

from __future__ import annotations

import os
import sys
import time
import weakref
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from annotations.articles.article import Article
from annotations.articles.catalogue import Held, Stamp
from annotations.problem import Problem

if TYPE_CHECKING:
    from subprocess import Popen

READING, LISTING = 30, 120
"""Seconds that an article may take, and the list of a file's articles."""
MOST_SLOW = 3
"""Articles of one file that may take too long; its others are left unread, for an archive may hold a thousand such."""
MEMORY = 1024 * 1024 * 1024
"""Bytes of memory that reading may take."""
LONGEST_ANSWER = 512 * 1024 * 1024

# Where the package lies is told to the process, and nothing in the working folder is taken for a module (`-P`).
_ROOT = Path(__file__).parents[3]
_BEGIN = "import sys; sys.path.append(sys.argv[1]); from annotations.articles.formats.worker import main; main()"


class Apart:
    """A process that reads, begun with the first file; used from any thread, one file at a time."""

    def __init__(self, *, reading: int = READING, listing: int = LISTING, memory: int = MEMORY) -> None:
        self._reading, self._listing, self._memory = reading, listing, memory
        self._turn = Lock()
        self._slow: Counter[tuple[Path, Stamp]] = Counter()
        self._process: Popen[bytes] | None = None
        self._ending: weakref.finalize[..., Apart] | None = None

    def read(self, file: Path, shown: str, stamp: Stamp, inner: str, how: Mapping[str, Any]) -> Article | Problem:
        """The article at a path within a file that is `shown` as its name; `how` are its format and its fields."""
        from annotations.articles.formats.packed import unpacked

        name = f"{shown}/{inner}" if inner else shown
        answer = self._ask(file, shown, stamp, inner, how, self._reading)
        found = answer if isinstance(answer, Problem) else unpacked(answer)
        return replace(found, file=name) if isinstance(found, Problem) else found

    def held(self, file: Path, shown: str, stamp: Stamp, how: Mapping[str, Any]) -> Held:
        """The paths of articles within a file, `""` for the file itself."""
        from annotations.articles.formats.packed import unpacked

        answer = self._ask(file, shown, stamp, None, how, self._listing)
        if isinstance(answer, dict) and "keys" in answer:
            problem = unpacked(answer["problem"]) if answer["problem"] else None
            return Held(answer["keys"], problem if isinstance(problem, Problem) else None)
        found = answer if isinstance(answer, Problem) else unpacked(answer)
        return Held((), found if isinstance(found, Problem) else None)

    def close(self) -> None:
        """Let the process go; it begins again when something is asked."""
        with self._turn:
            self._end()

    def _ask(
        self, file: Path, shown: str, stamp: Stamp, inner: str | None, how: Mapping[str, Any], seconds: int
    ) -> dict[str, Any] | Problem:
        task = {"path": os.fspath(file), "shown": shown, "stamp": stamp, "inner": inner, **how}
        with self._turn:
            if self._slow[file, stamp] >= MOST_SLOW:
                what = f"left unread: {MOST_SLOW} articles of its file took too long"
                return Problem(shown, what, "take it out, and open it by itself")
            for _ in range(2):
                try:
                    return self._answer(self._begun(), task, seconds)
                except BrokenPipeError:
                    # It had ended of itself, because nothing was asked; it is begun again.
                    self._end()
                except TimeoutError:
                    self._end()
                    self._slow[file, stamp] += 1
                    return Problem(shown, f"not read within {seconds} seconds", "it may be damaged or hostile")
                except (OSError, ValueError) as error:
                    self._end()
                    return Problem(shown, f"cannot be read: {error}", "it may be damaged; fetch it again")
        return Problem(shown, "the process that reads it cannot be begun", "try again")

    def _begun(self) -> Popen[bytes]:
        import subprocess

        if self._process is None:
            seconds = max(self._reading, self._listing)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _BEGIN, str(_ROOT), str(self._memory), str(seconds)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._ending = weakref.finalize(self, _ended, self._process)
        return self._process

    def _end(self) -> None:
        if self._ending is not None:
            self._ending()
        self._process = self._ending = None

    def _answer(self, process: Popen[bytes], task: Mapping[str, Any], seconds: int) -> dict[str, Any]:
        """Raises BrokenPipeError where the process had ended before, EOFError where it ends now, and TimeoutError."""
        import json

        from annotations.articles.formats.packed import send

        assert process.stdin is not None
        assert process.stdout is not None
        if process.poll() is not None:
            raise BrokenPipeError
        send(process.stdin, task)
        until = time.monotonic() + seconds
        length = int.from_bytes(_read(process.stdout.fileno(), 4, until), "big")
        if length > LONGEST_ANSWER:
            raise ValueError("its article is too large")
        answer = json.loads(_read(process.stdout.fileno(), length, until))
        if not isinstance(answer, dict):
            raise ValueError("no answer")
        return answer


def _read(pipe: int, count: int, until: float) -> bytes:
    """So many bytes of a pipe. Raises TimeoutError, and ValueError where it closes before."""
    import select

    data = bytearray()
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    while len(data) < count:
        if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
            raise TimeoutError
        chunk = os.read(pipe, min(count - len(data), 1 << 20))
        if not chunk:
            raise ValueError("the process that reads it broke off")
        data += chunk
    return bytes(data)


def _ended(process: Popen[bytes]) -> None:
    process.kill()
    with suppress(BrokenPipeError):
        process.communicate()
