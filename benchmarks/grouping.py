"""How well mentions of one thing are brought together, on passages written for it: over all pairs of mentions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from annotations.entities.abbreviations import long_forms
from annotations.entities.entity import Entity
from annotations.entities.groups import group
from annotations.text.span import Span
from benchmarks.goals import Row

PASSAGES = Path(__file__).parents[1] / "tests" / "annotations" / "entities" / "data" / "groups.toml"
_MENTION = re.compile(r"\[([^|\]]+)\|([A-Z_]+)\|(\d+)\]")

Pair = tuple[Span, Span]


class Passage(NamedTuple):
    """A text, the pairs of mentions that are of one thing, and those that were brought together."""

    text: str
    right: frozenset[Pair]
    found: frozenset[Pair]


def passages() -> Iterator[Passage]:
    """All passages."""
    for marked in tomllib.loads(PASSAGES.read_text(encoding="utf-8"))["passages"]:
        text, at = "", 0
        entities: list[Entity] = []
        things: dict[str, list[Entity]] = {}
        for match in _MENTION.finditer(marked):
            text += marked[at : match.start()]
            span = Span(len(text), len(text) + len(match[1]))
            text += match[1]
            at = match.end()
            entities.append(Entity(span, match[1], match[2], 1.0, "gold"))
            things.setdefault(match[3], []).append(entities[-1])
        text += marked[at:]
        yield Passage(text, _pairs(things.values()), _pairs(group(entities, long_forms(text)).values()))


def _pairs(groups: Iterable[list[Entity]]) -> frozenset[Pair]:
    return frozenset(pair for mentions in groups for pair in combinations(sorted(each.span for each in mentions), 2))


def rows() -> list[Row]:
    """Precision and recall over the pairs."""
    found = list(passages())
    hits = sum(len(each.right & each.found) for each in found)
    made, due = sum(len(each.found) for each in found), sum(len(each.right) for each in found)
    return [
        Row("mentions grouped, precision over pairs, %", 100 * hits / made, 97, remark=f"{hits} of {made}"),
        Row("mentions grouped, recall over pairs, %", 100 * hits / due, 85, remark=f"{hits} of {due}"),
    ]
