"""Articles that processes of their own read for the index of texts: many, a volume each, or a few long ones."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

from annotations.search.worker import WRITTEN

MANY = 1_000
"""Articles from which on a process of its own is worth its start."""
MOST_PROCESSES = 4

# Where the package lies is told to the process, and nothing in the working folder is taken for a module (`-P`).
_ROOT = Path(__file__).parents[2]
_BEGIN = "import sys; sys.path.append(sys.argv[1]); from annotations.search.worker import main; main()"


class Readers:
    """Processes that read a share of some articles each, and what they have said."""

    def __init__(self, total: int) -> None:
        self.total = total
        """What there is to do."""
        self._processes: list[_Process] = []

    @property
    def done(self) -> int:
        """How much of it has been done."""
        for each in self._processes:
            each.listen()
        return sum(each.done for each in self._processes)

    @property
    def written(self) -> bool:
        """Whether all is done."""
        return all(each.written for each in self._processes)

    @property
    def failed(self) -> bool:
        """Whether a process has ended without having done its share."""
        return any(each.ended and not each.written for each in self._processes)

    def stop(self) -> None:
        """Give up what is not done, and let the processes go."""
        for each in self._processes:
            each.close()


class Adding(Readers):
    """A process that puts articles, one by one, into the index of texts in a folder, and their records into another.

    `gently`: it gives way to others.
    """

    def __init__(self, root: Path, names: Sequence[str], folder: Path, records: Path, *, gently: bool) -> None:
        """Begins at once. Raises OSError where a process cannot be had, or nothing be written into the folder."""
        super().__init__(len(names))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            # The index is in the memory of the program then, where another process cannot put anything.
            raise PermissionError(folder)
        task = {"root": str(root), "records": str(records), "index": str(folder), "gently": gently}
        self._processes.append(_Process(task, names))


class Building(Readers):
    """Processes that read articles and write volumes into a folder, and their records into an index.

    `gently`: they give way to others. Nothing is known of a volume before all are written.
    """

    def __init__(self, root: Path, names: Sequence[str], folder: Path, records: Path, *, gently: bool) -> None:
        """Begins at once. Raises OSError where a process cannot be had."""
        # Each article is read, and written.
        super().__init__(2 * len(names))
        count = max(1, min(os.cpu_count() or 1, MOST_PROCESSES, len(names) // MANY))
        share = -(-len(names) // count)
        stem = f"{time.time_ns():x}-{os.getpid():x}"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.files = [folder / f"{stem}-{number}.sqlite" for number in range(count)]
        try:
            for number, file in enumerate(self.files):
                task = {"root": str(root), "records": str(records), "volume": str(file), "gently": gently}
                self._processes.append(_Process(task, names[number * share : (number + 1) * share]))
        except OSError:
            self.stop()
            raise

    def stop(self) -> None:
        """Give up what is not written, and let the processes go."""
        written = self.written
        super().stop()
        if not written:
            for file in self.files:
                with contextlib.suppress(OSError):
                    file.unlink(missing_ok=True)


class _Process:
    """A worker, and what it has said."""

    def __init__(self, task: dict[str, object], names: Sequence[str]) -> None:
        self.done = 0
        self.written = False
        self._said = b""
        data = "\0".join(names).encode("utf-8", "surrogateescape")
        command = [sys.executable, "-P", "-c", _BEGIN, str(_ROOT)]
        self._process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input, self._output = self._process.stdin, self._process.stdout
        os.set_blocking(self._output.fileno(), False)
        # The pipe stays open till it is done: the process ends when it closes, so it never outlives us.
        with contextlib.suppress(BrokenPipeError):
            self._input.write(json.dumps({**task, "bytes": len(data)}).encode() + b"\n" + data)
            self._input.flush()

    @property
    def ended(self) -> bool:
        """Whether it has ended; all that it said has been heard then."""
        if self._process.poll() is None:
            return False
        self.listen()
        return True

    def listen(self) -> None:
        """Hear what it has said since."""
        if self._output.closed:
            return
        *lines, self._said = (self._said + (self._output.read() or b"")).split(b"\n")
        for line in lines:
            if line == WRITTEN.encode():
                self.written = True
            else:
                self.done = int(line)

    def close(self) -> None:
        """Let it go; kill it, if it is not done."""
        self._process.kill()
        with contextlib.suppress(BrokenPipeError):
            self._input.close()
        self._output.close()
        self._process.wait()
