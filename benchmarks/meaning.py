"""How well dates are told and mentions grouped, by tables that were written for it."""

from __future__ import annotations

from pathlib import Path

from benchmarks import dates, grouping
from benchmarks.goals import Row, table


def rows(_shared: Path) -> list[Row]:
    """The rows of both; their tables are the tests' own, so that nothing of `shared` is needed."""
    return [*dates.rows(), *grouping.rows()]


if __name__ == "__main__":
    print(table(rows(Path())))
