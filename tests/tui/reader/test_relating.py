"""Relations drawn by the keys of the reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from annotations.desk.relating import arrows
from annotations.notes.note import Decision, Kind
from tests.tui.driving import play, saved, until
from tui.app import PostilApp
from tui.telling import where_in_reader

MakeApp = Callable[..., PostilApp]


async def related(pilot: Pilot[None], app: PostilApp, label: str = "signed in") -> None:
    """A relation from the first suggestion that tab finds to the next."""
    await pilot.press("tab", "r", "tab", "enter")
    await until(pilot, lambda: app.screen.is_modal)
    await pilot.press(*("space" if letter == " " else letter for letter in label), "enter")
    await saved(pilot, app)


def kinds(app: PostilApp) -> list[Kind]:
    return sorted(note.kind for note in app.desk.store.notes("a.txt"))


def test_a_relation_leads_from_one_entity_to_another_and_is_one_undo(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await related(pilot, app)
        (arrow,) = arrows(app.desk.store.notes("a.txt"))
        assert (arrow.relation.label, arrow.source.decision) == ("signed in", Decision.ACCEPTED)
        assert (arrow.source.start or 0) < (arrow.target.start or 0)
        assert [each.relation.id for each in app.reader.page.sheet.arrows] == [arrow.relation.id]
        await pilot.press("u")
        await saved(pilot, app, 2)
        assert not app.desk.store.notes("a.txt")

    play(make_app(enter=True), scene)


def test_it_stands_in_the_margin_in_the_panel_and_in_the_status_line(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await related(pilot, app)
        (arrow,) = app.reader.page.sheet.arrows
        beside = app.reader.page.sheet.margin.row(app.reader.page.sheet.wrapped.line_of(arrow.source.start or 0))
        assert beside is not None
        assert beside.text.startswith("→ signed in")
        await pilot.press("shift+tab")
        sheet = app.reader.page.sheet
        assert f"→ signed in {arrow.target.quote}" in where_in_reader(sheet, app.desk, "")
        await pilot.press("o", "o")
        panel = app.panel
        assert panel is not None
        await until(pilot, lambda: any(entry.note for entry in panel.lines.contents.entries))
        assert panel.lines.contents.title == "Notes  0  Relations  1"
        await pilot.press("x")
        await saved(pilot, app, 2)
        assert kinds(app) == [Kind.ENTITY, Kind.ENTITY]

    play(make_app(enter=True), scene, size=(160, 40))


def test_it_goes_with_the_entity_that_it_hangs_on(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("g", "1")
        await saved(pilot, app)
        await pilot.press("r", "tab", "r")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("n", "enter")
        await saved(pilot, app, 2)
        assert kinds(app) == [Kind.ENTITY, Kind.ENTITY, Kind.RELATION]
        await pilot.press("g", "x")
        await saved(pilot, app, 3)
        assert kinds(app) == [Kind.ENTITY]
        await pilot.press("u")
        await saved(pilot, app, 4)
        assert kinds(app) == [Kind.ENTITY, Kind.ENTITY, Kind.RELATION]

    play(make_app(enter=True), scene)


@pytest.mark.parametrize("keys", [["escape"], ["J", "K"]])
def test_one_that_is_begun_is_dropped(make_app: MakeApp, keys: list[str]) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("tab", "r")
        assert app.reader.relating
        await pilot.press(*keys)
        await until(pilot, lambda: not app.reader.relating)
        assert app.pane.name == "READER"

    play(make_app(enter=True), scene)


def test_nothing_leads_to_itself_nor_begins_nowhere(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("g", "r")
        assert not app.reader.relating
        await pilot.press("tab", "r", "enter")
        assert app.reader.relating
        assert not app.screen.is_modal

    play(make_app(enter=True), scene)
