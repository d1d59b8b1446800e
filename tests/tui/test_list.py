"""The list at any size, and what one does to many articles at once."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from rich.segment import Segment
from textual import on
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from annotations.articles.article import Article
from annotations.desk.bookmarks import Bookmarks
from annotations.desk.desk import Desk
from annotations.problem import Problem
from tests.tui.driving import play_list, saved, until
from tui.actions import Pane
from tui.app import PostilApp
from tui.dialogs.menu import Menu
from tui.dialogs.prompt import Prompt
from tui.palette import DARK
from tui.shelf.article_list import MOST_ROWS, ArticleList
from tui.shelf.rows import row_lines
from tui.view import View

MakeApp = Callable[..., PostilApp]
NAMES = [f"{number:06}.txt" for number in range(100_000)]


class Long(Vertical):
    """A list of 100,000 articles, of which nothing is known; keeps what it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.list = ArticleList(DARK)
        self.list.names = NAMES
        self.wanted: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.list

    @on(ArticleList.Wanted)
    def answer(self, event: ArticleList.Wanted) -> None:
        self.wanted += event.names
        self.list.learn({name: Problem(name, "known", "") for name in event.names})

    def move_to(self, index: int) -> None:
        self.list.move_to(index)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose rows are made, one each time."""
    names: list[str] = []

    def counting(name: str, *rest: Any, **more: Any) -> list[list[Segment]]:
        names.append(name)
        return row_lines(name, *rest, **more)

    monkeypatch.setattr("tui.shelf.article_list.row_lines", counting)
    return names


def at_length(scene: Callable[[Pilot[None], Long], Coroutine[Any, Any, None]]) -> None:
    app: App[None] = App()

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            shown = Long()
            await app.mount(shown)
            await until(pilot, lambda: NAMES[0] in shown.list.rows)
            await scene(pilot, shown)

    asyncio.run(run())


def test_of_a_hundred_thousand_only_those_in_sight_are_made_and_asked_for(made: list[str]) -> None:
    async def scene(pilot: Pilot[None], long: Long) -> None:
        assert set(made) | set(long.wanted) <= set(NAMES[:41])
        made.clear()
        long.wanted.clear()
        long.move_to(len(NAMES) - 1)
        await until(pilot, lambda: NAMES[-1] in long.list.rows)
        assert set(made) | set(long.wanted) <= set(NAMES[-61:])
        assert len(set(long.wanted)) == len(long.wanted), "each is asked for once"

    at_length(scene)


def test_a_key_makes_the_rows_that_change_and_has_the_next_one_ready(made: list[str]) -> None:
    async def scene(pilot: Pilot[None], long: Long) -> None:
        long.move_to(50_010)
        await until(pilot, lambda: NAMES[50_010] in long.list.rows)
        await pilot.pause()
        made.clear()
        long.wanted.clear()
        long.move_to(50_011)
        await pilot.pause()
        assert set(made) == set(NAMES[50_010:50_013])
        made.clear()
        long.move_to(50_012)
        assert made == [NAMES[50_011]], "as a row without the cursor, which it has been left by"
        assert long.wanted == []

    at_length(scene)


def test_rows_that_were_seen_long_ago_are_let_go() -> None:
    async def scene(pilot: Pilot[None], long: Long) -> None:
        for index in range(0, MOST_ROWS + 400, 40):
            long.move_to(index)
            await until(pilot, lambda index=index: NAMES[index] in long.list.rows)  # type: ignore[misc]
        assert NAMES[0] not in long.list.rows
        assert len(long.list.rows) < MOST_ROWS

    at_length(scene)


# In the app, over its three articles: a.txt of Xinhua, b.txt by Jane Doe, c.txt of Reuters.


def shown(app: PostilApp) -> list[str]:
    return list(app.shelf.list.names)


def said(app: PostilApp, name: str) -> str:
    return str(app.screen.query_one(f"#{name}", Static).render())


def states(app: PostilApp) -> Sequence[str]:
    return [app.desk.state(name).state for name in ("a.txt", "b.txt", "c.txt")]


def test_the_filter_is_followed_as_one_types_and_leaving_it_shows_what_was_shown(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: len(app.shelf.list.rows) == 3)
        await pilot.press("slash", *"quiet")
        await until(pilot, lambda: shown(app) == ["b.txt"])
        await pilot.press("escape")
        await until(pilot, lambda: shown(app) == ["a.txt", "b.txt", "c.txt"])

    play_list(make_app(), scene)


def test_the_prompt_completes_and_says_what_is_wrong_under_the_line(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("slash", *"is:fl")
        await until(pilot, lambda: "is:flagged" in said(app, "said"))
        await pilot.press("tab")
        assert app.screen.query_one(Input).value.strip() == "is:flagged"
        await pilot.press("x")
        fault = app.screen.query_one("#fault")
        assert fault.display
        assert fault.region.y > app.screen.query_one(Input).region.y
        assert "is:flaggedx" in said(app, "fault")
        await pilot.press("enter")
        assert isinstance(app.screen, Prompt), "it is not taken"

    play_list(make_app(), scene)


def test_sorted_the_other_way_round_the_cursor_stays_on_its_article(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("j", "S")
        await until(pilot, lambda: shown(app) == ["c.txt", "b.txt", "a.txt"])
        assert app.shelf.list.current == "b.txt"

    play_list(make_app(), scene)


def test_the_next_article_of_the_reader_is_the_next_that_is_shown(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("slash", *"-quiet", "enter")
        await until(pilot, lambda: shown(app) == ["a.txt", "c.txt"])
        await pilot.press("S")
        await until(pilot, lambda: shown(app) == ["c.txt", "a.txt"])
        await pilot.press("g", "enter")
        for key, name in (("J", "a.txt"), ("J", "a.txt"), ("K", "c.txt")):
            await pilot.press(key)
            await until(pilot, lambda name=name: app.reader.article.name == name)  # type: ignore[misc]
        assert app.pane is Pane.READER

    play_list(make_app(), scene)


def test_what_is_done_to_all_that_are_shown_asks_once_and_is_one_undo(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("slash", *"-quiet", "enter")
        await until(pilot, lambda: shown(app) == ["a.txt", "c.txt"])
        await pilot.press("A")
        assert isinstance(app.screen, Menu)
        assert "2 articles" in said(app, "title")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await pilot.press("escape")
        assert states(app) == ["new", "new", "new"], "not without a yes"
        await pilot.press("A", "enter")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        assert "2 articles" in said(app, "label")
        await pilot.press("enter")
        await saved(pilot, app)
        assert states(app) == ["done", "new", "done"]
        await pilot.press("u")
        await until(pilot, lambda: states(app) == ["new", "new", "new"])
        await pilot.press("U")
        await until(pilot, lambda: states(app) == ["done", "new", "done"])

    play_list(make_app(), scene)


def test_a_tag_is_added_to_all_that_are_shown(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("A", *"add a tag", "enter")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await pilot.press(*"asia", "enter")
        await saved(pilot, app)
        assert [app.desk.state(name).tags for name in shown(app)] == [("asia",)] * 3
        await pilot.press("slash", *"tag:asia", "enter")
        await until(pilot, lambda: app.shelf.shown.query == "tag:asia")
        assert len(shown(app)) == 3

    play_list(make_app(), scene)


@pytest.mark.parametrize("opening", [["slash", "x"], ["t", "x"], ["A"], ["ctrl+p", *"last article"]], ids="-".join)
def test_of_two_enters_typed_ahead_the_second_is_for_what_is_there_then(make_app: MakeApp, opening: list[str]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press(opening[0])
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press(*opening[1:])
        await until(pilot, lambda: opening[0] != "ctrl+p" or bool(app.screen.query_one(OptionList).option_count))
        asked = app.screen
        for _ in range(2):
            app.post_message(Key("enter", None))
        await until(pilot, lambda: asked not in app.screen_stack and len(app.screen_stack) == 1)
        # Of a change to all it confirms the question, in the list it opens an article.
        if opening == ["A"]:
            await until(pilot, lambda: states(app) == ["done"] * 3)
        else:
            await until(pilot, lambda: app.pane is Pane.READER or not app.shelf.list.names)

    play_list(make_app(), scene)


def test_what_is_being_saved_when_one_leaves_is_saved(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    left = Event()
    mark = Desk.mark

    def slowly(desk: Desk, *rest: Any) -> int:
        left.wait(5)
        return mark(desk, *rest)

    monkeypatch.setattr(Desk, "mark", slowly)
    app = make_app()

    async def run() -> None:
        async with app.run_test() as pilot:
            await until(pilot, lambda: app.focused is app.shelf.list)
            await until(pilot, lambda: len(app.shelf.list.rows) == 3)
            await pilot.press("r", "j", "r")
            asyncio.get_running_loop().call_later(0.1, left.set)

    asyncio.run(run())
    assert states(app) == ["done", "done", "new"]


@pytest.mark.parametrize("key", ["ctrl+p", "A", "slash", "question_mark", "a"])
def test_a_window_may_shrink_to_nothing_under_what_is_open(make_app: MakeApp, key: str) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press(key)
        await until(pilot, lambda: len(app.screen_stack) == 2)
        for size in ((1, 1), (3, 20), (1, 1), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.press("pagedown", "down")
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)

    play_list(make_app(), scene)


def test_the_article_that_is_shown_is_not_read_again_to_be_listed(
    make_view: Callable[..., View], library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.txt", "c.txt"):
        (library / name).unlink()
    os.utime(library / "a.txt", (1_000, 1_000))
    view = make_view()
    # Nothing is known of it but what is shown.
    view.desk.listing.index.keep_names([])
    app = PostilApp(replace(view, listed=replace(view.listed, rows={})), Bookmarks.read(tmp_path / "state.json"))
    again: list[str] = []
    read = view.desk.library.read

    def counting(name: str, *, keep: bool = False) -> Article | Problem:
        again.append(name)
        return read(name, keep=keep)

    monkeypatch.setattr(view.desk.library, "read", counting)

    async def scene() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: bool(app.shelf.list.rows) and app.shelf.stock.watched)

    asyncio.run(scene())
    assert again == []
