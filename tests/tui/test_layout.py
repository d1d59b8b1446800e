"""Wrapping: laws that hold for any text, and a few lines by hand."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from annotations.text.extents import Extents
from annotations.text.graphemes import is_boundary
from annotations.text.safe import visible
from tui.reader.breaks import clusters
from tui.reader.layout import TAB, Layout, cells

TEXTS = st.text(
    st.one_of(
        st.sampled_from(" \n\t-abc.éX"),
        st.sampled_from("日本語。ال👍🏽👩\u200d🚀e\u0301"),
        st.characters(codec="utf-8"),
    ),
    max_size=200,
)
WIDTHS = st.integers(min_value=2, max_value=40)


def lines(text: str, width: int) -> list[str]:
    layout = Layout(text, width)
    layout.extend(len(text))
    return [text[layout.span(line).start : layout.span(line).end] for line in range(len(layout))]


def kept_lines(text: str, width: int, kept: list[str]) -> list[str]:
    layout = Layout(text, width)
    layout.extend(len(text))
    starts = [text.index(words) for words in kept]
    layout.keep(
        Extents(array("I", starts), array("I", [at + len(each) for at, each in zip(starts, kept, strict=True)]))
    )
    return [text[layout.span(line).start : layout.span(line).end] for line in range(len(layout))]


def test_words_are_not_broken_when_they_fit() -> None:
    assert lines("the quick brown fox", 10) == ["the quick", "brown fox"]


def test_a_word_too_long_breaks_at_a_dash_or_where_it_must() -> None:
    assert lines("export-oriented", 10) == ["export-", "oriented"]
    assert lines("abcdefghijkl", 5) == ["abcde", "fghij", "kl"]


def test_a_line_is_filled_up_to_a_dash_between_letters() -> None:
    assert lines("an export-oriented plan", 12) == ["an export-", "oriented", "plan"]
    assert lines("the years 1910-1945", 15) == ["the years", "1910-1945"]
    assert lines("it is — he said", 7) == ["it is —", "he said"]


def test_no_line_begins_with_a_full_stop_of_han_nor_ends_with_an_opening_bracket() -> None:
    assert lines("日本語。文章", 6) == ["日本", "語。文", "章"]
    assert lines("日本「語」文章", 6) == ["日本", "「語」", "文章"]


def test_what_is_kept_whole_goes_to_the_next_line() -> None:
    text = "He met Hiroshi Kajiyama in New York"
    assert lines(text, 15) == ["He met Hiroshi", "Kajiyama in New", "York"]
    assert kept_lines(text, 16, ["Hiroshi Kajiyama", "New York"]) == ["He met", "Hiroshi Kajiyama", "in New York"]
    assert kept_lines(text, 15, ["Hiroshi Kajiyama"]) == lines(text, 15)
    assert kept_lines("the (New York) plan", 10, ["New York"]) == ["the", "(New York)", "plan"]


def test_han_breaks_between_characters_and_counts_two_cells() -> None:
    assert lines("日本語の文章", 6) == ["日本語", "の文章"]


def test_line_feeds_and_empty_lines_stay() -> None:
    assert lines("a\n\nb\n", 10) == ["a", "", "b", ""]


def test_a_tab_is_as_wide_as_it_is_drawn() -> None:
    assert cells("a\tb") == 2 + len(TAB)


@given(TEXTS, WIDTHS)
def test_every_code_point_is_on_exactly_one_line(text: str, width: int) -> None:
    layout = Layout(text, width)
    layout.extend(len(text))
    bounds = [layout.bounds(line) for line in range(len(layout))]
    assert "".join(text[start:end] for start, end in bounds) == text
    assert all(layout.line_of(start) == line for line, (start, end) in enumerate(bounds) if start < end)


@given(TEXTS, WIDTHS)
def test_what_is_drawn_fits_and_only_blanks_are_left_out(text: str, width: int) -> None:
    layout = Layout(text, width)
    layout.extend(len(text))
    for line in range(len(layout)):
        span, (start, end) = layout.span(line), layout.bounds(line)
        drawn = visible(text[span.start : span.end]).replace("\t", TAB)
        assert cell_len(drawn) == cells(text[span.start : span.end])
        assert cell_len(drawn) <= width or len(split_graphemes(drawn.lstrip())[0]) <= 1
        assert not text[span.end : end].strip(" \t\n")
        assert span.start == start


@given(TEXTS, WIDTHS)
def test_wrapping_in_slices_gives_the_same_lines(text: str, width: int) -> None:
    whole, sliced = Layout(text, width), Layout(text, width)
    whole.extend(len(text))
    for offset in range(0, len(text) + 1, 7):
        sliced.extend(offset)
    sliced.extend(len(text))
    assert [whole.bounds(line) for line in range(len(whole))] == [sliced.bounds(line) for line in range(len(sliced))]


@given(TEXTS, WIDTHS, st.data())
def test_a_column_leads_back_to_its_offset(text: str, width: int, data: st.DataObject) -> None:
    layout = Layout(text, width)
    layout.extend(len(text))
    line = data.draw(st.integers(0, len(layout) - 1))
    span = layout.span(line)
    for start, _, size in split_graphemes(visible(text[span.start : span.end]))[0]:
        offset = span.start + start
        if size and is_boundary(text, offset):
            assert layout.offset_at(line, layout.column_of(offset)) == offset


@given(st.text("T \ufffe\U000e0041\U0001fffe\u0301👩\u200d", max_size=12), WIDTHS)
@example("TTTTTTTT \u0301", 2)
def test_a_column_never_leads_into_a_grapheme(text: str, width: int) -> None:
    layout = Layout(text, width)
    layout.extend(len(text))
    offsets = {layout.offset_at(line, column) for line in range(len(layout)) for column in range(width + 1)}
    assert all(is_boundary(text, offset) for offset in offsets)


def test_only_what_is_asked_for_is_wrapped() -> None:
    layout = Layout("word " * 10 + "\n" + ("more words\n" * 10_000), 20)
    layout.extend(0)
    assert len(layout) < 10
    assert not layout.complete


@given(
    st.lists(st.sampled_from(["a", "bc", "def", "日本", "e\u0301-x", "\n", "ghijk"]), max_size=60), WIDTHS, st.data()
)
def test_what_fits_on_a_line_is_kept_whole_and_all_else_stays(
    words: list[str], width: int, data: st.DataObject
) -> None:
    text = " ".join(words)
    edges = [0, *(at + 1 for at, each in enumerate(text) if each == " "), len(text) + 1]
    chosen = sorted(data.draw(st.lists(st.tuples(*[st.integers(0, len(edges) - 2)] * 2), max_size=9)))
    spans = [(edges[first], edges[min(first + more % 3 + 1, len(edges) - 1)] - 1) for first, more in chosen]
    spans = [(start, end) for start, end in spans if start < end and "\n" not in text[start:end]]
    kept = Extents(array("I", [start for start, _ in spans]), array("I", [end for _, end in spans]))
    before, after, part = Layout(text, width), Layout(text, width), Layout(text, width)
    before.keep(kept)
    before.extend(len(text))
    after.extend(len(text))
    after.keep(kept)
    part.extend(len(text) // 2)
    part.keep(kept)
    part.extend(len(text))
    bounds = [before.bounds(line) for line in range(len(before))]
    assert bounds == [after.bounds(line) for line in range(len(after))]
    assert bounds == [part.bounds(line) for line in range(len(part))]
    assert "".join(text[start:end] for start, end in bounds) == text
    for start, end in spans:
        crossed = [one for one in spans if one[0] < start < one[1] or one[0] < end < one[1]]
        if cells(text[start:end]) <= width and not crossed:
            assert before.line_of(start) == before.line_of(end - 1)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called by some work, those of C among them."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("piece", ["more words ", "日本語の文章。", "x", "e\u0301", " ", "\u0301", "\n"])
def test_a_line_costs_the_same_in_a_text_ten_times_as_long(piece: str) -> None:
    def cost(size: int) -> int:
        text = piece * (size // len(piece))
        layout = Layout(text, 40)
        layout.extend(10_000)
        line = layout.line_of(10_000)

        def look() -> None:
            layout.extend(layout.bounds(len(layout) - 1)[1])
            layout.offset_at(line, layout.column_of(10_000))

        return calls(look)

    assert cost(1_000_000) == cost(100_000)


def test_keeping_spans_wraps_only_the_lines_that_it_changes() -> None:
    text = ("more words than fit on one line of this width\n" * 1_000) + "He met Hiroshi Kajiyama in New York"
    layout = Layout(text, 20)
    layout.extend(len(text))
    start = text.index("New York")
    assert calls(lambda: layout.keep(Extents(array("I", [start]), array("I", [start + 8])))) < 100
    layout = Layout(text, 20)
    layout.extend(len(text))
    assert calls(lambda: layout.keep(Extents(array("I", [50]), array("I", [60])))) < 100


def test_there_is_room_for_what_is_drawn_behind_a_span() -> None:
    spans = Extents(array("I", [0, 6]), array("I", [5, 11]))
    layout = Layout("Tokyo Paris Rome", 16, (spans, [4, 4]))
    layout.extend(99)
    assert [layout.text[slice(*layout.bounds(line))] for line in range(len(layout))] == ["Tokyo ", "Paris Rome"]
    # `Tokyo GPE` takes nine cells: the label itself leads to the last character of the mention.
    assert [layout.offset_at(0, column) for column in (0, 4, 8)] == [0, 4, 4]


@given(TEXTS, st.integers(24, 60), st.data())
def test_what_is_drawn_behind_spans_fits_with_the_text(text: str, width: int, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.sets(st.integers(1, max(1, len(text))), max_size=3)))
    spans = Extents(array("I", [end - 1 for end in ends]), array("I", ends))
    layout = Layout(text, width, (spans, [5] * len(ends)))
    layout.extend(len(text))
    for line in range(len(layout)):
        span = layout.span(line)
        tails = sum(5 for end in ends if span.start < end <= span.end)
        shown = text[span.start : span.end]
        assert cells(shown) + tails <= width or len(list(clusters(shown))) == 1
