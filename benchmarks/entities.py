"""What issue 4 has to reach, measured: `python -m benchmarks.entities SHARED`, or `make bench-entities`.

SHARED holds `data/train` and `data/dev` as `annotations.entities.training` reads them. A table of figures, goals, and
whether they are met; each part alone by its name. Exit status as `benchmarks.run`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from annotations.problem import PostilError
from benchmarks import engine_speed, keys_per_entity, learning, meaning, names
from benchmarks.goals import Row, table
from benchmarks.output import ProgramError
from benchmarks.spacy_pipeline import STEPS

Part = Callable[[Path], Sequence[Row]]


def parts(steps: int) -> dict[str, Part]:
    """What is measured, by name; a new benchmark of entities is one more line. `steps`: of spaCy's training."""
    return {
        "names": partial(names.rows, steps=steps),
        "speed": partial(engine_speed.rows, steps=steps),
        "learning": learning.rows,
        "keys": keys_per_entity.rows,
        "meaning": meaning.rows,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.entities", description=__doc__)
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("which", nargs="*", metavar="NAME", help=f"{', '.join(parts(STEPS))}; all, if none is named")
    parser.add_argument("--steps", type=int, default=STEPS, help="of spaCy's training (%(default)s; it is kept)")
    given = parser.parse_args(arguments)
    known = parts(given.steps)
    if unknown := sorted(set(given.which) - known.keys()):
        parser.error(f"no benchmark is called {unknown[0]!r}")
    found: list[Row] = []
    failed = False
    for name in given.which or known:
        print(f"measuring {name} …", file=sys.stderr)
        try:
            found += known[name](given.shared)
        except (ProgramError, TimeoutError, PostilError) as error:
            print(f"{name} could not be measured: {error}", file=sys.stderr)
            failed = True
    print(table(found))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
