"""Keys that do at once what they are bound to do it as Textual would."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from tui.bound import run_bound


class Inner(Vertical, can_focus=True):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "app.say('inner a')"), Binding("b", "skip")]

    def action_skip(self) -> None:
        raise SkipAction


class Outer(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,b", "say('outer')"),
        Binding("c", "say('first of all')", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield Inner()

    def action_say(self, words: str) -> None:
        self.said.append(words)


def test_the_nearest_that_takes_a_key_has_it() -> None:
    app = Outer()

    async def run() -> None:
        async with app.run_test():
            app.query_one(Inner).focus()
            assert await run_bound(app, "a")
            assert await run_bound(app, "b"), "what the widget leaves goes on to the app"
            assert not await run_bound(app, "z")
            assert not await run_bound(app, "c"), "Textual asks for these before all others"

    asyncio.run(run())
    assert app.said == ["inner a", "outer"]
