"""What is drawn past the compositor leaves on the terminal what a full repaint would."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pyte
import pytest
from textual._compositor import Compositor, CompositorUpdate
from textual._styles_cache import StylesCache
from textual.cache import LRUCache
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from tests.tui.conftest import WIRE
from tests.tui.driving import play, until
from tui.app import PostilApp
from tui.brush import Lines

MakeApp = Callable[..., PostilApp]
SEEDS = int(os.environ.get("POSTIL_FUZZ", "2"))
STEPS = 20
MOVES = ("j", "k", "down", "j", "k", "w", "b", "g", "G", "pagedown", "J", "K", "p", "tab", "v")
OTHERS = ("enter", "h", "escape", "e", "o", "i", "?", "/", "T", "z", "t", "s", "*", "r", "=", "-")


class Emulated:
    """A terminal that shows what the app writes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.screen = pyte.Screen(80, 24)
        self.written: list[str] = []
        self._stream = pyte.Stream(self.screen)
        monkeypatch.setattr(HeadlessDriver, "is_headless", property(lambda _: False))
        monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: self.write(data))

    def write(self, data: str) -> None:
        self.written.append(data)
        self._stream.feed(data)

    async def resize(self, pilot: Pilot[None], columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        await pilot.resize_terminal(columns, rows)


def repainted(app: PostilApp) -> pyte.Screen:
    """What a terminal would show on which everything is drawn anew, without anything that was kept."""
    widgets = [widget for screen in app.screen_stack for widget in screen._compositor.visible_widgets]
    kept, rows = [widget._styles_cache for widget in widgets], app.shelf.list._drawn
    for widget in widgets:
        widget._styles_cache = StylesCache()
    app.shelf.list._drawn = LRUCache(99)
    try:
        full = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    finally:
        app.shelf.list._drawn = rows
        for widget, cache in zip(widgets, kept, strict=True):
            widget._styles_cache = cache
    shown = pyte.Screen(app.size.width, app.size.height)
    assert isinstance(full, CompositorUpdate)
    pyte.Stream(shown).feed(full.render_segments(app.console))
    return shown


async def check(pilot: Pilot[None], app: PostilApp, terminal: Emulated, done: list[str]) -> None:
    """The terminal comes to show what there is to be seen."""
    cells = [(x, y) for y in range(app.size.height) for x in range(app.size.width)]
    wrong: list[tuple[int, int]] = []
    for _ in range(150):
        await pilot.pause(0.01)
        expected = repainted(app)
        wrong = [(x, y) for x, y in cells if terminal.screen.buffer[y][x] != expected.buffer[y][x]]
        if not wrong:
            return
    x, y = wrong[0]
    shown, wanted = terminal.screen.display[y], expected.display[y]
    raise AssertionError(f"{len(wrong)} cells, the first {x}, {y}, after {done}:\n{shown}\n{wanted}")


@pytest.fixture
def many(library: Path) -> None:
    for number in range(40):
        (library / f"d{number:02}.txt").write_text(f"Story {number} 東京 of the day\n\n" + WIRE * 3, encoding="utf-8")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Emulated:
    return Emulated(monkeypatch)


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.usefixtures("many")
def test_the_terminal_shows_what_a_full_repaint_would(make_app: MakeApp, terminal: Emulated, seed: int) -> None:
    random = Random(seed)
    app = make_app(enter=random.random() < 0.3, plain=random.random() < 0.2)
    done: list[str] = []

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.is_running and app.focused is not None)
            for _ in range(STEPS):
                await step(pilot)
                await check(pilot, app, terminal, done)

    async def step(pilot: Pilot[None]) -> None:
        chance = random.random()
        if chance < 0.08:
            size = random.choice([(80, 24), (120, 40), (200, 30), (60, 12)])
            done.append(str(size))
            await terminal.resize(pilot, *size)
        elif chance < 0.12:
            done.append("toast")
            app.notify("something was done\nin two lines", timeout=random.choice([0.05, 5]))
        else:
            keys = [random.choice(MOVES if random.random() < 0.8 else OTHERS) for _ in range(random.randint(1, 6))]
            done.extend(keys)
            await pilot.press(*keys)

    asyncio.run(run())


def counted(monkeypatch: pytest.MonkeyPatch, kind: type, name: str, calls: list[str], as_: str) -> None:
    """Have a method add to `calls` when it is called."""
    method = getattr(kind, name)

    def counting(*arguments: Any, **more: Any) -> Any:
        calls.append(as_)
        return method(*arguments, **more)

    monkeypatch.setattr(kind, name, counting)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was drawn, by whom."""
    calls: list[str] = []
    counted(monkeypatch, Compositor, "render_update", calls, "by the compositor")
    counted(monkeypatch, Lines, "render_segments", calls, "at once")
    return calls


@pytest.mark.usefixtures("many", "terminal")
@pytest.mark.parametrize("enter", [False, True])
def test_a_move_is_drawn_at_once(make_app: MakeApp, drawn: list[str], enter: bool) -> None:
    """A guard, too, of what is used of Textual's insides."""

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        for key in ("j", "j", "k"):
            drawn.clear()
            await pilot.press(key)
            assert "at once" in drawn

    play(make_app(enter=enter), scene)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("over", ["primer", "dialog"])
def test_nothing_is_drawn_over_what_lies_over_the_list(
    make_app: MakeApp, terminal: Emulated, drawn: list[str], over: str
) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await terminal.resize(pilot, 80, 12)
        if over == "primer":
            app._prime()
        else:
            await pilot.press("?")
        await check(pilot, app, terminal, [over])
        for _ in range(2):
            drawn.clear()
            app.shelf.step(1)
            assert drawn == []
            await check(pilot, app, terminal, [over, "moved"])

    play(make_app(), scene)
