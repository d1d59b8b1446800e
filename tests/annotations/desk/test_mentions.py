from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.desk.mentions import SURE, Mention, merge, next_unsure, previous_unsure, unrivalled
from annotations.entities.entity import Entity
from annotations.entities.packed import Entities
from annotations.notes.note import Decision, Kind, Note
from annotations.text.span import Span

TEXT = "abcdefghij" * 6
WIDTHS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 6)), max_size=8)
DECISIONS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9), st.sampled_from(Decision)), max_size=5)


def suggestions(widths: list[tuple[int, int]]) -> list[Entity]:
    found, at = [], 0
    for gap, width in widths:
        span = Span(at + gap, at + gap + width)
        found.append(Entity(span, TEXT[span.start : span.end], "ORG", 0.8, "rules:test"))
        at = span.end
    return found


def decided(start: int, width: int, decision: Decision) -> Note:
    return Note(
        id=f"{start}-{width}",
        kind=Kind.ENTITY,
        article="a.txt",
        article_sha256="",
        author="me",
        created="2020-01-01T00:00:00Z",
        modified="2020-01-01T00:00:00Z",
        start=start,
        end=start + width,
        prefix="",
        suffix="",
        quote=TEXT[start : start + width],
        label="GPE",
        decision=decision,
    )


def of_several_engines(places: list[tuple[int, int]]) -> list[Entity]:
    spans = sorted({Span(start, start + width) for start, width in places}, key=lambda each: (each.start, -each.end))
    return [Entity(span, TEXT[span.start : span.end], "ORG", 0.8, "one, two") for span in spans]


SUGGESTIONS = WIDTHS.map(suggestions) | st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=8).map(
    of_several_engines
)


@given(SUGGESTIONS, DECISIONS)
def test_mentions_are_what_is_decided_and_the_suggestions_beside(
    found: list[Entity], decisions: list[tuple[int, int, Decision]]
) -> None:
    notes = [decided(*each) for each in decisions]
    spans = [Span(start, start + width) for start, width, _ in decisions]
    expected = [
        Mention(each.span, each.text, each.label, each.source, each.score)
        for each in found
        if not any(span.overlaps(each.span) for span in spans)
    ]
    expected += [
        Mention(span, note.quote, "GPE", "me", 1.0, note)
        for span, note in zip(spans, notes, strict=True)
        if note.decision is not Decision.REJECTED
    ]
    for given_as in (found, Entities.of(TEXT, found)):
        merged = merge(given_as, notes)
        assert list(merged) == sorted(expected, key=lambda each: (each.span.start, -each.span.end))
        assert merged.overlapping(0, len(TEXT)) == [(each.span, each) for each in merged]


def test_of_suggestions_that_overlap_the_one_that_the_most_engines_made_is_taken() -> None:
    def suggested(start: int, end: int, label: str, source: str) -> Mention:
        return Mention(Span(start, end), TEXT[start:end], label, source, 0.5)

    alone = suggested(0, 2, "GPE", "one")
    longer, agreed = suggested(10, 19, "ORG", "one"), suggested(12, 15, "GPE", "one, two")
    first, last = suggested(20, 25, "ORG", "two"), suggested(20, 25, "GPE", "one")
    long, short = suggested(30, 39, "ORG", "one"), suggested(33, 36, "GPE", "two")
    assert unrivalled([alone, longer, agreed, first, last, long, short]) == [alone, agreed, last, long]


def test_no_more_mentions_are_made_than_are_asked_for() -> None:
    made = []

    class Watched(Entities):
        def __getitem__(self, index):  # type: ignore[no-untyped-def]
            made.append(index)
            return super().__getitem__(index)

    found = Watched.of(TEXT * 1000, [Entity(Span(at, at + 3), "abc", "ORG", 1.0, "x") for at in range(0, 60_000, 10)])
    merged = merge(found, [])
    assert [span.start for span, _ in merged.overlapping(30_000, 30_080)] == list(range(30_000, 30_080, 10))
    assert len(merged) == 6_000
    assert len(made) == 8


def test_unsure_is_what_nobody_decided_and_its_engine_doubts() -> None:
    scores = {0: SURE - 0.1, 5: SURE, 10: SURE - 0.1, 15: SURE - 0.2}
    found = [Entity(Span(at, at + 2), TEXT[at : at + 2], "ORG", score, "x") for at, score in scores.items()]
    mentions = merge(found, [decided(10, 2, Decision.ACCEPTED)])
    after, before = next_unsure(mentions, 0), previous_unsure(mentions, 15)
    assert after is not None
    assert before is not None
    assert (after[0].start, before[0].start) == (15, 0)
    assert next_unsure(mentions, 15) is None
    assert previous_unsure(mentions, 0) is None
