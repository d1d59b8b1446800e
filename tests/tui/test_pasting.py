"""What is pasted into the list becomes an article; `u` takes it back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual import events

from tests.tui.driving import saved, until
from tui.app import PostilApp

TEXT = "Pasted words\r\rThey came from somewhere.\r"


def test_a_pasted_text_is_in_the_list_under_the_cursor(make_app: Callable[..., PostilApp], library: Path) -> None:
    async def scene() -> None:
        app = make_app()
        async with app.run_test(size=(120, 40)) as pilot:
            app.post_message(events.Paste(TEXT))
            await until(pilot, lambda: app.shelf.list.current == "pasted-words.txt")
            assert (library / "pasted-words.txt").read_text() == "Pasted words\n\nThey came from somewhere.\n"
            await until(pilot, lambda: app.reader.article.name == "pasted-words.txt")
            await pilot.press("u")
            await saved(pilot, app, 2)
            await until(pilot, lambda: "pasted-words.txt" not in app.shelf.list.names)
            assert not (library / "pasted-words.txt").exists()

    asyncio.run(scene())


def test_blanks_are_no_article_and_the_reader_takes_no_paste(make_app: Callable[..., PostilApp], library: Path) -> None:
    async def scene() -> None:
        app = make_app()
        async with app.run_test(size=(120, 40)) as pilot:
            app.post_message(events.Paste(" \n"))
            await pilot.press("enter")
            app.post_message(events.Paste(TEXT))
            await pilot.pause()
            await app.clerk.rest()
        assert sorted(path.name for path in library.glob("*.txt")) == ["a.txt", "b.txt", "c.txt"]

    asyncio.run(scene())
