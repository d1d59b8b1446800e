"""An app that shows one dialog, for what a dialog does by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

from textual.app import App
from textual.filter import LineFilter, NoColor
from textual.pilot import Pilot
from textual.screen import ModalScreen

Answer = TypeVar("Answer")
Scene = Callable[[Pilot[None]], Coroutine[Any, Any, None]]


class Host(App[None], Generic[Answer]):
    """Opens a dialog at once and keeps what it hands back."""

    def __init__(self, make: Callable[[], ModalScreen[Answer]], *, plain: bool) -> None:
        super().__init__()
        self.make = make
        self.plain = plain
        self.answers: list[Answer | None] = []

    def get_line_filters(self) -> list[LineFilter]:
        return [NoColor()] if self.plain else list(super().get_line_filters())

    def on_mount(self) -> None:
        self.push_screen(self.make(), self.answers.append)


def answers_of(
    make: Callable[[], ModalScreen[Answer]], scene: Scene, size: tuple[int, int] = (80, 24), *, plain: bool = False
) -> list[Answer | None]:
    """What a dialog handed back after a scene; empty while it is still open."""
    host = Host(make, plain=plain)

    async def run() -> None:
        async with host.run_test(size=size) as pilot:
            await pilot.pause()
            await scene(pilot)
            await pilot.pause()

    asyncio.run(run())
    return host.answers
