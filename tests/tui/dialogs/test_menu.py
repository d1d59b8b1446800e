"""The menu: what is typed narrows it, and the choice is seen without colour."""

from __future__ import annotations

import pytest
from textual.content import Content
from textual.pilot import Pilot

from tests.tui.dialogs.hosting import answers_of
from tests.tui.driving import drawn, screen_of
from tui.dialogs.menu import Menu

LINES = [Content("1 PERSON people"), Content("2 ORG companies, also of one person"), Content("  LAW treaties")]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([], 0),
        (["down", "down", "up"], 1),
        (["2"], 1),
        ([*"person"], 0),
        ([*"one pers"], 1),
        ([*"TREAT"], 2),
        (["x", "backspace", "down"], 1),
    ],
)
def test_every_word_typed_narrows_the_lines(keys: list[str], chosen: int) -> None:
    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press(*["space" if key == " " else key for key in keys], "enter")

    assert answers_of(lambda: Menu("Label", LINES), scene) == [chosen]


def test_nothing_found_is_nothing_chosen_and_escape_leaves() -> None:
    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press(*"zz", "enter")
        assert "zz" in screen_of(pilot.app)
        await pilot.press("escape")

    assert answers_of(lambda: Menu("Label", LINES), scene) == [None]


def test_without_colour_the_line_under_the_cursor_is_underlined() -> None:
    async def scene(pilot: Pilot[None]) -> None:
        lit = [strip.text for strip in drawn(pilot.app) if any(part.style and part.style.underline for part in strip)]
        assert ["PERSON" in line for line in lit] == [True]

    answers_of(lambda: Menu("Label", LINES, plain=True), scene, plain=True)
