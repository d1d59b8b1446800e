"""Waiting for an app under Pilot, by what it shows and not by the clock."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from tui.app import PostilApp


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the app go on until something holds; fail if it never does."""
    for _ in range(400):
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
