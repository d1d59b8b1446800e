from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.extents import Extents
from annotations.text.span import Span, stripped
from annotations.text.span_index import SpanIndex

SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda ends: Span(min(ends), max(ends))))


@given(SPANS | st.just([Span(at, at + 7) for at in range(300)] + [Span(0, 300)] * 3), st.integers(0, 300))
def test_look_ups_find_what_looking_at_each_finds(spans: list[Span], offset: int) -> None:
    index = SpanIndex((span, number) for number, span in enumerate(spans))
    ordered = sorted(spans)
    for width in (1, 9, 80):
        found = [span for span, _ in index.overlapping(offset, offset + width)]
        assert found == [span for span in ordered if span.start < offset + width and span.end > offset]
    assert all(spans[number] == span for span, number in index.overlapping(0, 300))
    after, before = index.after(offset), index.before(offset)
    assert (after and after[0]) == next((span for span in ordered if span.start > offset), None)
    assert (before and before[0].start) == max((span.start for span in spans if span.start < offset), default=None)


def test_the_innermost_comes_last() -> None:
    index = SpanIndex([(Span(0, 9), "outer"), (Span(2, 4), "inner"), (Span(5, 6), "beside")])
    assert [item for _, item in index.at(3)] == ["outer", "inner"]


class Counted(array):  # type: ignore[type-arg]
    """Numbers that count how often one is looked at."""

    looked = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        Counted.looked += 1
        return super().__getitem__(at)


def test_a_span_over_everything_makes_no_look_up_dearer() -> None:
    def cost(count: int) -> int:
        starts = Counted("I", [0, *range(0, 10 * count, 10)])
        ends = Counted("I", [10 * count, *range(8, 10 * count, 10)])
        extents = Extents(starts, ends)
        Counted.looked = 0
        assert extents.overlapping(5 * count, 5 * count + 80) == [0, *range(count // 2 + 1, count // 2 + 9)]
        return Counted.looked

    assert cost(64_000) < 200
    assert cost(64_000) <= cost(4_000) + 64


@given(st.text(alphabet=" \n\ta\u3000é", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_stripping_is_that_of_strings(text: str, start: int, end: int) -> None:
    span = stripped(text, min(start, len(text)), min(max(start, end), len(text)))
    assert text[span.start : span.end] == text[start : max(start, end)].strip()
