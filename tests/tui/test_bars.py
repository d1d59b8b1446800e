"""The bars: as many cells as the screen is wide, however narrow, whatever they are told."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.segment import Segment

from annotations.text.safe import visible_line
from tui.bars import foot_bars, head_bar
from tui.palette import DARK, MONO, SIXTEEN, Inks
from tui.reader.layout import cells

WORDS = st.text(st.sampled_from("ab  ·日本👩\u200d🚀e\u0301"), max_size=40).map(visible_line)


def width_of(line: list[Segment]) -> int:
    return sum(cells(segment.text) for segment in line)


@given(WORDS, WORDS, WORDS, st.integers(0, 60), st.sampled_from([DARK, SIXTEEN, MONO]), st.booleans())
@example("where", "saved", "n note  q quit", 0, DARK, False)
@example("where", "saved", "n note  q quit", 1, DARK, False)
def test_bars_are_as_wide_as_the_screen(
    where: str, saved: str, hints: str, width: int, inks: Inks, trouble: bool
) -> None:
    lines = [head_bar(where, width, inks), *foot_bars(where, saved, hints, width, inks, trouble=trouble)]
    assert [width_of(line) for line in lines] == [width] * 3


@pytest.mark.parametrize(("width", "expected"), [(40, "n note  q quit"), (14, "n note"), (5, "")])
def test_hints_that_have_no_room_are_left_out_whole(width: int, expected: str) -> None:
    _, bar = foot_bars("line 3 of 17", "saved", "n note  q quit", width, DARK)
    assert "".join(segment.text for segment in bar).strip() == expected
