"""Which spans of one annotator are those of another.

The scheme of SemEval-2013 task 9.1, in the order in which nervaluate goes through the spans, so that the figures are
the same: the second annotator's spans one after the other, each against those of the first that are still free.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from annotations.text.span import Span


class Marked(NamedTuple):
    """A span that an annotator gave a label, in code points."""

    span: Span
    label: str


Pair = tuple[Marked, Marked]


class Criterion(StrEnum):
    """When two spans agree."""

    STRICT = "strict"
    """The same ends and the same label."""
    EXACT = "exact"
    """The same ends, whatever the label."""
    OVERLAP = "overlap"
    """A character in common, whatever the label; counts half if the ends differ."""
    TYPE = "type"
    """A character in common, and the same label."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What became of the spans of two annotators; `near` are pairs with a character in common that do not agree."""

    agreed: tuple[Pair, ...]
    near: tuple[Pair, ...]
    missed: tuple[Marked, ...]
    """Spans of the first that the second does not have."""
    added: tuple[Marked, ...]
    """Spans of the second that the first does not have."""


def match(first: Sequence[Marked], second: Sequence[Marked], criterion: Criterion) -> Matches:
    """Match the spans of two annotators of one text, in the order of the text."""
    first, second = sorted(first), sorted(second)
    free = dict(enumerate(first))
    agreed: list[Pair] = []
    near: list[Pair] = []
    added: list[Marked] = []
    begin = 0
    for theirs in second:
        # Spans that end before the beginning of this one overlap none that is to come.
        while begin < len(first) and first[begin].span.end <= theirs.span.start:
            begin += 1
        met = [at for at in _overlapping(first, begin, theirs.span) if at in free]
        right = _right(criterion, theirs, ((at, free[at]) for at in met))
        chosen = right if right is not None else next(iter(met), None)
        if chosen is None:
            added.append(theirs)
        else:
            (near if right is None else agreed).append((free.pop(chosen), theirs))
    return Matches(tuple(agreed), tuple(near), tuple(free.values()), tuple(added))


def _overlapping(spans: Sequence[Marked], begin: int, span: Span) -> Iterator[int]:
    for at in range(begin, len(spans)):
        if spans[at].span.start >= span.end:
            return
        if spans[at].span.overlaps(span):
            yield at


def _right(criterion: Criterion, theirs: Marked, met: Iterator[tuple[int, Marked]]) -> int | None:
    """The span that agrees: the first one, or by type the one with the nearest ends."""
    if criterion is Criterion.TYPE:
        alike = [(at, ours) for at, ours in met if ours.label == theirs.label]
        return min(alike, key=lambda each: _distance(each[1].span, theirs.span))[0] if alike else None
    labels = criterion is Criterion.STRICT
    return next(
        (at for at, ours in met if ours.span == theirs.span and (ours.label == theirs.label or not labels)), None
    )


def _distance(one: Span, other: Span) -> int:
    return abs(one.start - other.start) + abs(one.end - other.end)
