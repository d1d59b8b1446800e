"""Wrapping: laws that hold for any text, and a few lines by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from annotations.text.safe import visible
from tui.reader.layout import TAB, Layout, cells

TEXTS = st.text(
    st.one_of(
        st.sampled_from(" \n\t-abc.éX"),
        st.sampled_from("日本語。ال👍🏽👩\u200d🚀e\u0301"),
        st.characters(codec="utf-8"),
    ),
    max_size=200,
).map(visible)
WIDTHS = st.integers(min_value=2, max_value=40)


def lines(text: str, width: int) -> list[str]:
    layout = Layout(text, width)
    layout.extend(len(text))
    return [text[layout.span(line).start : layout.span(line).end] for line in range(len(layout))]


def test_words_are_not_broken_when_they_fit() -> None:
    assert lines("the quick brown fox", 10) == ["the quick", "brown fox"]


def test_a_word_too_long_breaks_at_a_dash_or_where_it_must() -> None:
    assert lines("export-oriented", 10) == ["export-", "oriented"]
    assert lines("abcdefghijkl", 5) == ["abcde", "fghij", "kl"]


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
        drawn = text[span.start : span.end]
        graphemes = len(split_graphemes(drawn)[0])
        assert cell_len(drawn.replace("\t", TAB)) <= width or graphemes <= 1 or not drawn[0].strip()
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
    for start, _, size in split_graphemes(text[span.start : span.end])[0]:
        if size:
            offset = span.start + start
            assert layout.offset_at(line, layout.column_of(offset)) == offset


def test_only_what_is_asked_for_is_wrapped() -> None:
    layout = Layout("word " * 10 + "\n" + ("more words\n" * 10_000), 20)
    layout.extend(0)
    assert len(layout) < 10
    assert not layout.complete
