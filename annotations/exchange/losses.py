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
    """Several of a thing: the first noun takes the s, as in `spans that begin with a blank`."""
    head, _, rest = what.partition(" that ") if " that " in what else what.partition(" on ")
    middle = " that " if " that " in what else " on "
    return f"{head}s{middle}{rest}" if rest else f"{what}s"
