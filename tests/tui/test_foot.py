"""What stands at the foot of the screen: where one is, and notices over it."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from tests.tui.driving import play, play_list, saved, until
from tui.app import PostilApp

MakeApp = Callable[..., PostilApp]


def foot(app: PostilApp) -> str:
    """The line that says where one is."""
    return app.status.render_line(0).text


def notices(app: PostilApp) -> list[str]:
    """What is said over the foot, the oldest first."""
    return [each.message for each in app._notifications]


def test_it_counts_the_rows_that_a_filter_leaves_though_the_cursor_stays(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: foot(app).startswith(" 1/3 "))
        await pilot.press("slash", *"tokyo")
        await until(pilot, lambda: foot(app).startswith(" 1/1 "))
        await pilot.press("escape")
        await until(pilot, lambda: foot(app).startswith(" 1/3 "))

    play_list(make_app(), scene)


def test_behind_a_dialog_it_stays_as_it_is(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("tab")
        await until(pilot, lambda: "suggested by" in foot(app))
        before = foot(app)
        for dialog in ("L", "question_mark", "colon", "slash"):
            await pilot.press(dialog)
            await pilot.pause()
            app.tell()
            assert (len(app.screen_stack), foot(app)) == (2, before)
            await pilot.press("escape")

    play(make_app(enter=True), scene)


def test_it_tells_what_was_rejected_from_what_nobody_suggested(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("tab", "tab")
        mention = app.reader.page.mention_here()
        assert mention is not None
        await pilot.press("x")
        await saved(pilot, app)
        assert f"{mention.label}  {mention.text}  rejected by" in foot(app)
        await pilot.press("p")
        assert "rejected" not in foot(app)

    play(make_app(enter=True), scene)


def test_off_the_matches_it_says_how_many_there_are(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("slash", *"Tokyo", "enter")
        await until(pilot, lambda: "match 1 of 3" in foot(app))
        await pilot.press("g")
        assert "3 matches" in foot(app)

    play(make_app(enter=True), scene)


def test_a_notice_takes_the_place_of_the_last_but_not_of_a_warning(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        app.notify("the disk is full", severity="warning")
        await pilot.press("u", "u", "U")
        await until(pilot, lambda: "nothing to redo" in notices(app))
        assert notices(app) == ["the disk is full", "nothing to redo"]

    play(make_app(enter=True), scene)
