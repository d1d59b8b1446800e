"""Opening a renamed article takes its annotations over, says so, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import WIRE
from tests.tui.driving import play, told, until
from tui.app import PostilApp
from tui.view import View


@pytest.fixture
def make_renamed(
    make_app: Callable[..., PostilApp], make_view: Callable[..., View], library: Path
) -> Callable[..., PostilApp]:
    """An app over a library in which an annotated article has other names, and the list has the focus."""

    def make(*names: str) -> PostilApp:
        make_view(noted=True).desk.store.close()
        for name in names:
            (library / name).write_text(WIRE, encoding="utf-8")
        (library / "a.txt").unlink()
        return make_app()

    return make


def articles(app: PostilApp) -> list[str]:
    return [note.article for note in app.desk.store.notes()]


def test_a_renamed_article_takes_over_when_it_is_opened(make_renamed: Callable[..., PostilApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: app.strays is not None and bool(app.strays._by_name))
        assert articles(app) == ["a.txt"], "to look at it in the list is not to open it"
        await pilot.press("enter")
        await until(pilot, lambda: articles(app) == ["0.txt"])
        await until(pilot, lambda: len(app.reader.reading.notes) == 1)
        assert "took over 1 annotation of a.txt, which is gone; u takes it back" in told(app)
        await pilot.press("u")
        await until(pilot, lambda: articles(app) == ["a.txt"])
        await pilot.press("j", "k")
        await pilot.pause(0.05)
        assert articles(app) == ["a.txt"], "what was taken back is not done again"

    play(make_renamed("0.txt"), scene)


def test_where_two_have_the_text_nothing_moves_and_that_is_said(make_renamed: Callable[..., PostilApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("enter")
        await until(pilot, lambda: "a.txt, which is gone, but 1.txt has it as well" in told(app))
        assert articles(app) == ["a.txt"]

    play(make_renamed("0.txt", "1.txt"), scene)
