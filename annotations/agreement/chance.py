"""Agreement beyond chance, on units of which each annotator has given each one category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

Categories = Sequence[Hashable]
"""What each annotator said of one unit, always in the same order of annotators."""


def kappa(units: Iterable[Categories]) -> float | None:
    """Cohen's κ of two annotators (Cohen 1960); None where it is not defined: no unit, or one category alone."""
    pairs = Counter((one, other) for one, other in units)
    total = sum(pairs.values())
    if not total:
        return None
    firsts: Counter[Hashable] = Counter()
    seconds: Counter[Hashable] = Counter()
    for (one, other), count in pairs.items():
        firsts[one] += count
        seconds[other] += count
    observed = sum(count for (one, other), count in pairs.items() if one == other) / total
    expected = sum(firsts[category] * seconds[category] for category in firsts) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def alpha(units: Iterable[Categories]) -> float | None:
    """Krippendorff's α for nominal categories and any number of annotators (Krippendorff 2011), all of every unit.

    None where it is not defined: no unit, fewer than two annotators, or one category alone.
    """
    of_all: Counter[Hashable] = Counter()
    apart = 0.0
    for unit in units:
        if len(unit) < 2:
            return None
        counts = Counter(unit)
        of_all.update(counts)
        apart += (len(unit) ** 2 - sum(count**2 for count in counts.values())) / (len(unit) - 1)
    total = sum(of_all.values())
    expected = total**2 - sum(count**2 for count in of_all.values())
    return 1 - (total - 1) * apart / expected if expected else None
