"""The panel that walks through what is in doubt: it shows places, settles them, and takes it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotations.articles.article import Article
from annotations.desk.desk import Desk
from annotations.notes.note import Note, Status
from annotations.text.span import Span
from tests.tui.conftest import WIRE
from tests.tui.driving import play, saved, screen_of, told, until
from tui.actions import Pane
from tui.app import PostilApp
from tui.panels.doubts import DoubtPanel
from tui.view import View

NOW = (
    WIRE.replace("The talks are the first in years.", "").replace("Nobody was glad of it, neither", "Neither")
    + "\nElsewhere the talks are the first in years, said one.\n\nAsked again, the talks are the first in years.\n"
)
QUOTE = "talks are the first in years"


@pytest.fixture
def make_app(
    make_app: Callable[..., PostilApp], make_view: Callable[..., View], library: Path
) -> Callable[[], PostilApp]:
    """An app over an article that lost two sentences, of which one looks like others that it now has."""

    def make(**how: bool) -> PostilApp:
        desk: Desk = make_view().desk
        article = desk.library.read("a.txt")
        assert isinstance(article, Article)
        for words in (QUOTE, QUOTE, "Nobody was glad", "Japan"):
            start = WIRE.index(words)
            desk.add_note(article, Span(start, start + len(words)), f"on {words[:5]}")
        desk.store.close()
        (library / "a.txt").write_text(NOW, encoding="utf-8")
        return make_app(enter=True, **how)

    return make


def panel(app: PostilApp) -> DoubtPanel:
    return app.query_one(DoubtPanel)


def stored(app: PostilApp, words: str) -> list[Note]:
    return [note for note in app.desk.store.notes("a.txt") if note.body == f"on {words[:5]}"]


async def opened(pilot: Pilot[None], app: PostilApp) -> DoubtPanel:
    await pilot.press("D")
    await until(pilot, lambda: panel(app).prospect is not None and panel(app).places.has_focus)
    return panel(app)


def pointed(app: PostilApp, span: Span) -> bool:
    return app.reader.page.cursor.held == span


async def at(pilot: Pilot[None], app: PostilApp, words: str) -> None:
    await until(pilot, lambda: words in str(panel(app)._title.content) and panel(app)._shown)


def test_places_are_shown_in_the_reader_and_the_chosen_one_is_taken(make_app: Callable[[], PostilApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        assert "3 in doubt: D" in screen_of(pilot.app)
        await opened(pilot, app)
        assert app.pane is Pane.DOUBTS
        await at(pilot, app, "1/2 · note: on talks and 1 more here")
        prospect = panel(app).prospect
        assert prospect is not None
        places = prospect.places
        assert {NOW[place.span.start : place.span.end] for place in places[:2]} == {QUOTE}
        for key, place in (("j", places[1]), ("k", places[0]), ("down", places[1])):
            await pilot.press(key)
            await until(pilot, partial(pointed, app, place.span))
        assert "Nobody was glad of it" in screen_of(pilot.app), (
            "the old text is shown, which is no longer in the article"
        )
        await pilot.press("enter")
        await saved(pilot, app)
        await at(pilot, app, "on Nobod")
        assert [(note.span, note.status) for note in stored(app, QUOTE)] == [(places[1].span, Status.ANCHORED)] * 2
        assert all(NOW[note.start : note.end] == note.quote for note in stored(app, QUOTE))
        await pilot.press("u")
        await until(pilot, lambda: {note.start for note in stored(app, QUOTE)} == {WIRE.index(QUOTE)})
        await at(pilot, app, "1/2")

    play(make_app(), scene)


def test_what_is_given_up_stays_without_a_place_and_is_asked_about_no_more(make_app: Callable[[], PostilApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await opened(pilot, app)
        await at(pilot, app, "on talks")
        await pilot.press("n")
        await at(pilot, app, "on Nobod")
        await pilot.press("x")
        await until(pilot, lambda: stored(app, "Nobody")[0].status is Status.ORPHANED)
        await at(pilot, app, "on talks")
        await pilot.press("x")
        await until(pilot, lambda: not panel(app).display)
        assert app.reader.reading.unsettled == 0
        assert [note.status for note in stored(app, QUOTE)] == [Status.ORPHANED] * 2
        assert app.reader.page.has_focus
        assert "in doubt: D" not in screen_of(pilot.app)
        await opened(pilot, app)
        await at(pilot, app, "Given up 1/2")
        await pilot.press("enter")
        await until(pilot, lambda: Status.ORPHANED not in {note.status for note in stored(app, QUOTE)})

    play(make_app(), scene)


def test_two_keys_at_once_settle_one_doubt_once(make_app: Callable[[], PostilApp]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await opened(pilot, app)
        await at(pilot, app, "on talks")
        panel(app).action_accept()
        panel(app).action_accept()
        await saved(pilot, app, 2)
        assert len(app.desk.store.notes()) == 4
        await pilot.press("q")
        await until(pilot, lambda: not panel(app).display)
        assert app.reader.page.has_focus

    play(make_app(), scene)


def test_where_nothing_is_in_doubt_it_says_so_and_goes(make_app: Callable[[], PostilApp], library: Path) -> None:
    app = make_app()
    (library / "a.txt").write_text(WIRE, encoding="utf-8")

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        app.reader.show(app.desk.read("a.txt"))  # type: ignore[arg-type]
        await pilot.press("D")
        await until(pilot, lambda: app.doubts is not None and app.doubts.is_mounted and not app.doubts.display)
        assert app.reader.page.has_focus
        assert told(app) == "nothing is in doubt here"

    play(app, scene)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (20, 10), (2, 2)])
@pytest.mark.parametrize("plain", [False, True])
def test_in_windows_of_all_sizes(make_app: Callable[..., PostilApp], size: tuple[int, int], plain: bool) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        side = await opened(pilot, app)
        assert side.has_class("stacked") == (size[0] < 72)
        if size[0] >= 60:
            assert "It stood in" in screen_of(pilot.app)
        await pilot.press("j", "n", "N", "?", "escape", "escape")
        await until(pilot, lambda: not side.display)

    play(make_app(plain=plain), scene, size)
