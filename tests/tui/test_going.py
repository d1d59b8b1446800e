"""From article to article: keys wait for the one they are for, and reading on leaves its marks."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from annotations.desk.marking import READ
from tests.tui.driving import play, saved, until
from tui.app import PostilApp

MakeApp = Callable[..., PostilApp]


def test_a_key_pressed_before_the_next_article_is_there_is_for_that_one(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        for key in ("J", "v", "1"):
            app.simulate_key(key)
        await saved(pilot, app)
        await until(pilot, lambda: bool(app.desk.store.notes("b.txt")))

    app = play(make_app(enter=True), scene)
    assert [note.label for note in app.desk.store.notes("b.txt")] == ["PERSON"]
    assert not app.desk.store.notes("a.txt")


def test_what_was_read_to_its_end_is_read_and_that_is_taken_back_with_what_went_before(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("tab", "+")
        await saved(pilot, app)
        await pilot.press("G", "J")
        await until(pilot, lambda: app.desk.state("a.txt").state == "done")
        await until(pilot, lambda: app.reader.article.name == "b.txt")
        await pilot.press("u")
        await until(pilot, lambda: not app.desk.store.notes("a.txt"))
        assert app.desk.state("a.txt").state == "new"

    play(make_app(enter=True), scene)


def test_a_mark_made_by_the_way_says_so() -> None:
    assert READ.what == "read on"


def test_no_is_no_answer_to_a_change_of_all(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("q")
        await until(pilot, lambda: app.pane.value == "list" and not app.clerk.saving)
        before = [app.desk.state(name).state for name in app.shelf.all]
        await pilot.press("A", "enter", "n", "o", "enter")
        await until(pilot, lambda: len(app.screen_stack) == 1 and not app.clerk.saving)
        assert [app.desk.state(name).state for name in app.shelf.all] == before
        await pilot.press("A", "enter", "y", "enter")
        await until(pilot, lambda: {app.desk.state(name).state for name in app.shelf.all} == {"done"})
        await pilot.press("u")
        await until(pilot, lambda: [app.desk.state(name).state for name in app.shelf.all] == before)

    play(make_app(enter=True), scene)


def test_the_column_is_made_narrower_and_wider(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        column = app.reader.page.sheet.geometry.column
        await pilot.press(*["-"] * 9)
        assert app.reader.page.sheet.geometry.column == 44 < column
        await pilot.press(*["="] * 9)
        assert app.reader.page.sheet.geometry.column == column

    play(make_app(enter=True), scene)
