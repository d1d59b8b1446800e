"""Two or more annotators of the same texts, compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from annotations.agreement.chance import Categories, alpha, kappa
from annotations.agreement.matching import Criterion, Marked, match
from annotations.agreement.scores import Score
from annotations.entities.tokens import tokens


class Disagreement(NamedTuple):
    """A place where two annotators say different things; one of them may say nothing."""

    article: str
    first: Marked | None
    second: Marked | None


@dataclass(slots=True)
class Pairwise:
    """How far two annotators agree; `None` among the labels is the score of all labels together (micro)."""

    scores: dict[tuple[Criterion, str | None], Score] = field(default_factory=dict)
    confusion: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    """Pairs of labels on spans that share a character; with None where one of the two has no such span."""
    disagreements: list[Disagreement] = field(default_factory=list)
    kappa: float | None = None
    kappa_of_marked: float | None = None


@dataclass(slots=True)
class Comparison:
    """How far annotators agree, by pairs of their numbers, and all together.

    The units of κ and α are the tokens of the texts; the category of a token is the labels that are on it. Those `of
    marked` leave out tokens without a label by anyone, which else outweigh all others.
    """

    pairs: dict[tuple[int, int], Pairwise]
    articles: int
    tokens: int
    marked: int
    alpha: float | None
    alpha_of_marked: float | None


def compare(texts: Mapping[str, str], marks: Sequence[Mapping[str, Sequence[Marked]]]) -> Comparison:
    """Compare what annotators marked in texts, by the names of these; a name that one does not have is one unmarked."""
    units = [unit for name, text in texts.items() for unit in _units(text, [each.get(name, ()) for each in marks])]
    marked = [unit for unit in units if any(unit)]
    pairs = {}
    for one, other in combinations(range(len(marks)), 2):
        pair = pairs[one, other] = Pairwise()
        for name in texts:
            _add(pair, name, marks[one].get(name, ()), marks[other].get(name, ()))
        pair.kappa = kappa([(unit[one], unit[other]) for unit in units])
        pair.kappa_of_marked = kappa([(unit[one], unit[other]) for unit in units if unit[one] or unit[other]])
    return Comparison(pairs, len(texts), len(units), len(marked), alpha(units), alpha(marked))


def _add(pair: Pairwise, article: str, first: Sequence[Marked], second: Sequence[Marked]) -> None:
    labels: list[str | None] = [None, *sorted({each.label for each in (*first, *second)})]
    for criterion in Criterion:
        for label in labels:
            ours, theirs = ([each for each in marks if label in (None, each.label)] for marks in (first, second))
            key = criterion, label
            pair.scores[key] = pair.scores.get(key, Score()) + Score.of(match(ours, theirs, criterion), criterion)
    found = match(first, second, Criterion.STRICT)
    pair.confusion.update((one.label, other.label) for one, other in (*found.agreed, *found.near))
    pair.confusion.update((one.label, None) for one in found.missed)
    pair.confusion.update((None, other.label) for other in found.added)
    apart = [Disagreement(article, *each) for each in found.near]
    apart += [Disagreement(article, one, None) for one in found.missed]
    apart += [Disagreement(article, None, other) for other in found.added]
    pair.disagreements += sorted(apart, key=lambda each: min(mark.span for mark in each[1:] if mark))


def _units(text: str, marks: Sequence[Sequence[Marked]]) -> Iterator[Categories]:
    """For each token the labels that each annotator put on a part of it."""
    ordered = [sorted(each) for each in marks]
    begins = [0] * len(ordered)
    for token in tokens(text):
        unit = []
        for number, each in enumerate(ordered):
            while begins[number] < len(each) and each[begins[number]].span.end <= token.start:
                begins[number] += 1
            labels = set()
            for mark in each[begins[number] :]:
                if mark.span.start >= token.end:
                    break
                if mark.span.end > token.start:
                    labels.add(mark.label)
            unit.append(frozenset(labels))
        yield unit
