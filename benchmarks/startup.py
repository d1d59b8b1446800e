"""From the command to what can be read, beside the least that a Textual app can be."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence

from benchmarks import bare_app
from benchmarks.library import first_words_of
from benchmarks.material import READABLE, Material
from benchmarks.pairs import Result, in_turn
from benchmarks.programs import BARE, POSTIL, PYTHON
from benchmarks.pty import Terminal


def thousand(material: Material) -> Result:
    """`postil FOLDER` until list and text can be read, to a bare Textual app until its line can."""
    folder = str(material.thousand)
    return _beside_bare(
        material,
        "first paint, 1,000 articles / bare Textual app",
        1.10,
        lambda: _painted([POSTIL, folder], material.newcomer(), *READABLE),
        pairs=15,
    )


def many(material: Material) -> Result:
    """The same with 100,000 articles that postil has seen before."""
    warm = material.many
    return _beside_bare(
        material,
        "first paint, 100,000 articles, warm index / bare",
        1.3,
        lambda: _painted([POSTIL, str(warm.folder)], warm.environment, *READABLE),
        pairs=11,
    )


def long_article(material: Material) -> Result:
    """The same on an article of 10 MB, which postil has never seen, until its beginning can be read."""
    file = str(material.long_article)
    return _beside_bare(
        material,
        "first paint, article of 10 MB with 50,000 entities / bare",
        1.4,
        lambda: _painted([POSTIL, file], material.newcomer(), first_words_of(1)),
        pairs=11,
    )


def answered(material: Material) -> Result:
    """From the command until a `j` that was pressed at the first paint has brought the second article up."""
    folder = str(material.thousand)

    def ours() -> float:
        with Terminal([POSTIL, folder], material.newcomer()) as terminal:
            painted = terminal.painted(*READABLE)
            return painted + terminal.press("j", quiet=1.0).shown(first_words_of(2))[0]

    return _beside_bare(
        material, "from the start until a first j is answered / bare's first paint", None, ours, pairs=7
    )


def version(material: Material) -> Result:
    """`postil --version` to `python -c pass`."""
    environment = material.newcomer()
    ours, peer = in_turn(
        lambda: _seconds([POSTIL, "--version"], environment),
        lambda: _seconds([PYTHON, "-c", "pass"], environment),
        pairs=31,
    )
    return Result("postil --version / python -c pass", 3.0, ours, peer)


def listing(material: Material) -> Result:
    """`postil ls` on a folder that nobody has read before, with no cache."""

    def once() -> float:
        folder = material.new_library(1_000)
        return _seconds([POSTIL, "ls", str(folder)], material.newcomer(), lines=1_000)

    return Result("postil ls, 1,000 articles, cold", 1.0, tuple(once() for _ in range(7)))


def _beside_bare(material: Material, what: str, goal: float | None, ours: Callable[[], float], pairs: int) -> Result:
    return Result(what, goal, *in_turn(ours, lambda: _painted(BARE, material.newcomer(), bare_app.PAINTED), pairs))


def _painted(command: Sequence[str], environment: dict[str, str], *expected: str) -> float:
    with Terminal(command, environment) as terminal:
        return terminal.painted(*expected)


def _seconds(command: Sequence[str], environment: dict[str, str], lines: int | None = None) -> float:
    """Seconds that a command takes; it has to succeed, and to print so many lines."""
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    taken = time.perf_counter() - start
    printed = done.stdout.count(b"\n")
    if lines is not None and printed != lines:
        raise SystemExit(f"{' '.join(command)} printed {printed} lines, not {lines}")
    return taken
