"""The lesson as a user has it: what the article holds for it, played from beginning to end, and left half-way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from annotations.desk.desk import Desk, Reading
from annotations.desk.repeating import occurrences
from tests.tui.driving import recognised, saved, until
from tui.actions import ACTIONS, Action
from tui.tutor.app import TutorApp
from tui.tutor.steps import FAREWELL, LESSON, STEPS
from tui.tutor.wording import worded

MakeTutor = Callable[..., TutorApp]
BELL = "Old Grumbler"


def board(app: TutorApp) -> str:
    return str(app.board.visual)


async def at(pilot: Pilot[None], app: TutorApp, number: int) -> None:
    """Until the lesson is at a step, counted from 1, and says so."""
    await until(pilot, lambda: app.progress.number == number - 1)
    await saved(pilot, app, 0)
    assert worded(STEPS[number - 1].words, app.actions).plain in board(app)


def test_the_article_has_what_the_steps_speak_of(desk: Desk) -> None:
    reading = desk.read(LESSON)
    assert isinstance(reading, Reading)
    suggested = [mention.text for mention in desk.mentions(reading, desk.suggest(reading.article))]
    assert suggested.count("Monday") == 2
    assert not [words for words in suggested if "Grumbler" in words]
    assert len(list(occurrences(reading.article.text, BELL))) == 3
    assert reading.article.text.count("storm") == 2
    assert sum("ferry" in name for name in desk.listing.names()) == 1


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids="{0[0]}x{0[1]}".format)
def test_the_whole_lesson(make_tutor: MakeTutor, size: tuple[int, int]) -> None:
    app = make_tutor()

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await recognised(pilot, app)
            await at(pilot, app, 1)
            await pilot.press("j", "j", "j")
            await at(pilot, app, 2)
            await pilot.press("s")
            await at(pilot, app, 3)
            await pilot.press("tab")
            await at(pilot, app, 4)
            await pilot.press("+")
            await at(pilot, app, 5)
            await pilot.press("tab", "tab", "tab", "x")
            await at(pilot, app, 6)
            await pilot.press("f")
            letters = {place: letters for letters, place in app.reader.page.sheet.hinted.items()}
            await pilot.press(*letters[app.reader.article.text.index(BELL)])
            await at(pilot, app, 7)
            await pilot.press("L", *"product", "enter")
            await at(pilot, app, 8)
            await pilot.press(".")
            await at(pilot, app, 9)
            await pilot.press("u")
            await at(pilot, app, 10)
            await pilot.press("U")
            await at(pilot, app, 11)
            await pilot.press("v", "w", "w", "w")
            await at(pilot, app, 12)
            await pilot.press("a", *"Deep", "tab", *"bells", "ctrl+s")
            await at(pilot, app, 13)
            await pilot.press("slash", *"storm")
            await until(pilot, lambda: app.reader.page.sheet.found is not None)
            assert app.progress.number == 12, "not before the prompt is left"
            await pilot.press("enter")
            await at(pilot, app, 14)
            await pilot.press("M")
            await at(pilot, app, 15)
            await pilot.press("A")
            await at(pilot, app, 16)
            await pilot.press("q")
            await at(pilot, app, 17)
            await pilot.press("slash", *"ferry", "enter")
            await until(pilot, lambda: len(app.shelf.list.names) == 1)
            await pilot.press("enter")
            await until(pilot, lambda: app.progress.number == len(STEPS))
            await until(pilot, lambda: app.reader.article.name == "2-the-ferry-that-waits.txt")
            assert worded(FAREWELL, app.actions).plain in board(app)

    asyncio.run(run())


def test_a_step_can_be_skipped_to_the_end_and_no_further(make_tutor: MakeTutor) -> None:
    app = make_tutor()

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            for _ in range(len(STEPS) + 2):
                await pilot.press("f2")
            assert worded(FAREWELL, app.actions).plain in board(app)

    asyncio.run(run())


def test_who_wanders_is_told_the_way_back(make_tutor: MakeTutor) -> None:
    app = make_tutor()

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await recognised(pilot, app)
            await pilot.press("J")
            await until(pilot, lambda: "The lesson is in" in board(app))
            await pilot.press("K")
            await until(pilot, lambda: "Go to the word VENICE" in board(app))

    asyncio.run(run())


def test_the_page_keeps_its_height_from_step_to_step(make_tutor: MakeTutor) -> None:
    app = make_tutor()

    async def run() -> None:
        async with app.run_test(size=(40, 24)) as pilot:
            await pilot.pause()
            height = app.reader.page.size.height
            for _ in STEPS:
                await pilot.press("f2")
                assert app.reader.page.size.height == height

    asyncio.run(run())


def test_the_board_names_the_keys_of_the_keymap(make_tutor: MakeTutor) -> None:
    def bound(action: Action) -> Action:
        return replace(action, keys=("g w",)) if action.id == "reader.next-word" else action

    app = make_tutor(tuple(bound(action) for action in ACTIONS))

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "gw and b go by words" in board(app))

    asyncio.run(run())
