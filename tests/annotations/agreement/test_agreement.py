"""Agreement: literals, and the figures of programs that others wrote, on random annotations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import krippendorff
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nervaluate import Evaluator
from nltk.metrics.agreement import AnnotationTask

from annotations.agreement.chance import alpha, kappa
from annotations.agreement.comparison import compare
from annotations.agreement.matching import Criterion, Marked, match
from annotations.agreement.scores import Score
from annotations.text.span import Span

NERVALUATE = {"strict": "strict", "exact": "exact", "overlap": "partial", "type": "ent_type"}
LABELS = ["PERSON", "ORG", "GPE"]


def mark(start: int, end: int, label: str = "ORG") -> Marked:
    return Marked(Span(start, end), label)


@pytest.mark.parametrize(
    ("criterion", "counts"),
    [
        (Criterion.STRICT, (1, 3, 1, 1)),
        (Criterion.EXACT, (2, 2, 1, 1)),
        (Criterion.OVERLAP, (2, 2, 1, 1)),
        (Criterion.TYPE, (2, 2, 1, 1)),
    ],
)
def test_what_agrees_depends_on_the_criterion(criterion: Criterion, counts: tuple[int, ...]) -> None:
    ours = [mark(0, 4), mark(5, 9), mark(10, 14), mark(15, 19), mark(20, 24)]
    theirs = [mark(0, 4), mark(5, 9, "GPE"), mark(9, 13), mark(16, 19, "GPE"), mark(30, 34)]
    found = match(ours, theirs, criterion)
    assert tuple(map(len, (found.agreed, found.near, found.missed, found.added))) == counts


def test_half_agreements_count_half_by_overlap_alone() -> None:
    found = match([mark(0, 4)], [mark(0, 3)], Criterion.OVERLAP)
    assert Score.of(found, Criterion.OVERLAP).f1 == 0.5
    assert Score.of(match([mark(0, 4)], [mark(0, 3)], Criterion.EXACT), Criterion.EXACT).f1 == 0


def test_agreement_beyond_chance_on_a_known_table() -> None:
    units = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(units) == pytest.approx(0.4)
    assert alpha(units) == pytest.approx(0.4)
    assert kappa([("a", "a")]) is None
    assert alpha([("a", "a")]) is None
    assert alpha([]) is None


def test_disagreements_and_confusion_name_the_places() -> None:
    text = "Ana met Tokyo Electric in Tokyo."
    ours = {"a.txt": [mark(0, 3, "PERSON"), mark(8, 22), mark(26, 31, "GPE")]}
    theirs = {"a.txt": [mark(0, 3, "PERSON"), mark(8, 13, "GPE")]}
    comparison = compare({"a.txt": text}, [ours, theirs])
    pair = comparison.pairs[0, 1]
    assert [(each.first, each.second) for each in pair.disagreements] == [
        (mark(8, 22), mark(8, 13, "GPE")),
        (mark(26, 31, "GPE"), None),
    ]
    assert pair.confusion == {("PERSON", "PERSON"): 1, ("ORG", "GPE"): 1, ("GPE", None): 1}
    assert (comparison.tokens, comparison.marked) == (7, 4)


@st.composite
def marks(draw: st.DrawFn) -> list[Marked]:
    """Spans of a text of 60 characters that do not overlap, which nervaluate expects."""
    edges = sorted(draw(st.lists(st.integers(0, 60), unique=True, max_size=16)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [mark(start, end, draw(st.sampled_from(LABELS))) for start, end in pairs]


@given(texts=st.lists(st.tuples(marks(), marks()), min_size=1, max_size=3))
def test_scores_are_those_of_nervaluate(texts: list[tuple[list[Marked], list[Marked]]]) -> None:
    assume(any(ours for ours, _ in texts) and any(theirs for _, theirs in texts))
    sides = [[_inclusive(each) for each in side] for side in zip(*texts, strict=True)]
    theirs = Evaluator(sides[0], sides[1], tags=LABELS, loader="dict").evaluate()
    names = [str(number) for number in range(len(texts))]
    named = [dict(zip(names, side, strict=True)) for side in zip(*texts, strict=True)]
    ours = compare(dict.fromkeys(names, "x" * 60), named).pairs[0, 1]
    for criterion in Criterion:
        for label in (None, *LABELS):
            by_label = theirs["entities"].get(label, {}) if label else theirs["overall"]
            expected = by_label[NERVALUATE[criterion]] if by_label else None
            score = ours.scores.get((criterion, label), Score())
            if expected is not None:
                figures = (score.precision, score.recall, score.f1)
                assert figures == pytest.approx((expected.precision, expected.recall, expected.f1))


def _inclusive(side: Sequence[Marked]) -> list[dict[str, Any]]:
    """Spans as nervaluate has them: their last character is `end`."""
    return [{"label": each.label, "start": each.span.start, "end": each.span.end - 1} for each in side]


categories = st.sampled_from(["", "PERSON", "ORG", "GPE"])


@given(units=st.lists(st.tuples(categories, categories), min_size=2, max_size=40))
def test_kappa_is_that_of_nltk(units: list[tuple[str, str]]) -> None:
    ours = kappa(units)
    assume(ours is not None)
    data = [(str(who), str(number), said) for number, unit in enumerate(units) for who, said in enumerate(unit)]
    assert ours == pytest.approx(AnnotationTask(data).kappa())


@given(data=st.data(), annotators=st.integers(2, 4))
def test_alpha_is_that_of_krippendorff_and_nltk(data: st.DataObject, annotators: int) -> None:
    units = data.draw(st.lists(st.tuples(*[categories] * annotators), min_size=2, max_size=30))
    ours = alpha(units)
    assume(ours is not None)
    rows = [list(row) for row in zip(*units, strict=True)]
    theirs = krippendorff.alpha(reliability_data=rows, level_of_measurement="nominal", value_domain=["", *LABELS])
    assert ours == pytest.approx(theirs)
    triples = [(str(who), str(number), said) for number, unit in enumerate(units) for who, said in enumerate(unit)]
    assert ours == pytest.approx(AnnotationTask(triples).alpha())
