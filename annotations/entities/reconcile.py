"""One pass over what the model and the rules say of an article, to one set of entities.

Names are the model's, with their ends made plain, their few labels parted into those of the scheme, and made to agree
over the article; dates and amounts are the rules', and so are the names that the model left out.
Of two that overlap, a name that holds the other whole stands, else what the rules told by its form.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from annotations.entities.abbreviations import explained
from annotations.entities.candidates import Candidate
from annotations.entities.capitals import Capitals
from annotations.entities.consistency import agreed, spread
from annotations.entities.entity import Entity
from annotations.entities.gazetteer import Gazetteer
from annotations.entities.kinds import Kinds
from annotations.entities.names import Name
from annotations.entities.trimming import trimmed
from annotations.entities.vocabulary import words
from annotations.text.graphemes import snap

PATTERNS = words("DATE TIME MONEY PERCENT QUANTITY ORDINAL CARDINAL")
_MODEL, _GAZETTEER = "model", "rules:gazetteer"
# Rules that only a name seen elsewhere bears out, which the model weighs better.
_WEAK = frozenset(("rules:speaker", "rules:surname"))
_DOUBT, _SURE = 0.5, 0.7
_UNSURE = 0.6
_ABBREVIATION = 0.85


class Reconciler:
    """Brings together what was found in one article after the other."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._kinds = Kinds(gazetteer)

    def entities(
        self, text: str, capitals: Capitals, names: Iterable[Name], opinions: Sequence[Entity]
    ) -> list[Entity]:
        """The entities of a text, sorted and apart.

        `capitals` is the text as the names were found in it; `opinions` is what the rules found, sorted and apart.
        """
        plain = capitals.text
        found = agreed(plain, list(self._labelled(plain, names, opinions)), self._gazetteer)
        found += spread(capitals, found)
        abbreviated = explained(plain, [Candidate(*name[:3], _MODEL) for name in found])
        known = {(each.span, each.label): each for each in opinions}
        patterns = _Patterns(opinions)
        claims: list[tuple[int, Entity]] = []
        for name in (*(Name(*each[:3], _ABBREVIATION) for each in abbreviated), *found):
            span = snap(text, name.start, name.end)
            entity = known.get((span, name.label))
            if entity is None:
                entity = Entity(span, text[span.start : span.end], name.label, round(name.score, 2), _MODEL)
            claims.append((0 if patterns.inside(name) else 2 if name.score > _UNSURE else 3, entity))
        # Behind the names, which stand where both claim the same: the city of Amman is no surname elsewhere in a text.
        claims += ((1 if each.label in PATTERNS else 3, each) for each in opinions if each.source not in _WEAK)
        return _apart(text, claims)

    def _labelled(self, text: str, names: Iterable[Name], opinions: Sequence[Entity]) -> Iterator[Name]:
        """The names with labels of the scheme, but those that the model doubts; where it does, a known place is one."""
        told = {(opinion.span.start, opinion.span.end): opinion for opinion in opinions}
        ends = {opinion.span.end: opinion.label for opinion in opinions}
        for found in names:
            name = trimmed(text, found)
            if name is None:
                continue
            opinion = told.get((name.start, name.end))
            if name.score < _SURE and opinion and opinion.source == _GAZETTEER and self._plain(opinion):
                yield Name(name.start, name.end, opinion.label, name.score)
            elif name.score >= _DOUBT and (label := self._kinds.label(text, name, ends.get(name.end))):
                yield Name(name.start, name.end, label, name.score)

    def _plain(self, opinion: Entity) -> bool:
        """Whether a known name is that of a country, people or body and of nothing else."""
        kind = self._gazetteer.kind(opinion.text)
        return kind in ("country", "nationality", "organisation") and opinion.text not in self._gazetteer.ambiguous


def _apart(text: str, claims: Iterable[tuple[int, Entity]]) -> list[Entity]:
    """The entities of which none overlaps one of a lower rank, or of the same that is longer or more to the left."""
    taken = bytearray(len(text))
    chosen = []
    for _, entity in sorted(claims, key=lambda claim: (claim[0], -len(claim[1].span), claim[1].span.start)):
        span = entity.span
        if len(span) and taken.find(1, span.start, span.end) < 0:
            taken[span.start : span.end] = b"\x01" * len(span)
            chosen.append(entity)
    return sorted(chosen, key=lambda entity: entity.span.start)


class _Patterns:
    """Whether a name holds more than a date or an amount."""

    def __init__(self, opinions: Sequence[Entity]) -> None:
        self._spans = [each.span for each in opinions if each.label in PATTERNS]
        self._ends = [span.end for span in self._spans]

    def inside(self, name: Name) -> bool:
        """Whether one lies within the name, and is but a part of it."""
        at = bisect_right(self._ends, name.start)
        if at == len(self._spans):
            return False
        span = self._spans[at]
        return name.start <= span.start and span.end <= name.end and 2 * len(span) <= name.end - name.start
