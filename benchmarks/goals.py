"""A figure and the goal that it has, where there is no peer to measure beside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """One line of a table; the figure is to be at least the goal, or with `at_most` no more than it."""

    what: str
    figure: float
    goal: float
    at_most: bool = False
    remark: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure is as good as the goal."""
        return self.figure <= self.goal if self.at_most else self.figure >= self.goal


def table(rows: Iterable[Row]) -> str:
    """Rows as text, remarks under their lines."""
    lines = []
    for row in rows:
        sign = "≤" if row.at_most else "≥"
        lines.append(f"{row.what:66}{row.figure:>9.3f}  {sign} {row.goal:<8.3f}{'met' if row.met else 'MISSED'}")
        lines += [f"    {row.remark}"] if row.remark else []
    return "\n".join(lines)
