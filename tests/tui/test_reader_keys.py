"""Each key of the reader, by what it does to cursor, selection and notes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotations.desk import places
from annotations.notes.note import Decision, Kind, Note
from tests.tui.conftest import WIRE
from tests.tui.driving import play, saved, until
from tui.app import PostilApp
from tui.telling import where_in_reader

MakeApp = Callable[..., PostilApp]


def word(app: PostilApp) -> str:
    span = app.reader.page.cursor.here(WIRE)
    return WIRE[span.start : span.end]


def notes(app: PostilApp) -> list[Note]:
    return app.desk.store.notes("a.txt")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["w"], "to"),
        (["w", "w", "b"], "to"),
        (["p", "p", "p"], "TOKYO"),
        (["p", "p", "P"], "Source"),
        (["p", "p", "p", "s"], "The"),
        (["p", "p", "p", "s", "S"], "TOKYO"),
        (["j"], "Source"),
        (["j", "k"], "Ministers"),
        (["G", "g"], "Ministers"),
        (["w", "right", "left"], "to"),
    ],
)
def test_motions(make_app: MakeApp, keys: list[str], expected: str) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press(*keys)
        assert word(app) == expected

    play(make_app(enter=True), scene)


def test_c_goes_to_what_nobody_suggested_and_x_with_shift_rejects_on_the_way(make_app: MakeApp, library: Path) -> None:
    # Rules know nothing of an invented name, whatever the model may make of it.
    places.config_file().parent.mkdir(parents=True)
    places.config_file().write_text('engine = "rules"\n', encoding="utf-8")
    story = "A title\n\nIn Tokyo it rained. The Quorvex Brindle came to Tokyo.\n"
    (library / "a.txt").write_text(story, encoding="utf-8")

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        text = app.reader.article.text
        await pilot.press("tab")
        assert text[app.reader.page.cursor.offset :].startswith("Tokyo it")
        await pilot.press("X")
        await saved(pilot, app)
        chosen = app.reader.page.chosen()
        assert text[chosen.start : chosen.end] == "Quorvex Brindle"
        assert "Quorvex Brindle  nobody suggested it" in where_in_reader(app.reader.page.sheet, app.desk)
        await pilot.press("1")
        await saved(pilot, app, 2)
        await pilot.press("g", "c")
        assert app.reader.page.cursor.offset == 0
        assert [(note.quote, note.decision) for note in notes(app)] == [
            ("Tokyo", Decision.REJECTED),
            ("Quorvex Brindle", Decision.ADDED),
        ]

    play(make_app(enter=True), scene)


def test_tab_goes_from_entity_to_entity_and_back(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        offsets = [mention.span.start for mention in app.reader.mentions]
        seen = []
        for _ in offsets[:3]:
            await pilot.press("tab")
            seen.append(app.reader.page.cursor.offset)
        assert seen == [offset for offset in offsets if offset > 0][:3]
        await pilot.press("shift+tab")
        assert app.reader.page.cursor.offset == seen[1]

    play(make_app(enter=True), scene)


def test_plus_accepts_and_x_rejects(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("tab", "+")
        await saved(pilot, app)
        (note,) = notes(app)
        assert (note.kind, note.decision) == (Kind.ENTITY, Decision.ACCEPTED)
        before = len(app.reader.mentions)
        await pilot.press("x")
        await saved(pilot, app, 2)
        (note,) = notes(app)
        assert note.decision is Decision.REJECTED
        assert len(app.reader.mentions) == before - 1

    play(make_app(enter=True), scene)


def test_select_and_label_then_undo_and_redo(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("v", "w", "w", "2")
        await saved(pilot, app)
        (note,) = notes(app)
        assert (note.quote, note.label, note.decision) == ("Ministers to meet", "ORG", Decision.ADDED)
        await pilot.press("u")
        await until(pilot, lambda: not notes(app))
        await pilot.press("U")
        await until(pilot, lambda: notes(app) == [note])

    play(make_app(enter=True), scene)


def test_the_other_end_and_dropping_a_selection(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        cursor = app.reader.page.cursor
        assert cursor.anchor is None
        await pilot.press("w", "v", "w", "o")
        assert word(app) == "to"
        selection = app.reader.page.cursor.selection(WIRE)
        assert selection is not None
        assert WIRE[selection.start : selection.end] == "to meet"
        await pilot.press("escape")
        assert app.reader.page.cursor.anchor is None

    play(make_app(enter=True), scene)


def test_brackets_move_the_ends_of_an_entity(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("w", "v", "w", "1")
        await saved(pilot, app)
        for times, (key, expected) in enumerate(
            [("[", "Ministers to meet"), ("]", "to meet"), ("}", "to meet in"), ("{", "to meet")], start=2
        ):
            await pilot.press(key)
            await saved(pilot, app, times)
            (note,) = notes(app)
            assert note.quote == expected

    play(make_app(enter=True), scene)


@pytest.mark.parametrize("save", ["ctrl+s", "alt+enter"])
def test_a_note_with_tags_stands_in_the_margin(make_app: MakeApp, save: str) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("a", *"Look", "tab", *"trade", save)
        await saved(pilot, app)
        (note,) = notes(app)
        assert (note.kind, note.quote, note.body, note.tags) == (Kind.NOTE, "Ministers", "Look", ("trade",))
        strip = "".join(segment.text for segment in app.reader.page.render_line(0))
        assert strip.index("Look") > strip.index("Tokyo")
        await pilot.press("enter", "backspace", "ctrl+s")
        await saved(pilot, app, 2)
        assert notes(app)[0].body == "Loo"
        await pilot.press("w", "m")
        assert app.reader.page.note_here() is None
        await pilot.press("M")
        assert app.reader.page.note_here() is not None
        await pilot.press("x")
        await saved(pilot, app, 3)
        assert notes(app) == []

    play(make_app(enter=True), scene)


def test_accept_all_marks_the_article_done_in_one_undo(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("A")
        await saved(pilot, app)
        assert len(notes(app)) == len(app.reader.mentions) > 3
        assert app.desk.state("a.txt").state == "done"
        await pilot.press("u")
        await until(pilot, lambda: not notes(app) and app.desk.state("a.txt").state == "new")

    play(make_app(enter=True), scene)


@pytest.mark.parametrize("key", ["L", "question_mark"])
def test_what_opens_over_the_reader_closes_on_escape(make_app: MakeApp, key: str) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press(key)
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)

    play(make_app(enter=True), scene)


def test_the_label_menu_is_searched_by_typing(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        for times, (typed, label) in enumerate([("work_of", "WORK_OF_ART"), ("9", "FAC"), ("storms", "EVENT")], 1):
            await pilot.press("w", "v", "L", *typed, "enter")
            await saved(pilot, app, times)
            assert notes(app)[-1].label == label
        await pilot.press("w", "v", "L", "down", "enter")
        await saved(pilot, app, 4)
        assert notes(app)[-1].label == "FAC", "the labels chosen last stand first"

    play(make_app(enter=True), scene)


def test_next_article_theme_zen_and_back(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("J")
        await until(pilot, lambda: app.reader.article.name == "b.txt")
        await pilot.press("K")
        await until(pilot, lambda: app.reader.article.name == "a.txt")
        theme = app.theme
        await pilot.press("T")
        assert app.theme != theme
        await pilot.press("z")
        assert not app.shelf.display or app.shelf.size.width == 0
        await pilot.press("z", "h")
        assert app.focused is app.shelf.list

    play(make_app(enter=True), scene)


def test_pages_move_by_a_screen(make_app: MakeApp, library: Path) -> None:
    (library / "a.txt").write_text("Title\n\n" + "A line of words.\n\n" * 200, encoding="utf-8")

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        for key in ("space", "pagedown"):
            before = app.reader.page.cursor.offset
            await pilot.press(key)
            assert app.reader.page.cursor.offset > before
        await pilot.press("backspace", "pageup")
        assert app.reader.page.cursor.offset < 20

    app = make_app(enter=True)

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await scene(pilot, app)

    asyncio.run(run())
