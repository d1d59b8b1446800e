"""Measure what postil promises of its speed, and print a table.

Exit status is 0 whether the goals are met or not, since a stopwatch is no test; 1 if something could not be measured.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from annotations.problem import PostilError
from benchmarks import (
    anchoring,
    exchanging,
    main_text,
    memory,
    moving_in_list,
    moving_in_reader,
    saving,
    searching,
    selecting,
    startup,
)
from benchmarks.material import Material
from benchmarks.output import ProgramError
from benchmarks.pairs import Result, table

BENCHMARKS: dict[str, Callable[[Material], Result | list[Result]]] = {
    "paint": startup.thousand,
    "many": startup.many,
    "long": startup.long_article,
    "answer": startup.answered,
    "list": moving_in_list.seconds,
    "list-bytes": moving_in_list.sent,
    "reader": moving_in_reader.taken,
    "page": moving_in_reader.page_sent,
    "memory": memory.peak,
    "keys": selecting.keys,
    "version": startup.version,
    "ls": startup.listing,
    "save": saving.saves,
    "notes": saving.first_notes,
    "compact": saving.longest_pause,
    "anchor": anchoring.per_note,
    "exchange": exchanging.lines,
    "pages": main_text.lost,
    "names": searching.names,
    "index": searching.building,
    "newest": searching.newest,
    "relevance": searching.relevance,
    "changed": searching.changed,
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("which", nargs="*", metavar="NAME", help=f"{', '.join(BENCHMARKS)}; all, if none is named")
    which: list[str] = parser.parse_args(arguments).which or list(BENCHMARKS)
    if unknown := sorted(set(which) - BENCHMARKS.keys()):
        parser.error(f"no benchmark is called {unknown[0]!r}")
    results: list[Result] = []
    failed = False
    with tempfile.TemporaryDirectory(prefix="postil-benchmark-") as scratch:
        material = Material(Path(scratch))
        for name in which:
            print(f"measuring {name} …", file=sys.stderr)
            try:
                measured = BENCHMARKS[name](material)
            except (ProgramError, TimeoutError, PostilError) as error:
                print(f"{name} could not be measured: {error}", file=sys.stderr)
                failed = True
            else:
                results += measured if isinstance(measured, list) else [measured]
    print(table(results))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
