"""What the single rules propose, and how their claims are settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotations.entities.entity import Entity
from annotations.text.graphemes import snap
from annotations.text.span import Span


class Candidate(NamedTuple):
    """A span that a rule would label; `rule` is its name, and gives it its rank and score."""

    start: int
    end: int
    label: str
    rule: str


# Which rule wins where two overlap, and how sure its findings are.
_RANKS: dict[str, tuple[int, float]] = {
    "money": (90, 0.95),
    "percent": (90, 0.97),
    "time": (85, 0.9),
    "date": (80, 0.93),
    "quantity": (75, 0.9),
    "abbreviation": (65, 0.85),
    "treaty": (60, 0.8),
    "organisation": (60, 0.8),
    "place": (60, 0.8),
    "event": (60, 0.8),
    "award": (60, 0.75),
    "title": (57, 0.85),
    "name": (55, 0.8),
    "speaker": (52, 0.65),
    "gazetteer": (50, 0.9),
    "surname": (45, 0.75),
    "work": (40, 0.6),
    "ordinal": (20, 0.9),
    "cardinal": (10, 0.85),
}


def settle(text: str, candidates: Iterable[Candidate], skip: Sequence[Span] = ()) -> list[Entity]:
    """Entities that do not overlap, in the order of the text.

    The higher rank wins, then the longer, then the one more to the left; nothing reaches into `skip`.
    Linear in the summed length of the candidates.
    """
    taken = bytearray(len(text))
    for span in skip:
        start, end = max(span.start, 0), min(span.end, len(text))
        taken[start:end] = b"\x01" * (end - start)
    entities = []
    for candidate in sorted(set(candidates), key=_precedence):
        span = snap(text, candidate.start, candidate.end)
        if span.start == span.end or taken.find(1, span.start, span.end) >= 0:
            continue
        taken[span.start : span.end] = b"\x01" * len(span)
        score = _RANKS[candidate.rule][1]
        quote = text[span.start : span.end]
        entities.append(Entity(span, quote, candidate.label, score, f"rules:{candidate.rule}"))
    entities.sort(key=lambda entity: entity.span.start)
    return entities


def _precedence(candidate: Candidate) -> tuple[int, int, Candidate]:
    """The candidate itself comes last, so that two of one rank at one place are settled the same way each time."""
    return -_RANKS[candidate.rule][0], candidate.start - candidate.end, candidate
