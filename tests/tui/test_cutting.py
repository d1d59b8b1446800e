from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from annotations.text.safe import visible_line
from tui.cutting import cut, fit, laid
from tui.reader.layout import cells


@pytest.mark.parametrize(
    ("text", "width", "told"),
    [
        ("fog", 5, "fog  "),
        ("fog", 3, "fog"),
        ("harbour", 4, "har…"),
        ("東京駅", 5, "東京…"),
        ("東京駅", 4, "東… "),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("", 2, "  "),
    ],
)
def test_a_text_takes_just_the_cells_it_is_given(text: str, width: int, told: str) -> None:
    assert fit(text, width) == told


@given(st.text(max_size=20).map(visible_line), st.integers(1, 12))
def test_it_takes_them_whatever_it_is(text: str, width: int) -> None:
    assert cells(fit(text, width)) == width
    short = cut(text, width)
    assert text.startswith(short)
    assert cells(short) <= width


@given(st.lists(st.text(max_size=20).map(visible_line), max_size=5), st.integers(-1, 40))
def test_a_line_on_a_ground_has_just_so_many_cells(texts: list[str], width: int) -> None:
    line = laid([Segment(text) for text in texts], width, Style(bold=True))
    assert sum(cells(segment.text) for segment in line) == max(0, width)
    assert all(segment.style == Style(bold=True) for segment in line)


def test_a_line_that_is_too_long_is_cut_between_characters() -> None:
    assert [segment.text for segment in laid([Segment("a日本"), Segment("c")], 4, Style())] == ["a日", " "]
