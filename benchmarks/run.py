"""Measure what postil promises of its speed, and print a table.

Exit status is 0 whether the goals are met or not: a stopwatch is no test.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

from benchmarks import bare_app
from benchmarks.library import first_words_of, title_of, write_library
from benchmarks.pairs import Result, in_turn, table
from benchmarks.pty import seconds_to_paint

ARTICLES = 1000
PYTHON = sys.executable
POSTIL = str(Path(sys.executable).with_name("postil"))


def first_paint(scratch: Path, pairs: int = 15) -> Result:
    """`postil FOLDER` until list and text can be read, to a bare Textual app until its line can."""
    folder = scratch / "paint"
    write_library(folder, ARTICLES)
    homes = _homes(scratch)
    # The second title stands only in the list, the first article's words only in the text.
    expected = (title_of(2), first_words_of(1))
    ours, peer = in_turn(
        lambda: seconds_to_paint([POSTIL, str(folder)], expected, _environment(next(homes))),
        lambda: seconds_to_paint([PYTHON, bare_app.__file__], [bare_app.PAINTED], _environment(next(homes))),
        pairs,
    )
    return Result("first paint, 1,000 articles / bare Textual", 1.15, tuple(ours), tuple(peer))


def version(scratch: Path, pairs: int = 31) -> Result:
    """`postil --version` to `python -c pass`."""
    environment = _environment(next(_homes(scratch)))
    ours, peer = in_turn(
        lambda: _seconds([POSTIL, "--version"], environment),
        lambda: _seconds([PYTHON, "-c", "pass"], environment),
        pairs,
    )
    return Result("postil --version / python -c pass", 3.0, tuple(ours), tuple(peer))


def listing(scratch: Path, runs: int = 7) -> Result:
    """`postil ls` on a folder that nobody has read before, with no cache."""
    homes = _homes(scratch)

    def once(number: int) -> float:
        folder = scratch / f"listing-{number}"
        write_library(folder, ARTICLES)
        return _seconds([POSTIL, "ls", str(folder)], _environment(next(homes)), lines=ARTICLES)

    return Result("postil ls, 1,000 articles, cold", 1.0, tuple(once(number) for number in range(runs)))


BENCHMARKS: dict[str, Callable[[Path], Result]] = {"paint": first_paint, "version": version, "ls": listing}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("which", nargs="*", metavar="NAME", help=f"{', '.join(BENCHMARKS)}; all, if none is named")
    which: list[str] = parser.parse_args(arguments).which or list(BENCHMARKS)
    if unknown := sorted(set(which) - BENCHMARKS.keys()):
        parser.error(f"no benchmark is called {unknown[0]!r}")
    results = []
    for name in which:
        print(f"measuring {name} …", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="postil-benchmark-") as scratch:
            results.append(BENCHMARKS[name](Path(scratch)))
    print(table(results))
    return 0


def _homes(scratch: Path) -> Iterator[Path]:
    """Home folders, each new, so that no run profits from what another left behind."""
    return (scratch / f"home-{number}" for number in count())


def _environment(home: Path) -> dict[str, str]:
    """What a program is told of the machine: a terminal of all colours, and folders of its own."""
    folders = {f"XDG_{kind}_HOME": home / kind.lower() for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    return {
        **{name: str(folder) for name, folder in folders.items()},
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def _seconds(command: Sequence[str], environment: dict[str, str], lines: int | None = None) -> float:
    """Seconds that a command takes; it has to succeed, and to print so many lines."""
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    taken = time.perf_counter() - start
    printed = done.stdout.count(b"\n")
    if lines is not None and printed != lines:
        raise SystemExit(f"{' '.join(command)} printed {printed} lines, not {lines}")
    return taken


if __name__ == "__main__":
    sys.exit(main())
