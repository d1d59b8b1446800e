"""Articles that processes of their own read for the index of texts: many, into volumes, or a few long ones."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

from annotations.search.worker import WRITTEN

MANY = 1_000
"""Articles from which on a process of its own is worth its start."""
MOST_PROCESSES = 4
FIRST = 4
"""A process first makes a volume of one in so many of its articles, which can be looked into long before the rest."""

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
        return all(each.finished for each in self._processes)

    @property
    def failed(self) -> bool:
        """Whether a process has ended without having done its share."""
        return any(each.ended and not each.finished for each in self._processes)

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

    `gently`: they give way to others.
    """

    def __init__(self, root: Path, names: Sequence[str], folder: Path, records: Path, *, gently: bool) -> None:
        """Begins at once. Raises OSError where a process cannot be had."""
        # Each article is read, and written.
        super().__init__(2 * len(names))
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stem = f"{time.time_ns():x}-{os.getpid():x}"
        self._files: list[list[Path]] = []
        self._taken: list[Path] = []
        self._stopped = False
        begin = 0
        try:
            for number, share in enumerate(_shares(len(names))):
                parts = _parts(share)
                self._files.append([folder / f"{stem}-{number}-{part}.sqlite" for part in range(len(parts))])
                volumes = list(zip(map(str, self._files[-1]), parts, strict=True))
                task = {"root": str(root), "records": str(records), "volumes": volumes, "gently": gently}
                self._processes.append(_Process(task, names[begin : begin + share], len(parts)))
                begin += share
        except OSError:
            self.stop()
            raise

    def take(self) -> list[Path]:
        """The volumes that had been written before this was stopped, if it was; they are the caller's from now on."""
        if not self._stopped:
            self._taken = []
            for process, files in zip(self._processes, self._files, strict=True):
                process.listen()
                self._taken += files[: process.written]
        return self._taken

    def stop(self) -> None:
        """Give up what is not written, or was not taken, and let the processes go."""
        self._stopped = True
        super().stop()
        for file in chain.from_iterable(self._files):
            if file not in self._taken:
                with contextlib.suppress(OSError):
                    file.unlink(missing_ok=True)


class _Process:
    """A worker, and what it has said: `written` are the volumes, of so many, that can be looked into."""

    def __init__(self, task: dict[str, object], names: Sequence[str], volumes: int = 1) -> None:
        self.done = self.written = 0
        self._volumes = volumes
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
    def finished(self) -> bool:
        """Whether it has written all."""
        return self.written == self._volumes

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
                self.written += 1
            else:
                self.done = int(line)

    def close(self) -> None:
        """Let it go; kill it, if it is not done."""
        self._process.kill()
        with contextlib.suppress(BrokenPipeError):
            self._input.close()
        self._output.close()
        self._process.wait()


def _shares(total: int) -> list[int]:
    """How many of all articles each process reads."""
    count = max(1, min(os.cpu_count() or 1, MOST_PROCESSES, total // MANY))
    return [total * (number + 1) // count - total * number // count for number in range(count)]


def _parts(share: int) -> list[int]:
    """How many of a process's articles each volume has."""
    first = share // FIRST
    return [first, share - first] if first >= MANY else [share]
