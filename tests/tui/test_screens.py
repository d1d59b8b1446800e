"""Whole screens as text, at three sizes and without colour. `UPDATE_SCREENS=1 pytest tests/tui` writes them anew."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import NoColor

from tests.tui.driving import drawn, recognised, saved, screen_of, until
from tui.app import PostilApp

SCREENS = Path(__file__).with_name("screens")
MakeApp = Callable[..., PostilApp]


def photograph(app: PostilApp, size: tuple[int, int], *keys: str) -> str:
    taken = []

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await recognised(pilot, app)
            await until(pilot, lambda: app.pane.value == "reader")
            await pilot.press(*keys)
            await pilot.pause()
            taken.append(screen_of(app) + "\n")

    asyncio.run(run())
    return taken[0]


def compare(name: str, seen: str) -> None:
    file = SCREENS / f"{name}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        SCREENS.mkdir(exist_ok=True)
        file.write_text(seen, encoding="utf-8")
    assert seen == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids="{0[0]}x{0[1]}".format)
def test_reading(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app(enter=True, noted=True)
    compare(f"reading-{size[0]}x{size[1]}", photograph(app, size, "tab"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids="{0[0]}x{0[1]}".format)
def test_help_of_the_reader(make_app: MakeApp, size: tuple[int, int]) -> None:
    compare(f"help-{size[0]}x{size[1]}", photograph(make_app(enter=True), size, "question_mark"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids="{0[0]}x{0[1]}".format)
def test_the_list(make_app: MakeApp, size: tuple[int, int]) -> None:
    compare(f"list-{size[0]}x{size[1]}", photograph(make_app(enter=True), size, "q"))


def test_a_whole_screen_without_colour(make_app: MakeApp) -> None:
    app, lines = make_app(enter=True, plain=True, noted=True), []

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await recognised(pilot, app)
            await pilot.press("tab", "+")
            await saved(pilot, app)
            await pilot.press("tab", "v", "w")
            await pilot.pause()
            for strip in drawn(app):
                plain = strip.apply_filter(NoColor(), Color(0, 0, 0))
                lines.append("".join((style or Style()).render(text) for text, style, _ in plain.crop(0, 120)).rstrip())

    asyncio.run(run())
    seen = "\n".join(lines).replace("\x1b", "␛")
    assert not re.search(r"␛\[[0-9;]*[34][0-8]", seen), "a colour"
    compare("plain-120x40", seen + "\n")


def test_without_colour_attributes_carry_the_meaning(make_app: MakeApp) -> None:
    app = make_app(enter=True, plain=True, noted=True)
    segments: list[Segment] = []

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await recognised(pilot, app)
            for y in range(20):
                segments.extend(app.reader.page.render_line(y))

    asyncio.run(run())
    style = {segment.text: segment.style for segment in segments if segment.style is not None}
    assert style["South Korea"].italic
    assert style["The spat"].underline
    assert all(each.color is None and each.bgcolor is None for each in style.values())
