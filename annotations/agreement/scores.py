"""Precision, recall and F1, the first annotator taken as the one who is right."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.agreement.matching import Criterion, Matches


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of spans; `near` are pairs that share characters and do not agree (half right, by overlap)."""

    agreed: int = 0
    near: int = 0
    missed: int = 0
    added: int = 0
    half: bool = False

    @classmethod
    def of(cls, matches: Matches, criterion: Criterion) -> Score:
        """The score of what was matched by a criterion."""
        agreed, near, missed, added = map(len, (matches.agreed, matches.near, matches.missed, matches.added))
        return cls(agreed, near, missed, added, half=criterion is Criterion.OVERLAP)

    def __add__(self, other: Score) -> Score:
        """The score of both texts together."""
        return Score(
            self.agreed + other.agreed,
            self.near + other.near,
            self.missed + other.missed,
            self.added + other.added,
            self.half or other.half,
        )

    @property
    def precision(self) -> float:
        """The share of the second's spans that are right; 0 where there are none."""
        return _share(self._right, self.agreed + self.near + self.added)

    @property
    def recall(self) -> float:
        """The share of the first's spans that the second has; 0 where there are none."""
        return _share(self._right, self.agreed + self.near + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both, which does not depend on who is first."""
        return _share(2 * self.precision * self.recall, self.precision + self.recall)

    @property
    def _right(self) -> float:
        return self.agreed + self.near / 2 if self.half else self.agreed


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
