from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.graphemes import is_boundary, next_boundary, snap
from tui.reader.selecting import dragged

PIECES = st.sampled_from(["one", "U.S.", " ", "  ", "\n", ",", "東京", "e\u0301", "👩‍👩‍👧", "\u0301"])
TEXTS = st.lists(PIECES, max_size=20).map("".join)


def selected(text: str, press: int, pointer: int) -> str | None:
    span = dragged(text, press, pointer).selection(text)
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("press", "pointer", "expected"),
    [
        (1, 1, "one"),
        (1, 5, "one two"),
        (5, 1, "one two"),
        (3, 5, "two"),
        (1, 3, "one"),
        (5, 8, "two,"),
        (7, 8, ","),
        (5, 7, "two,"),
        (10, 99, "three"),
        (-5, 0, "one"),
    ],
)
def test_a_drag_selects_words(press: int, pointer: int, expected: str) -> None:
    text = "one two,\n three"
    assert selected(text, press, pointer) == expected


def test_the_cursor_is_where_the_pointer_is() -> None:
    assert [dragged("one two", *way).offset for way in ((1, 5), (5, 1))] == [5, 1]


def test_blanks_alone_select_nothing_but_move_the_cursor() -> None:
    cursor = dragged("a   b", 1, 3)
    assert cursor.selection("a   b") is None
    assert cursor.offset == 3
    assert dragged("", 0, 0).selection("") is None


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_a_drag_selects_the_same_both_ways_in_whole_graphemes_and_without_blanks_around(
    text: str, press: int, pointer: int
) -> None:
    forth = dragged(text, press, pointer).selection(text)
    assert forth == dragged(text, pointer, press).selection(text)
    if forth is not None:
        assert text[forth.start : next_boundary(text, forth.start)].strip()
        assert text[snap(text, forth.end - 1, forth.end).start : forth.end].strip()
        assert is_boundary(text, forth.start)
        assert is_boundary(text, forth.end)


@given(TEXTS, st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_dragging_further_never_loses_what_was_selected(text: str, press: int, near: int, farther: int) -> None:
    near, farther = press + near, press + near + farther
    first, then = dragged(text, press, near).selection(text), dragged(text, press, farther).selection(text)
    if first is not None:
        assert then is not None
        assert then.start <= first.start
        assert first.end <= then.end
