"""Processes of our own that do many tasks side by side: answers in the order of the tasks, a few of them in memory.

A worker is a module whose `main` is `serve(answer)`. It is told a task in a line, and answers with the number of bytes
to come, and these. It ends when its standard input does, in the midst of a task too, so that it never outlives us.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import TYPE_CHECKING

from annotations.desk.processes import command

if TYPE_CHECKING:
    from subprocess import Popen

AHEAD = 4
"""Tasks for each worker that are begun or done before the answer to the first of them is taken."""


class Crew:
    """So many workers of a module. They begin when they are needed; one that dies is replaced."""

    def __init__(self, module: str, workers: int) -> None:
        self._module = module
        self._workers = workers
        self._idle: SimpleQueue[Popen[bytes]] = SimpleQueue()
        self._all: set[Popen[bytes]] = set()
        self._lock = Lock()
        self._closed = False

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Have all of them end, whatever they are at."""
        with self._lock:
            self._closed = True
            left = tuple(self._all)
        for process in left:
            self._bury(process)

    def answers(self, tasks: Iterable[bytes]) -> Iterator[bytes | None]:
        """The answer to each task, a line without its end; None where the worker died of it."""
        pending: deque[Future[bytes | None]] = deque()
        with ThreadPoolExecutor(self._workers) as threads:
            try:
                for task in tasks:
                    pending.append(threads.submit(self._ask, task))
                    if len(pending) >= self._workers * AHEAD:
                        yield pending.popleft().result()
                while pending:
                    yield pending.popleft().result()
            except BaseException:
                # The threads wait for processes that nobody waits for any more.
                self.close()
                raise

    def _ask(self, task: bytes) -> bytes | None:
        process = self._worker()
        if process is None:
            return None
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(task + b"\n")
            process.stdin.flush()
            size = int(process.stdout.readline())
            answer = process.stdout.read(size)
            if len(answer) != size:
                raise ValueError("an answer that breaks off")
        except (OSError, ValueError):
            self._bury(process)
            return None
        self._idle.put(process)
        return answer

    def _worker(self) -> Popen[bytes] | None:
        """One that has nothing to do; None when there is to be no more."""
        import subprocess

        with self._lock:
            if self._closed:
                return None
            if not self._idle.empty():
                return self._idle.get()
            process = subprocess.Popen(
                command(self._module), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._all.add(process)
            return process

    def _bury(self, process: Popen[bytes]) -> None:
        with self._lock:
            self._all.discard(process)
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(BrokenPipeError):
                assert stream is not None
                stream.close()


def serve(answer: Callable[[bytes], bytes]) -> None:
    """Be a worker: answer every line of standard input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What an engine prints is no part of an answer.
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    tasks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(tasks,), daemon=True).start()
    while True:
        found = answer(tasks.get())
        answers.write(b"%d\n" % len(found) + found)
        answers.flush()


def _listen(tasks: SimpleQueue[bytes]) -> None:
    """Take tasks in while the work goes on, and end with whoever gives them."""
    for line in sys.stdin.buffer:
        tasks.put(line)
    os._exit(0)
