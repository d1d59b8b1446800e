"""What a recogniser suggests, and what every recogniser is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from annotations.problem import Problem
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
    """An engine that finds entities; one that inherits from this has nothing to remark on any text.

    Entities come sorted by start, do not overlap within one engine, never split a grapheme cluster, and
    `text[span.start:span.end] == entity.text`.
    """

    name: str

    def recognise(
        self, text: str, *, headline: Span | None = None, skip: Sequence[Span] = (), article: str = ""
    ) -> list[Entity]:
        """Entities of a text.

        `headline` is its title, where capitals mean little; `skip` is not looked at; `article` is its name in the
        library, for engines that know articles by that. Raises PostilError where it cannot work.
        """
        ...

    def limit(self, text: str, skip: Sequence[Span] = ()) -> str:  # noqa: ARG002
        """Why less is found in a text than in others, in words; nothing where all is well."""
        return ""

    def problems(self, text: str, article: str) -> list[Problem]:  # noqa: ARG002
        """What is wrong with the data that the engine has on a text."""
        return []


def doubt(entities: Sequence[Entity]) -> float:
    """How unsure an engine is of what it found, from 0 to 1: the mean of what is missing from certainty."""
    return round(sum(1 - entity.score for entity in entities) / max(1, len(entities)), 3)
