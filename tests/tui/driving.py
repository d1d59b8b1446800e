"""Waiting for an app under Pilot, by what it shows and not by the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip

from tui.app import PostilApp


def drawn(app: App[Any]) -> list[Strip]:
    """The lines of the screen as they are drawn; they may be longer than it is wide."""
    return app.screen._compositor.render_strips()


def screen_of(app: App[Any]) -> str:
    """What can be read on the screen."""
    return "\n".join(strip.crop(0, app.size.width).text.rstrip() for strip in drawn(app)[: app.size.height])


def told(app: App[Any]) -> str:
    """What was told over the screen and is still there, each on a line."""
    return "\n".join(str(each.message) for each in app._notifications)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the app go on until something holds; fail if it never does."""
    for _ in range(3000):
        await pilot.pause(0.01)
        if holds():
            return
    raise AssertionError("what was waited for did not come")


async def recognised(pilot: Pilot[None], app: PostilApp) -> None:
    """Until the article that is shown has its entities."""
    await until(pilot, lambda: app.reader.recognised and bool(app.reader.mentions))


async def saved(pilot: Pilot[None], app: PostilApp, times: int = 1) -> None:
    """Until so many changes have been saved, and nothing is on its way."""
    await until(pilot, lambda: app.clerk.saved >= times and not app.clerk.saving)
    await pilot.pause()


def type_ahead(app: PostilApp, *keys: str) -> None:
    """Let keys come all at once, as they do over a slow line."""
    for key in keys:
        app.post_message(events.Key(_character_to_key(key), key) if len(key) == 1 else events.Key(key, None))


Scene = Callable[[Pilot[None], PostilApp], Coroutine[Any, Any, None]]


def play(app: PostilApp, scene: Scene, size: tuple[int, int] = (120, 40)) -> PostilApp:
    """Play a scene over an app that has an article open with its entities; the app, when it has ended."""
    return _play(app, lambda pilot: recognised(pilot, app), scene, size)


def play_list(app: PostilApp, scene: Scene) -> None:
    """Play a scene over an app in whose list one is."""
    _play(app, lambda pilot: until(pilot, lambda: app.focused is app.shelf.list), scene, (120, 40))


def _play(
    app: PostilApp, ready: Callable[[Pilot[None]], Coroutine[Any, Any, None]], scene: Scene, size: tuple[int, int]
) -> PostilApp:
    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await ready(pilot)
            await scene(pilot, app)

    asyncio.run(run())
    return app
