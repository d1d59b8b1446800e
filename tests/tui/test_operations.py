"""What a key costs does not grow with the article: counted in calls and in bytes taken, not in seconds."""

from __future__ import annotations

import asyncio
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.tui.driving import until
from tui.app import PostilApp

PARAGRAPH = "Ministers of Japan met Angela Merkel in Tokyo on Dec. 16, 2019. Talks cost some 500 million dollars.\n\n"
SMALL, LARGE = 200, 5_000
"""Paragraphs: 20 kB and 500 kB, with entities in proportion."""
ROOT = Path(__file__).resolve().parents[2]
OURS = (f"{ROOT}/annotations/", f"{ROOT}/tui/")
KEYS = ("j", "w", "s", "p", "tab", "k", "b", "S", "P", "shift+tab", "v", "w", "o", "escape")


class Calls:
    """Counts, on this thread, the calls of what is ours and what those call themselves."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, frame: FrameType, event: str, _called: object) -> None:
        if event in ("call", "c_call") and frame.f_code.co_filename.startswith(OURS):
            self.count += 1


@dataclass(frozen=True, slots=True)
class Cost:
    """What a key takes: calls, and bytes over what was in use before, at the most."""

    calls: int
    taken: int


def costs(make_app: Callable[..., PostilApp], library: Path, paragraphs: int) -> dict[str, Cost]:
    """What each key takes in the middle of an article of so many paragraphs."""
    (library / "a.txt").write_text("A title\n\n" + PARAGRAPH * paragraphs, encoding="utf-8")
    app = make_app(enter=True)
    found: dict[str, Cost] = {}

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: app.reader.recognised and app.reader.page.sheet.wrapped.complete)
            assert len(app.reader.mentions) >= 3 * paragraphs
            app.reader.page.move(app.reader.page.cursor.at(len(app.reader.article.text) // 2))
            await pilot.press("p", *KEYS)
            tracemalloc.start()
            for key in KEYS:
                calls = Calls()
                tracemalloc.reset_peak()
                before, _ = tracemalloc.get_traced_memory()
                sys.setprofile(calls)
                await pilot.press(key)
                sys.setprofile(None)
                found[key] = Cost(calls.count, tracemalloc.get_traced_memory()[1] - before)
            tracemalloc.stop()

    asyncio.run(run())
    return found


def test_a_key_costs_the_same_in_an_article_that_is_much_longer(
    make_app: Callable[..., PostilApp], library: Path
) -> None:
    small, large = (costs(make_app, library, paragraphs) for paragraphs in (SMALL, LARGE))
    for key in KEYS:
        assert large[key].calls <= 1.1 * small[key].calls, key
        # A copy of the text, or a number for each of its mentions, would take more than that.
        assert large[key].taken < LARGE * len(PARAGRAPH) // 4, key


def test_wrapping_what_is_out_of_sight_draws_nothing(make_app: Callable[..., PostilApp], library: Path) -> None:
    (library / "a.txt").write_text("A title\n\n" + PARAGRAPH * LARGE, encoding="utf-8")
    app = make_app(enter=True)

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            page, slices = app.reader.page, 0
            await until(pilot, lambda: len(page.sheet.wrapped) > 0)
            app.screen._compositor._dirty_regions.clear()
            page._repaint_regions.clear()
            while not page.sheet.wrapped.complete:
                page._wrap_on()
                slices += 1
            assert slices > 1
            assert not page._repaint_regions
            assert page.virtual_size.height == page.vertical_scrollbar.window_virtual_size == page.sheet.height

    asyncio.run(run())
