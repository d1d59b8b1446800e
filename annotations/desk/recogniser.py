"""The process in which a long text is recognised: begun with what is in sight, ended when all of it has been."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING

from annotations.desk.processes import command
from annotations.entities.packed import Entities
from annotations.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from subprocess import Popen

_CHUNK = 64 * 1024


class RecogniserProcess:
    """Begins when it is asked. One thread asks and lets it go; any other may stop what it is asked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: Popen[bytes] | None = None
        self._stopped = False

    def ask(
        self, engine: str, text: str, headline: Span | None, skip: Sequence[Span], article: str, *, last: bool
    ) -> Entities:
        """What an engine finds in a text; after the `last` one the process takes on nothing more.

        Raises OSError or ValueError where it does not begin, or dies before it has answered, and PostilError where the
        engine cannot work.
        """
        try:
            answer = self._asked(engine, text, headline, skip, article, last=last)
        except (OSError, ValueError):
            self.let_go()
            raise
        if last:
            self.let_go()
        from annotations.entities.worker import answered

        return answered(text, answer)

    def stop(self) -> None:
        """Give up what it is asked; till it is let go it takes on nothing more."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def let_go(self) -> None:
        """End it, if it has begun."""
        with self._lock:
            process, self._process, self._stopped = self._process, None, False
        if process is not None:
            process.kill()
            with contextlib.suppress(BrokenPipeError):
                process.communicate()

    def _asked(
        self, engine: str, text: str, headline: Span | None, skip: Sequence[Span], article: str, *, last: bool
    ) -> bytes:
        process = self._begun()
        assert process.stdin is not None
        assert process.stdout is not None
        task = {
            "engine": engine,
            "headline": headline and [headline.start, headline.end],
            "skip": [[span.start, span.end] for span in skip],
            "article": article,
            "bytes": sum(map(len, encoded(text))),
            "last": last,
        }
        process.stdin.write(json.dumps(task).encode() + b"\n")
        for chunk in encoded(text):
            process.stdin.write(chunk)
        # The pipe stays open till the answer is there: the process ends when it closes, so it never outlives us.
        process.stdin.flush()
        size = int(process.stdout.readline())
        answer = process.stdout.read(size)
        if len(answer) != size:
            raise ValueError("an answer that breaks off")
        return answer

    def _begun(self) -> Popen[bytes]:
        import subprocess

        with self._lock:
            if self._stopped:
                raise OSError("it is not wanted any more")
            if self._process is None:
                self._process = subprocess.Popen(
                    command("annotations.entities.worker"),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            return self._process


def encoded(text: str) -> Iterator[bytes]:
    """A text in UTF-8, piece by piece, so that a long one never lies in memory twice."""
    for start in range(0, len(text), _CHUNK):
        yield text[start : start + _CHUNK].encode("utf-8", "surrogatepass")
