"""What the user decided, by the words that it was decided of: the next article already shows it.

A form is what stands in the text, with every run of space as one. Of each it is counted how often it was given which
label, and how often it was said to be none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annotations.entities.entity import Entity
from annotations.entities.tokens import Token, tokens
from annotations.text.graphemes import snap
from annotations.text.span import Span

SOURCE = "lexicon"

Decision = tuple[str, str | None]
"""What was decided of, and the label that it was given; None where it was said to be none."""

_NOTHING: Mapping[Decision, int] = {}


class Answer(NamedTuple):
    """What most decisions say of a place: its label (None: it is no entity), and the share of them."""

    span: Span
    label: str | None
    share: float


class Lexicon:
    """Decisions of one library; where they are divided in halves, the engine is believed.

    Decisions are put article by article, so that it costs no more than those of one when they change.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._counts: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
        self._by_first: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._of: dict[str, Counter[Decision]] = {}
        self.put("", decisions)

    def __len__(self) -> int:
        return len(self._counts)

    @property
    def articles(self) -> Iterable[str]:
        """The articles in which something was decided."""
        return self._of.keys()

    def put(self, article: str, decisions: Iterable[Decision]) -> None:
        """Take in what is decided in an article, in place of what was."""
        for (words, label), count in self._of.pop(article, Counter[Decision]()).items():
            self._count(words, label, -count)
        counted = Counter((form(quote), label) for quote, label in decisions if quote.strip())
        for (words, label), count in counted.items():
            self._count(words, label, count)
        if counted:
            self._of[article] = counted

    def decisions(self, article: str | None = None) -> Counter[Decision]:
        """How often each form was given which label, in one article or in all."""
        if article is not None:
            return self._of.get(article, Counter[Decision]())
        return Counter({(words, label): n for words, labels in self._counts.items() for label, n in labels.items()})

    def verdict(self, quote: str, without: Mapping[Decision, int] = _NOTHING) -> tuple[str | None, float] | None:
        """The label that most decisions give a form (None: it is no entity) and their share; None if none prevails.

        Decisions can be left out, as many of each as `without` says.
        """
        words = form(quote)
        counts = self._counts.get(words)
        if counts and without:
            counts = Counter({label: n - without.get((words, label), 0) for label, n in counts.items()})
        if not counts:
            return None
        (label, count), *others = counts.most_common(2)
        if count <= 0 or (others and others[0][1] == count):
            return None
        return label, count / counts.total()

    def answers(self, text: str, without: Mapping[Decision, int] = _NOTHING) -> Iterator[Answer]:
        """Where forms that were decided of stand in a text, in order; they may overlap.

        At each place the longest that is an entity, and those before it that are none though they are longer.
        """
        if not self._counts:
            return
        pieces = list(tokens(text))
        for at, piece in enumerate(pieces):
            for known in sorted(self._by_first.get(piece.text, ()), key=len, reverse=True):
                span = _here(text, pieces[at : at + len(known)], known)
                verdict = self.verdict(text[span.start : span.end], without) if span else None
                if span and verdict:
                    yield Answer(span, *verdict)
                    if verdict[0] is not None:
                        break

    def applied(self, text: str, entities: Sequence[Entity], only: Collection[str] | None = None) -> list[Entity]:
        """The entities of a text, sorted and apart, as the decisions would have them.

        Those that were rejected are left out, those that were given another label have it, and what was decided of
        elsewhere is found; a longer entity of the engine stands. With `only`, other forms stay as they are. Linear in
        the text.
        """
        if not self._counts or (only is not None and not only):
            return list(entities)
        changed = [entity for each in entities if (entity := self._changed(each, only))]
        found = [
            Entity(span, text[span.start : span.end], label, share, SOURCE)
            for span, label, share in self.answers(text)
            if label is not None and (only is None or form(text[span.start : span.end]) in only)
        ]
        return apart(text, [*changed, *found])

    def _changed(self, entity: Entity, only: Collection[str] | None) -> Entity | None:
        verdict = self.verdict(entity.text) if only is None or form(entity.text) in only else None
        if verdict is None or verdict[0] == entity.label:
            return entity
        label, share = verdict
        return None if label is None else Entity(entity.span, entity.text, label, share, SOURCE)

    def _count(self, words: str, label: str | None, count: int) -> None:
        """Count more, or fewer, decisions of a form."""
        known = words in self._counts
        counts = self._counts[words]
        counts[label] += count
        if counts[label] <= 0:
            del counts[label]
        if known and counts:
            return
        pieces = tuple(token.text for token in tokens(words))
        if counts:
            self._by_first[pieces[0]].add(pieces)
            return
        del self._counts[words]
        first = self._by_first[pieces[0]]
        first.discard(pieces)
        if not first:
            del self._by_first[pieces[0]]


def form(quote: str) -> str:
    """Words with every run of space as one, by which decisions are counted."""
    return " ".join(quote.split())


def apart(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """Of those that overlap the longest, and the first of the same length; sorted."""
    taken = bytearray(len(text))
    chosen = []
    for entity in sorted(entities, key=lambda each: -len(each.span)):
        span = entity.span
        if taken.find(1, span.start, span.end) < 0:
            taken[span.start : span.end] = b"\x01" * len(span)
            chosen.append(entity)
    return sorted(chosen, key=lambda each: each.span)


def _here(text: str, pieces: Sequence[Token], known: tuple[str, ...]) -> Span | None:
    """Where a form stands whole; None where these tokens are others."""
    if tuple(piece.text for piece in pieces) != known:
        return None
    start, end = pieces[0].start, pieces[-1].end
    if text[max(start - 1, 0) : start] == "-" or text[end : end + 1] == "-":
        return None
    span = snap(text, start, end)
    return span if (span.start, span.end) == (start, end) else None
