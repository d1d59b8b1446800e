"""What was found, as rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from rich.segment import Segment

from annotations.desk.concordance import Use
from annotations.desk.rows import Row
from annotations.desk.searching import Finding, Hit
from annotations.problem import Problem
from annotations.text.span import Span
from tui.palette import DARK, MONO
from tui.reader.layout import cells
from tui.search.rows import hit_rows, use_row

ROW = Row("a.txt", "Fog", "Reuters", datetime(2020, 3, 5), None, 9, 0, 0, "new", False, ())


def shown(lines: list[list[Segment]]) -> list[str]:
    return ["".join(segment.text for segment in line) for line in lines]


def hit(line: str, *marks: tuple[int, int], title: str = "A title") -> Hit:
    return Hit(Finding("a.txt"), title, 0, 1, line, tuple(Span(*mark) for mark in marks), ROW)


def test_a_hit_is_title_source_and_date_over_its_line() -> None:
    first, second = shown(hit_rows("a.txt", hit("Some fog came.", (5, 8)), 60, DARK, cursor=True))
    assert first == "▎ A title" + " " * 30 + "Reuters · 2020-03-05 "
    assert second == "▎  Some fog came." + " " * 43


@pytest.mark.parametrize("width", [20, 40, 61])
@pytest.mark.parametrize("line", ["x " * 60 + "霧 fog", "霧" * 70 + "fog", "fog" + "霧" * 90, "e\u0301" * 80 + "fog"])
def test_what_was_found_is_always_in_sight(line: str, width: int) -> None:
    at = line.index("fog")
    lines = hit_rows("a.txt", hit(line, (at, at + 3)), width, DARK, cursor=False)
    assert [cells(text) for text in shown(lines)] == [width, width]
    assert any(segment.text == "fog" and segment.style and segment.style.bold for segment in lines[1])


def test_without_colour_what_was_found_is_reversed() -> None:
    lines = hit_rows("a.txt", hit("Some fog", (5, 8)), 40, MONO, cursor=False)
    assert [segment.text for segment in lines[1] if segment.style and segment.style.reverse] == ["fog"]


def test_what_cannot_be_shown_says_why() -> None:
    problem = Problem("a\x1b.txt", "empty file")
    assert shown(hit_rows("a\x1b.txt", problem, 30, DARK, cursor=False))[1].strip() == "empty file"
    assert "\x1b" not in shown(hit_rows("a\x1b.txt", problem, 30, DARK, cursor=False))[0]
    assert "no more" in shown(hit_rows("a.txt", None, 40, DARK, cursor=False))[1]
    assert shown(hit_rows("a.txt", None, 40, DARK, cursor=False, known=False))[1].strip() == ""


def test_hostile_text_is_drawn_as_symbols() -> None:
    bad = replace(hit("a\x1b[2J fog\u202e\x07", (6, 9)), title="t\n\x9b2J")
    text = "".join(shown(hit_rows("a.txt", bad, 60, DARK, cursor=True)))
    assert text.isprintable()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_uses_are_aligned_whatever_their_script(width: int) -> None:
    uses = [
        Use("a", "One", 0, 3, "some grey ", "fog", " at sea, and more of it than ever before in these parts"),
        Use("b", "二", 0, 1, "東京の朝は静かで、" * 9, "霧", "が覆った。" * 20),
        Use("c", "Three", 0, 3, "", "Fog", ""),
        Use("d", "Four", 0, 3, "ne\u0301 né \n", "fog", "\x1b"),
    ]
    columns = set()
    for use in uses:
        (line,) = use_row(use, width, DARK, cursor=False)
        assert cells("".join(segment.text for segment in line)) == width
        before = [segment.text for segment in line][: [segment.text for segment in line].index(use.words)]
        columns.add(cells("".join(before)))
    assert len(columns) == 1
