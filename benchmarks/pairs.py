"""Two things measured in turn, so that whatever the machine does meanwhile happens to both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import mean, median

# What the values of a unit are divided by where they are printed, and how they are called there.
_PRINTED = {"s": (0.001, "ms"), "B": (1.0, "B"), "MB": (1e6, "MB"), "keys": (1.0, "keys"), "share": (0.01, "%")}


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: values of ours and of the peer in a `unit` of `_PRINTED` (`MB` are bytes of memory).

    `peer` is empty where the goal is no ratio; `goal` is None where nothing was promised. Of each side the median
    counts; of ours the mean where `of_all`, since all of it matters.
    """

    what: str
    goal: float | None
    ours: tuple[float, ...]
    peer: tuple[float, ...] = ()
    unit: str = "s"
    of_all: bool = False
    remark: str = ""

    @property
    def middle(self) -> float:
        """The median or mean of ours."""
        return mean(self.ours) if self.of_all else median(self.ours)

    @property
    def figure(self) -> float:
        """Ours to the peer's median, or ours alone where there is no peer."""
        return self.middle / median(self.peer) if self.peer else self.middle

    @property
    def met(self) -> bool:
        return self.goal is None or self.figure <= self.goal


def in_turn(
    ours: Callable[[], float], peer: Callable[[], float], pairs: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Values of each, A B A B; one pair before them, which warms the caches of the disk, is not counted."""
    values = [(ours(), peer()) for _ in range(pairs + 1)][1:]
    return tuple(first for first, _ in values), tuple(second for _, second in values)


def table(results: list[Result]) -> str:
    """The results with both medians, and how far the single values of ours lie apart."""
    lines = [f"{'':66}{'figure':>9}{'goal':>10}{'':>8}{'postil':>14}{'peer':>14}{'spread':>18}{'n':>5}"]
    for result in results:
        sign = "×" if result.peer else " " if result.unit == "keys" else "s"
        goal = "" if result.goal is None else f"≤ {result.goal:.3f}{sign}"
        verdict = "" if result.goal is None else "met" if result.met else "MISSED"
        peer = _printed(median(result.peer), result.unit) if result.peer else "–"
        spread = f"{_number(min(result.ours), result.unit)}–{_number(max(result.ours), result.unit)}"
        lines.append(
            f"{result.what:66}{result.figure:>8.3f}{sign}{goal:>10}{verdict:>8}"
            f"{_printed(result.middle, result.unit):>14}{peer:>14}{spread:>18}{len(result.ours):>5}"
        )
        lines += [f"    {result.remark}"] if result.remark else []
    return "\n".join(lines)


def _printed(value: float, unit: str) -> str:
    return f"{_number(value, unit)} {_PRINTED[unit][1]}"


def _number(value: float, unit: str) -> str:
    scaled = value / _PRINTED[unit][0]
    return f"{scaled:,.0f}" if unit == "B" else f"{scaled:,.1f}"
