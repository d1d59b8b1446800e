"""Two things timed in turn, so that whatever the machine does meanwhile happens to both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table. Times are seconds; `peer` is empty where the goal is a time and not a ratio."""

    what: str
    goal: float
    ours: tuple[float, ...]
    peer: tuple[float, ...] = ()

    @property
    def figure(self) -> float:
        """The ratio of the medians, or the median in seconds where there is no peer."""
        return median(self.ours) / median(self.peer) if self.peer else median(self.ours)

    @property
    def met(self) -> bool:
        return self.figure <= self.goal


def in_turn(ours: Callable[[], float], peer: Callable[[], float], pairs: int) -> tuple[list[float], list[float]]:
    """Seconds of each, A B A B; one pair before them, which warms the caches of the disk, is not counted."""
    times = [(ours(), peer()) for _ in range(pairs + 1)][1:]
    return [first for first, _ in times], [second for _, second in times]


def table(results: list[Result]) -> str:
    """The results with both medians in milliseconds, and how far the single times of ours lie apart."""
    lines = [f"{'':42}{'figure':>9}{'goal':>9}{'':>9}{'postil ms':>12}{'peer ms':>10}{'spread ms':>14}{'n':>5}"]
    for result in results:
        unit = "×" if result.peer else "s"
        peer = f"{median(result.peer) * 1000:.1f}" if result.peer else "–"
        spread = f"{min(result.ours) * 1000:.0f}–{max(result.ours) * 1000:.0f}"
        lines.append(
            f"{result.what:42}{result.figure:>8.2f}{unit}{'≤ ' + format(result.goal, '.2f'):>8}{unit}"
            f"{'met' if result.met else 'MISSED':>9}{median(result.ours) * 1000:>12.1f}{peer:>10}{spread:>14}"
            f"{len(result.ours):>5}"
        )
    return "\n".join(lines)
