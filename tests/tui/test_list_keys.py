"""Each key of the list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.driving import play_list, saved, until
from tui.actions import Pane
from tui.app import PostilApp

MakeApp = Callable[..., PostilApp]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["j"], "b.txt"),
        (["down", "down"], "c.txt"),
        (["G", "k"], "b.txt"),
        (["G", "g"], "a.txt"),
        (["pagedown"], "c.txt"),
    ],
)
def test_moving(make_app: MakeApp, keys: list[str], expected: str) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press(*keys)
        assert app.shelf.list.current == expected
        await until(pilot, lambda: app.reader.article.name == expected)

    play_list(make_app(), scene)


@pytest.mark.parametrize("key", ["enter", "l"])
def test_reading(make_app: MakeApp, key: str) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("j", key)
        await until(pilot, lambda: app.reader.article.name == "b.txt")
        assert app.pane is Pane.READER
        await pilot.press("q")
        await until(pilot, lambda: app.pane is Pane.LIST)

    play_list(make_app(), scene)


def test_filter_and_clear(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("/", *"is:nonsense", "enter")
        assert len(app.screen_stack) == 2
        assert app.screen.query_one(Input).content_size.height == 1, "what is typed can be seen"
        await pilot.press("ctrl+u", *"source:reuters", "enter")
        await until(pilot, lambda: list(app.shelf.list.names) == ["c.txt"])
        await pilot.press("escape")
        assert len(app.shelf.list.names) == 3

    play_list(make_app(), scene)


def test_sort_goes_through_the_orders(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        seen = []
        for _ in range(3):
            await pilot.press("s")
            seen.append(list(app.shelf.list.names))
        assert seen == [["b.txt", "a.txt", "c.txt"], ["c.txt", "a.txt", "b.txt"], ["c.txt", "a.txt", "b.txt"]]

    play_list(make_app(), scene)


def test_read_flag_and_tags_are_kept(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("r")
        await saved(pilot, app, 1)
        await pilot.press("*")
        await saved(pilot, app, 2)
        await pilot.press("t", *"trade asia", "enter")
        await saved(pilot, app, 3)
        state = app.desk.state("a.txt")
        assert (state.state, state.flag, state.tags) == ("done", True, ("trade", "asia"))
        assert state.article_sha256

    play_list(make_app(), scene)


def test_note_on_the_article(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("j", "a")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press(*"Later", "ctrl+s")
        await saved(pilot, app)
        (note,) = app.desk.store.notes("b.txt")
        assert (note.start, note.end, note.body) == (None, None, "Later")

    play_list(make_app(), scene)


@pytest.mark.parametrize("key", ["ctrl+p", ":"])
def test_the_palette_runs_an_action_by_its_name(make_app: MakeApp, key: str) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press(key)
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press(*"last article")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await until(pilot, lambda: app.shelf.list.current == "c.txt")

    play_list(make_app(), scene)
