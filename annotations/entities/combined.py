"""Suggestions of several engines as one: where they agree it is said how many do, where they differ all are there."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.entities.entity import Entity
from annotations.entities.lexicon import SOURCE as LEXICON
from annotations.entities.packed import Entities
from annotations.text.span import Span

_AND = ", "
"""Between the names of engines, which have no comma in them."""


def combined(text: str, found: Sequence[tuple[str, Entities]]) -> Entities:
    """The entities that engines found in a text, by their names, in the order of the text; they may overlap.

    A span and label that several found is there once, its source their names. Of labels that share one span the last is
    the one that the most engines gave, then the one of the engine that is named first. What the user's decisions told
    has them for a source, whichever engine was asked.
    """
    votes: dict[tuple[Span, str], list[str]] = {}
    scores: dict[tuple[Span, str], float] = {}
    for name, entities in found:
        for entity in entities:
            key = entity.span, entity.label
            source = LEXICON if entity.source == LEXICON else name
            if source not in votes.setdefault(key, []):
                votes[key].append(source)
            scores[key] = max(entity.score, scores.get(key, 0.0))
    rank = {name: -number for number, (name, _) in enumerate(found)}
    ordered = sorted(
        votes.items(), key=lambda item: (item[0][0].start, -item[0][0].end, len(item[1]), rank.get(item[1][0], 1))
    )
    merged = (
        Entity(span, text[span.start : span.end], label, scores[span, label], _AND.join(names))
        for (span, label), names in ordered
    )
    limits = [f"{name}: {entities.limit}" for name, entities in found if entities.limit]
    problems = [problem for _, entities in found for problem in entities.problems]
    return Entities.of(text, merged, limit="; ".join(limits), problems=problems)


def votes(source: str) -> int:
    """How many engines agree, by the source of what they found."""
    return source.count(_AND) + 1


def agreement(source: str, engines: Sequence[str]) -> str:
    """Which of several engines agree and how many of all that is; the source as it is where it is not from them."""
    names = source.split(_AND)
    if not set(names) <= set(engines):
        return source
    return f"{_AND.join(map(_short, names))} · {len(names)} of {len(engines)}"


def _short(name: str) -> str:
    """The name of an engine without the folders of its path."""
    kind, colon, what = name.partition(":")
    return kind + colon + what.rstrip("/").rpartition("/")[2]
