"""Where recognition is done: a short text here, a long one in a process of its own."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from annotations.entities.entity import Recogniser
from annotations.entities.packed import Entities
from annotations.text.span import Span

if TYPE_CHECKING:
    from subprocess import Popen

LONG = 200_000
"""Code points from which on a text has a process of its own: one that is shorter is done before a process has begun."""

_CHUNK = 64 * 1024
# Where the package lies is told to the process, and nothing in the working folder is taken for a module (`-P`).
_ROOT = Path(__file__).parents[2]
_BEGIN = "import sys; sys.path.append(sys.argv[1]); from annotations.entities.worker import main; main()"


class Recognising:
    """The engine of a name. One thread recognises; any other may stop it."""

    def __init__(self, engine: str, *, long: int = LONG) -> None:
        self.engine = engine
        self._long = long
        self._loaded: Recogniser | None = None
        self._lock = Lock()
        self._process: Popen[bytes] | None = None
        self.stopped = False
        """Whether what was recognised last was given up."""
        self._closed = False

    def recognise(self, text: str, headline: Span | None = None, skip: Sequence[Span] = ()) -> Entities:
        """The entities of a text, as its engine finds them; none if it is stopped meanwhile.

        Where a process cannot be had, or dies, the work is done here. Raises PostilError for an engine that is none.
        """
        self.stopped = self._closed
        if len(text) >= self._long:
            with contextlib.suppress(OSError, ValueError):
                return self._recognise_apart(text, headline, skip)
        if self.stopped:
            return Entities.of(text, ())
        if self._loaded is None:
            from annotations.entities.engines import engine

            self._loaded = engine(self.engine)
        return Entities.of(text, self._loaded.recognise(text, headline=headline, skip=skip))

    def stop(self) -> None:
        """Give up the long text that is being recognised, if one is."""
        with self._lock:
            if self._process is not None:
                self.stopped = True
                self._process.kill()

    def close(self) -> None:
        """Give up the long text that is being recognised, and take on no other."""
        self._closed = self.stopped = True
        self.stop()

    def _recognise_apart(self, text: str, headline: Span | None, skip: Sequence[Span]) -> Entities:
        """Raises OSError or ValueError where the process does not begin, or dies before it has answered."""
        import subprocess

        with self._lock:
            if self.stopped:
                return Entities.of(text, ())
            process = self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _BEGIN, str(_ROOT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            task = {
                "engine": self.engine,
                "headline": headline and [headline.start, headline.end],
                "skip": [[span.start, span.end] for span in skip],
                "bytes": sum(map(len, _encoded(text))),
            }
            process.stdin.write(json.dumps(task).encode() + b"\n")
            for chunk in _encoded(text):
                process.stdin.write(chunk)
            process.stdin.flush()
            # The pipe stays open till the answer is there: the process ends when it closes, so it never outlives us.
            return Entities.unpacked(text, process.stdout.read())
        finally:
            with self._lock:
                self._process = None
            process.kill()
            with contextlib.suppress(BrokenPipeError):
                process.communicate()


def _encoded(text: str) -> Iterator[bytes]:
    for start in range(0, len(text), _CHUNK):
        yield text[start : start + _CHUNK].encode("utf-8", "surrogatepass")
