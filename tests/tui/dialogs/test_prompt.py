"""The prompt: faults, live changes, completion, history."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.dialogs.hosting import Scene, answers_of
from tests.tui.driving import screen_of
from tui.dialogs.prompt import Prompt


def presses(*keys: str) -> Scene:
    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)

    return scene


def fields(line: str, cursor: int) -> list[tuple[str, str]]:
    found = [field for field in ("tag:", "source:", "state:") if field.startswith(line[:cursor])]
    return [(field + line[cursor:], field) for field in found]


def test_a_line_with_a_fault_is_not_handed_back_and_the_fault_stands_under_it() -> None:
    seen: list[str] = []

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press(*"ab", "enter")
        lines = screen_of(pilot.app).rstrip().splitlines()
        assert "/ab" in lines[-2]
        assert lines[-1].strip() == "no b"
        await pilot.press("backspace", "enter")

    def fault(line: str) -> str | None:
        return "no b" if "b" in line else None

    assert answers_of(lambda: Prompt("/", fault=fault, changed=seen.append), scene) == ["a"]
    assert seen == ["a", "a"]


def test_escape_hands_nothing_back() -> None:
    assert answers_of(lambda: Prompt("/", "old"), presses(*"x", "escape")) == [None]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["s", "tab"], "source:"),
        (["s", "right"], "source:"),
        (["s", "down", "down", "tab"], "state:"),
        (["s", "down", "down", "enter"], "state:"),
        (["s", "down", "up"], "s"),
        (["down", "down", "down", "down", "tab"], "state:"),
        (["s", "x", "left", "tab"], "source:x"),
        (["tab"], ""),
    ],
)
def test_a_candidate_is_walked_to_and_taken(keys: list[str], expected: str) -> None:
    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        assert pilot.app.screen.query_one(Input).value == expected

    assert answers_of(lambda: Prompt("/", complete=fields), scene) == []


def test_candidates_stand_over_the_line_and_what_is_said_where_there_are_none() -> None:
    async def scene(pilot: Pilot[None]) -> None:
        prompt = pilot.app.screen
        assert isinstance(prompt, Prompt)
        await pilot.press("s")
        above, line = screen_of(pilot.app).rstrip().splitlines()[-2:]
        assert above.split() == ["source:", "state:"]
        assert line.strip() == "/s"
        prompt.tell("3 of 17")
        await pilot.press("z")
        assert screen_of(pilot.app).rstrip().splitlines()[-2].strip() == "3 of 17"

    answers_of(lambda: Prompt("/", complete=fields), scene)


def test_answers_are_remembered_the_newest_last() -> None:
    history: list[str] = []
    for word in ("one", "two", "one"):
        answers_of(lambda: Prompt("/", history=history), presses(*word, "enter"))
    assert history == ["two", "one"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [(["up"], "one"), (["up", "up", "up"], "two"), (["x", "up", "up", "down", "down"], "halfx")],
)
def test_up_and_down_go_through_them(keys: list[str], expected: str) -> None:
    assert answers_of(lambda: Prompt("/", "half", history=["two", "one"]), presses(*keys, "enter")) == [expected]


@pytest.mark.parametrize("size", [(30, 20), (3, 2)])
def test_small_windows(size: tuple[int, int]) -> None:
    assert answers_of(lambda: Prompt("search ", complete=fields), presses(*"abc", "enter"), size) == ["abc"]
