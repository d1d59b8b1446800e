"""What the rules say of each token, as the model is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotations.entities.entity import Entity
from annotations.entities.tokens import Token


class Opinion(NamedTuple):
    """The attributes of a token here, and as the one before or after."""

    here: list[str]
    before: list[str]
    after: list[str]


NOTHING = Opinion([], [], [])


class Opinions:
    """The opinion of the rules on tokens, asked from left to right; `entities` are sorted and apart."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = entities
        self._at = 0
        self._kept: dict[tuple[str, str, bool], Opinion] = {}

    def __call__(self, token: Token) -> Opinion:
        """What the rules found at a token."""
        while self._at < len(self._entities) and self._entities[self._at].span.end <= token.start:
            self._at += 1
        if self._at == len(self._entities) or self._entities[self._at].span.start >= token.end:
            return NOTHING
        entity = self._entities[self._at]
        key = entity.label, entity.source, entity.span.start >= token.start
        found = self._kept.get(key)
        if found is None:
            view = f"{'B' if key[2] else 'I'}-{entity.label}"
            found = self._kept[key] = Opinion(
                [f"r={view}", f"r={view}|{entity.source}"], [f"-1r={view}"], [f"+1r={view}"]
            )
        return found
