"""What a recogniser suggests, and what every recogniser is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from annotations.text.span import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A labelled span. `source` names the rule or engine that made it; `score` is between 0 and 1."""

    span: Span
    text: str
    label: str
    score: float
    source: str


class Recogniser(Protocol):
    """An engine that finds entities.

    Entities come sorted by start, do not overlap within one engine, never split a grapheme cluster, and
    `text[span.start:span.end] == entity.text`.
    """

    name: str

    def recognise(self, text: str, *, headline: Span | None = None, skip: Sequence[Span] = ()) -> list[Entity]:
        """Entities of a text; `headline` is its title, where capitals mean little; `skip` is not looked at."""
        ...
