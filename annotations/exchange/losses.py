"""What a format has no place for, counted, so that nothing is dropped in silence."""

from __future__ import annotations

from collections import Counter


class Losses:
    """Counts by what was lost, such as `relation` or `overlapping span`."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, what: str, number: int = 1) -> None:
        """So many more of it; `what` is one of them, in the singular."""
        if number:
            self.counts[what] += number

    def __bool__(self) -> bool:
        return bool(self.counts)

    def __str__(self) -> str:
        return ", ".join(f"{number:,} {what if number == 1 else plural(what)}" for what, number in self.counts.items())


def plural(what: str) -> str:
    """Several of a thing: the noun takes the s, and not what is said of it: `spans that begin with a blank`."""
    for middle in (" that ", " on ", " without ", " written "):
        head, found, rest = what.partition(middle)
        if found:
            return f"{head}s{middle}{rest}"
    return f"{what}s"
