"""The first screen, written before Textual is loaded, is the one that the app draws afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from tests.tui.driving import screen_of, until
from tui.app import PostilApp
from tui.curtain import first_screen, written
from tui.frame import list_top, page_top
from tui.view import View

MakeView = Callable[..., View]


@pytest.mark.parametrize("entered", [False, True], ids=["list", "reader"])
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 50)], ids="{0[0]}x{0[1]}".format)
def test_the_app_draws_the_same(
    make_view: MakeView, make_app: Callable[..., PostilApp], size: tuple[int, int], entered: bool
) -> None:
    _, height = size
    before = [
        "".join(segment.text for segment in line).rstrip()
        for line in first_screen(make_view(enter=entered, noted=True), *size)
    ]
    after: list[str] = []

    async def run() -> None:
        app = make_app(enter=entered)
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.focused is not None)
            # A thumb in a scrollbar is all that the app adds.
            seen = screen_of(app).translate(dict.fromkeys(map(ord, "▁▂▃▄▅▆▇█"), " "))
            after.extend(line.rstrip() for line in seen.splitlines())

    asyncio.run(run())
    assert len(before) == height
    assert before[1 : height - 2] == after[1 : height - 2]
    assert before[-1] == after[-1]


def test_every_line_is_put_in_its_place() -> None:
    lines = [[Segment("one", Style(bold=True)), Segment(" ")], [Segment("two")]]
    assert written(lines, ColorSystem.TRUECOLOR) == "\x1b[1;1H\x1b[1mone\x1b[0m \x1b[2;1Htwo"


def test_without_colour_it_has_the_other_marks(make_view: MakeView) -> None:
    lines = first_screen(make_view(enter=True, noted=True, plain=True), 120, 40)
    styles = [segment.style for line in lines for segment in line if segment.style is not None]
    assert not [style for style in styles if style.color or style.bgcolor]
    assert all(any(getattr(style, mark) for style in styles) for mark in ("reverse", "bold", "dim", "underline"))


@pytest.mark.parametrize(
    ("line", "top", "expected"), [(5, 0, 0), (10, 0, 5), (400, 0, 397), (3, 8, 0), (2, 20, 1), (19, 20, 14)]
)
def test_a_page_follows_its_cursor(line: int, top: int, expected: int) -> None:
    assert page_top(line, top, 10) == expected


@pytest.mark.parametrize(("index", "top", "expected"), [(5, 0, 0), (10, 0, 5), (19, 20, 14), (99, 0, 94)])
def test_a_list_follows_its_cursor(index: int, top: int, expected: int) -> None:
    assert list_top(index, top, 10) == expected
