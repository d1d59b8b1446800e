"""Finding and marking in the reader: search, jumps, repeating, labels shown, the mouse, the clipboard."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from annotations.desk import places
from annotations.notes.note import Decision
from tests.tui.conftest import WIRE
from tests.tui.driving import recognised, saved, until
from tui.app import PostilApp
from tui.dialogs.prompt import Prompt
from tui.reader.page import WHEEL

Play = Callable[[Pilot[None], PostilApp], Coroutine[Any, Any, None]]
MakeApp = Callable[..., PostilApp]
TOKYO = [at for at in range(len(WIRE)) if WIRE.startswith("Tokyo", at) or WIRE.startswith("TOKYO", at)]


def play(make_app: MakeApp, scene: Play, size: tuple[int, int] = (120, 40), *, noted: bool = False) -> None:
    app = make_app(enter=True, noted=noted)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await recognised(pilot, app)
            await scene(pilot, app)

    asyncio.run(run())


def offset(app: PostilApp) -> int:
    return app.reader.page.cursor.offset


def selected(app: PostilApp) -> str | None:
    span = app.reader.page.cursor.selection(WIRE)
    return None if span is None else WIRE[span.start : span.end]


async def press_and_wait(pilot: Pilot[None], app: PostilApp, keys: list[str], place: int) -> None:
    await pilot.press(*keys)
    await until(pilot, lambda: offset(app) == place)


# Search


def test_search_goes_to_the_nearest_as_one_types_and_back_when_one_leaves(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await press_and_wait(pilot, app, ["slash", "s", "o"], WIRE.index("Source"))
        await press_and_wait(pilot, app, ["u", "t"], WIRE.index("South"))
        await press_and_wait(pilot, app, ["escape"], 0)
        assert app.reader.page.sheet.found is None, "no marks are left"

    play(make_app, scene)


def test_matches_are_counted_and_n_goes_round_the_ends(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await press_and_wait(pilot, app, ["slash", *"tokyo"], TOKYO[0])
        await until(pilot, lambda: app.reader.standing == f"match 1 of {len(TOKYO)}")
        await pilot.press("enter")
        for place in (*TOKYO[1:], TOKYO[0]):
            await press_and_wait(pilot, app, ["n"], place)
        await press_and_wait(pilot, app, ["N"], TOKYO[-1])
        await pilot.press("escape")
        assert app.reader.page.sheet.found is None
        assert app.pane.value == "reader", "the marks go first, and only then the reader"

    play(make_app, scene)


def test_a_capital_in_the_query_makes_it_count(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        capitals = [at for at in TOKYO if WIRE.startswith("TOKYO", at)]
        await press_and_wait(pilot, app, ["slash", *"TOKYO"], capitals[0])
        await until(pilot, lambda: app.reader.standing == f"match 1 of {len(capitals)}")

    play(make_app, scene)


def test_a_pattern_that_is_none_is_said_under_the_line_and_not_taken(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("slash", *"re:[a", "enter")
        assert isinstance(app.screen, Prompt)
        fault = app.screen.query_one("#fault")
        assert fault.display
        assert fault.region.y > app.screen.query_one("#label").region.y
        await pilot.press("escape")
        assert offset(app) == 0

    play(make_app, scene)


def test_with_a_selection_begun_a_search_extends_it(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("v")
        await press_and_wait(pilot, app, ["slash", *"meet", "enter"], WIRE.index("meet"))
        assert selected(app) == "Ministers to meet"

    play(make_app, scene)


# Jumps


def test_two_keys_and_a_letter_reach_what_is_in_sight_and_another_key_nothing(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        page = app.reader.page
        await pilot.press("f")
        letters = next(hint for hint, place in page.sheet.hinted.items() if place == WIRE.index("The spat"))
        assert len(letters) <= 2
        shown = "".join(segment.text for y in range(20) for segment in page.render_line(y))
        assert "The spat" not in shown, "the letters stand over the place"
        await pilot.press(*letters)
        assert offset(app) == WIRE.index("The spat")
        assert not page.sheet.hinted
        await pilot.press("f", "escape")
        assert (offset(app), page.sheet.hinted) == (WIRE.index("The spat"), {})

    play(make_app, scene)


def test_a_jump_holds_an_entity_whole_so_that_one_more_key_labels_it(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        place = WIRE.index("South Korea")
        await pilot.press("f")
        letters = next(hint for hint, each in app.reader.page.sheet.hinted.items() if each == place)
        await pilot.press(*letters, "2")
        await saved(pilot, app)
        (note,) = app.desk.store.notes("a.txt")
        assert (note.quote, note.label) == ("South Korea", "ORG")

    play(make_app, scene)


# Repeating, labels


def test_a_decision_is_repeated_at_every_occurrence_as_one_undo(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await press_and_wait(pilot, app, ["slash", *"Tokyo", "enter"], WIRE.index("Tokyo"))
        await pilot.press("2")
        await saved(pilot, app, 1)
        await pilot.press("full_stop")
        await saved(pilot, app, 2)
        places = [note.start for note in app.desk.store.notes("a.txt") if note.decision is not Decision.REJECTED]
        assert places == [at for at in TOKYO if WIRE.startswith("Tokyo", at)]
        assert len(places) > 2
        await pilot.press("u")
        await saved(pilot, app, 3)
        assert [note.start for note in app.desk.store.notes("a.txt")] == places[:1]

    play(make_app, scene)


def test_labels_are_written_beside_their_mentions_and_taken_away_again(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        page = app.reader.page

        def line() -> str:
            return "".join(segment.text for segment in page.render_line(page.sheet.wrapped.line_of(offset(app))))

        before = line()
        await pilot.press("t")
        assert line() == before.replace("Tokyo    ", "Tokyo GPE")
        assert before.count("Tokyo") == 1
        await pilot.press("t")
        assert line() == before

    play(make_app, scene)


# The mouse


def position(app: PostilApp, place: int) -> tuple[int, int]:
    """Where an offset stands on the page."""
    sheet = app.reader.page.sheet
    return sheet.geometry.left + sheet.wrapped.column_of(place), sheet.wrapped.line_of(place)


async def drag(pilot: Pilot[None], app: PostilApp, start: int, end: int) -> None:
    page = app.reader.page
    await pilot.mouse_down(page, offset=position(app, start))
    await pilot.hover(page, offset=position(app, end))
    await pilot.mouse_up(page, offset=position(app, end))


def test_a_click_places_the_cursor_a_drag_selects_and_a_label_takes_it(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.click(app.reader.page, offset=position(app, WIRE.index("talks on")))
        assert (offset(app), selected(app)) == (WIRE.index("talks on"), None)
        start = WIRE.index("500 million")
        await drag(pilot, app, WIRE.index("dollars") + 2, start + 1)
        assert selected(app) == "500 million U.S. dollars"
        await pilot.hover(app.reader.page, offset=(20, 1))
        assert selected(app) == "500 million U.S. dollars", "the button is up"
        await pilot.press("2")
        await saved(pilot, app)
        assert app.desk.store.notes("a.txt")[0].quote == "500 million U.S. dollars"

    play(make_app, scene)


def test_a_click_beside_or_below_the_text_goes_to_the_nearest(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        page = app.reader.page
        _, line = position(app, 0)
        await pilot.click(page, offset=(page.size.width - 3, line))
        assert offset(app) == WIRE.index("\n") - 1
        await pilot.click(page, offset=(0, page.size.height - 1))
        assert offset(app) < len(WIRE), "a place in the text"

    play(make_app, scene)


def test_the_wheel_scrolls_and_takes_the_cursor_along(make_app: MakeApp, library: Path) -> None:
    (library / "a.txt").write_text("Title\n\n" + "A line about Tokyo.\n\n" * 200, encoding="utf-8")

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        page = app.reader.page
        wrapped = page.sheet.wrapped
        for times, kind in ((2, events.MouseScrollDown), (1, events.MouseScrollUp)):
            before = page.scroll_y
            for _ in range(times):
                await pilot._post_mouse_events([kind], page, (5, 5))
            way = 1 if kind is events.MouseScrollDown else -1
            assert page.scroll_y == before + way * times * WHEEL
            assert page.scroll_y <= wrapped.line_of(offset(app)) < page.scroll_y + page.size.height

    play(make_app, scene)


def test_a_click_on_a_note_in_the_margin_opens_it(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        page = app.reader.page
        geometry = page.sheet.geometry
        _, line = position(app, WIRE.index("The spat"))
        await pilot.click(page, offset=(geometry.left + geometry.column + geometry.gap + 3, line))
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("end", "!", "ctrl+s")
        await saved(pilot, app)
        (note,) = app.desk.store.notes("a.txt")
        assert (note.quote, note.body) == ("The spat", "Who pays?\n\n- Tokyo\n- Seoul!")

    play(make_app, scene, (160, 40), noted=True)


# The clipboard


def copied_file() -> Path:
    return places.state_folder() / "copied.txt"


def test_copying_sends_the_selection_to_the_terminal_and_keeps_it_in_a_file(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    sent: list[str] = []

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "write", sent.append)
        await pilot.press("v", "w", "w", "y")
        assert selected(app) is None
        await until(pilot, copied_file().exists)
        assert copied_file().read_text(encoding="utf-8") == "Ministers to meet"

    play(make_app, scene)
    assert sent == [f"\x1b]52;c;{b64encode(b'Ministers to meet').decode()}\a"]


# What cannot be read


@pytest.mark.parametrize("keys", [["v", "w", "2"], ["a", "x", "ctrl+s"], ["A"]], ids="-".join)
def test_on_what_is_said_in_the_place_of_an_article_nothing_is_annotated(
    make_app: MakeApp, library: Path, keys: list[str]
) -> None:
    (library / "a.txt").unlink()
    (library / "a.txt").symlink_to("nowhere")
    app = make_app()

    async def run() -> None:
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: app.focused is app.shelf.list)
            await pilot.press("G", "enter")
            await until(pilot, lambda: "cannot be read" in app.reader.article.text)
            await pilot.press(*keys)
            await app.clerk.rest()
            await pilot.pause(0.05)

    asyncio.run(run())
    assert [note for note in app.desk.store.notes() if note.span is not None] == []
