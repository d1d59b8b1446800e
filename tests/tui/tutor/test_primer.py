"""The primer over the first screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotations.desk.bookmarks import Bookmarks
from tests.tui.driving import recognised, until
from tui.app import PostilApp
from tui.palette import MONO
from tui.reader.page import Page
from tui.tutor.primer import Primer
from tui.view import View

MakeView = Callable[..., View]


def app_of(view: View, tmp_path: Path, *met: str) -> PostilApp:
    return PostilApp(view, Bookmarks(tmp_path / "state.json", met=set(met)))


async def shown(pilot: Pilot[None], app: PostilApp) -> None:
    await until(pilot, lambda: bool(app.query(Primer)) and app.query_one(Primer).size.height > 0)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 24)], ids="{0[0]}x{0[1]}".format)
def test_it_lies_over_the_page_which_is_not_laid_out_anew(
    make_view: MakeView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    app = app_of(make_view(enter=True), tmp_path, "primer")
    fitted: list[Page] = []

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await recognised(pilot, app)
            before = app.reader.page.region
            monkeypatch.setattr(Page, "fit", fitted.append)
            await app.mount(Primer(app.actions, app.inks))
            await shown(pilot, app)
            primer = app.query_one(Primer).region
            assert (primer.width, primer.bottom) == (size[0], size[1] - 2), "over the foot, above the status"
            assert app.reader.page.region == before

    asyncio.run(run())
    assert fitted == []


def test_without_colour_it_is_told_from_what_it_covers(make_view: MakeView, tmp_path: Path) -> None:
    app = app_of(make_view(enter=True), tmp_path, "primer")

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await app.mount(Primer(app.actions, MONO))
            await shown(pilot, app)
            strip = app.query_one(Primer).render_line(0)
            assert all(segment.style is not None and segment.style.reverse for segment in strip)

    asyncio.run(run())


@pytest.mark.parametrize(("key", "word"), [("w", 10), ("tab", 21)])
def test_the_first_key_takes_it_away_and_does_what_it_does(
    make_view: MakeView, tmp_path: Path, key: str, word: int
) -> None:
    app = app_of(make_view(enter=True), tmp_path)

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await recognised(pilot, app)
            await shown(pilot, app)
            await pilot.press(key)
            assert app.reader.page.cursor.offset == word
            await until(pilot, lambda: not app.query(Primer))

    asyncio.run(run())
    assert "primer" in Bookmarks.read(tmp_path / "state.json").met


def test_it_is_shown_once(make_view: MakeView, tmp_path: Path) -> None:
    app = app_of(make_view(enter=True), tmp_path, "primer")

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            # The entities are looked for only when the first frame stands, as the primer would be shown.
            await recognised(pilot, app)
            assert not app.query(Primer)

    asyncio.run(run())
