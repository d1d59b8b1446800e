"""Keys that come in a burst do what they do one by one."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from annotations.notes.note import Kind
from tests.tui.driving import play, play_list, saved, type_ahead, until
from tui.actions import Pane
from tui.app import PostilApp
from tui.dialogs.menu import Menu
from tui.search.screen import SearchScreen

MakeApp = Callable[..., PostilApp]


def test_a_note_goes_into_its_editor_and_what_follows_to_the_reader(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        type_ahead(app, "tab", "a", *"ust", "ctrl+s", "+")
        await saved(pilot, app, 2)

    app = play(make_app(enter=True), scene)
    first, second = sorted(app.desk.store.notes("a.txt"), key=lambda note: note.kind is not Kind.NOTE)
    assert (first.body, second.kind, second.quote) == ("ust", Kind.ENTITY, first.quote)


def test_a_note_on_an_article_of_the_list_waits_for_the_article(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        type_ahead(app, "j", "a", *"jq", "ctrl+s")
        await saved(pilot, app)
        assert app.pane is Pane.LIST

    app = make_app()
    play_list(app, scene)
    assert [note.body for note in app.desk.store.notes("b.txt")] == ["jq"]


def test_a_query_goes_into_its_line(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        type_ahead(app, "/", *"source:reuters", "enter", "enter")
        await until(pilot, lambda: app.pane is Pane.READER and app.reader.article.name == "c.txt")
        assert list(app.shelf.list.names) == ["c.txt"]

    play_list(make_app(), scene)


def test_what_is_done_to_all_waits_for_the_filter(make_app: MakeApp) -> None:
    gate = Event()

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        app.clerk.read(gate.wait, lambda _: None)
        type_ahead(app, "/", *"source:reuters", "enter", "A")
        await until(pilot, lambda: app.shelf.shown.query == "source:reuters" and not app.screen.is_modal)
        await pilot.pause(0.05)
        assert not app.screen.is_modal, "the list still shows all"
        gate.set()
        await until(pilot, lambda: isinstance(app.screen, Menu))
        assert str(app.screen.query_one("#title", Static).content) == "The 1 article shown"

    play_list(make_app(), scene)


def test_dialogs_follow_each_other(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        type_ahead(app, "A", "enter", "y", "enter", "u", "ctrl+f", *"tokyo")
        await until(pilot, lambda: isinstance(app.screen, SearchScreen) and bool(app.screen.items))
        assert {app.desk.state(name).state for name in app.shelf.all} == {"new"}

    play_list(make_app(), scene)


def test_what_is_pasted_behind_a_key_goes_where_that_led(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        type_ahead(app, "a")
        app.post_message(events.Paste("A clipping."))
        type_ahead(app, "ctrl+s")
        await saved(pilot, app)

    app = make_app()
    play_list(app, scene)
    assert [note.body for note in app.desk.store.notes("a.txt")] == ["A clipping."]
