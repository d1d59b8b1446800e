"""What the user decided, by the words that it was decided of: the next article already shows it.

A form is what stands in the text, with every run of space as one. Of each it is counted how often it was given which
label, and how often it was said to be none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotations.entities.entity import Entity
from annotations.entities.tokens import Token, tokens
from annotations.text.graphemes import snap
from annotations.text.span import Span

SOURCE = "lexicon"


class Lexicon:
    """Decisions of one library; where they are divided in halves, the engine is believed."""

    def __init__(self, decisions: Iterable[tuple[str, str | None]]) -> None:
        """`decisions` are quotes with the label that each was given, or None where it was rejected."""
        self._counts: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
        self._by_first: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for quote, label in decisions:
            pieces = tuple(token.text for token in tokens(quote))
            if pieces:
                self._counts[_form(quote)][label] += 1
                self._by_first[pieces[0]].add(pieces)

    def __len__(self) -> int:
        return len(self._counts)

    def verdict(self, quote: str) -> tuple[str | None, float] | None:
        """The label that most decisions give a form (None: it is no entity) and their share; None if none prevails."""
        counts = self._counts.get(_form(quote))
        if not counts:
            return None
        (label, count), *others = counts.most_common(2)
        return None if others and others[0][1] == count else (label, count / counts.total())

    def applied(self, text: str, entities: Sequence[Entity]) -> list[Entity]:
        """The entities of a text, sorted and apart, as the decisions would have them.

        Those that were rejected are left out, those that were given another label have it, and what was decided of
        elsewhere is found; a longer entity of the engine stands. Linear in the text.
        """
        if not self._counts:
            return list(entities)
        changed = [entity for each in entities if (entity := self._changed(each))]
        found = [
            Entity(span, text[span.start : span.end], label, share, SOURCE) for span, label, share in self._found(text)
        ]
        return _apart(text, [*changed, *found])

    def _changed(self, entity: Entity) -> Entity | None:
        verdict = self.verdict(entity.text)
        if verdict is None or verdict[0] == entity.label:
            return entity
        label, share = verdict
        return None if label is None else Entity(entity.span, entity.text, label, share, SOURCE)

    def _found(self, text: str) -> Iterator[tuple[Span, str, float]]:
        pieces = list(tokens(text))
        for at, piece in enumerate(pieces):
            for form in sorted(self._by_first.get(piece.text, ()), key=len, reverse=True):
                span = _here(text, pieces[at : at + len(form)], form)
                verdict = self.verdict(text[span.start : span.end]) if span else None
                if span and verdict and verdict[0] is not None:
                    yield span, verdict[0], verdict[1]
                    break


def _here(text: str, pieces: Sequence[Token], form: tuple[str, ...]) -> Span | None:
    """Where a form stands whole; None where these tokens are others."""
    if tuple(piece.text for piece in pieces) != form:
        return None
    start, end = pieces[0].start, pieces[-1].end
    if text[max(start - 1, 0) : start] == "-" or text[end : end + 1] == "-":
        return None
    span = snap(text, start, end)
    return span if (span.start, span.end) == (start, end) else None


def _apart(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """Of those that overlap the longest, and the first of the same length."""
    taken = bytearray(len(text))
    chosen = []
    for entity in sorted(entities, key=lambda each: -len(each.span)):
        span = entity.span
        if taken.find(1, span.start, span.end) < 0:
            taken[span.start : span.end] = b"\x01" * len(span)
            chosen.append(entity)
    return sorted(chosen, key=lambda each: each.span)


def _form(quote: str) -> str:
    return " ".join(quote.split())
