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
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from subprocess import Popen

_CHUNK = 16 * 1024


class RecogniserProcess:
    """Begins when it is asked. One thread asks and lets it go; any other may stop what it is asked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: Popen[bytes] | None = None
        self._stopped = False

    def ask(
        self,
        engine: str,
        text: str,
        headline: Span | None,
        skip: Sequence[Span],
        article: str,
        *,
        last: bool,
        keep: tuple[Path, str] | None = None,
    ) -> Entities:
        """What an engine finds in a text; after the `last` one the process takes on nothing more.

        With `keep` the process keeps it in that file of suggestions, under that key.

        Raises OSError or ValueError where it does not begin, or dies before it has answered, and PostilError where the
        engine cannot work.
        """
        task = {
            "engine": engine,
            "headline": headline and [headline.start, headline.end],
            "skip": [[span.start, span.end] for span in skip],
            "article": article,
            "bytes": sum(map(len, encoded(text))),
            "last": last,
            "keep": keep and [str(keep[0]), keep[1]],
        }
        over = last
        try:
            return self._asked(task, text)
        except (OSError, ValueError):
            over = True
            raise
        finally:
            if over:
                self.let_go()

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

    def _asked(self, task: Mapping[str, object], text: str) -> Entities:
        from annotations.entities.worker import answered

        process = self._begun()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(task).encode() + b"\n")
        for chunk in encoded(text):
            process.stdin.write(chunk)
        # The pipe stays open till the answer is there: the process ends when it closes, so it never outlives us.
        process.stdin.flush()
        return answered(text, process.stdout)

    def _begun(self) -> Popen[bytes]:
        import subprocess

        with self._lock:
            if self._stopped:
                raise OSError("it is not wanted any more")
            if self._process is None:
                self._process = subprocess.Popen(
                    command("annotations.desk.recogniser_worker"),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            return self._process


def encoded(text: str) -> Iterator[bytes]:
    """A text in UTF-8, piece by piece, so that a long one never lies in memory twice."""
    for start in range(0, len(text), _CHUNK):
        yield text[start : start + _CHUNK].encode("utf-8", "surrogatepass")
