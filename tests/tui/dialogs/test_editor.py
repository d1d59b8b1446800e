"""The note editor: what it hands back, what it keeps meanwhile, and its tags."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from annotations.desk.drafts import Draft
from tests.tui.dialogs.hosting import Scene, answers_of
from tests.tui.driving import drawn, screen_of, until
from tui.dialogs.editor import NoteEditor

STORED = Draft("stored", ("old",))


def editor(kept: list[Draft], draft: Draft | None = None, stored: Draft = STORED) -> Callable[[], NoteEditor]:
    return lambda: NoteEditor("the quote", stored, draft, kept.append, ["trade", "asia", "tokyo"])


def presses(*keys: str) -> Scene:
    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press(*keys)

    return scene


@pytest.mark.parametrize("save", ["ctrl+s", "alt+enter"])
def test_a_note_is_handed_back(save: str) -> None:
    assert answers_of(editor([]), presses(*" new", save)) == [Draft("stored new", ("old",))]


def test_what_is_left_is_kept_and_nothing_is_handed_back() -> None:
    kept: list[Draft] = []
    assert answers_of(editor(kept), presses(*"!", "escape")) == [None]
    assert kept == [Draft("stored!", ("old",))]


def test_what_nobody_touched_is_not_kept() -> None:
    kept: list[Draft] = []
    assert answers_of(editor(kept, stored=Draft("a\x1bb \n", ("x",))), presses("tab", "escape")) == [None]
    assert kept == []


def test_words_are_kept_while_one_types_without_a_key_for_it() -> None:
    kept: list[Draft] = []

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press(*"!")
        await until(pilot, lambda: kept == [Draft("stored!", ("old",))])
        await pilot.press("tab", *" x")
        await until(pilot, lambda: kept[1:] == [Draft("stored!", ("old", "x"))])
        await pilot.press("!")

    assert answers_of(editor(kept), scene) == []
    assert kept[2:] == [Draft("stored!", ("old", "x!"))], "the program ended: the last letter is kept as well"


def test_a_draft_says_so_and_can_be_dropped_and_fetched_again() -> None:
    kept: list[Draft] = []

    async def scene(pilot: Pilot[None]) -> None:
        assert "a draft, not saved yet" in screen_of(pilot.app)
        await pilot.press("ctrl+r")
        area = pilot.app.screen.query_one(TextArea)
        assert (area.text, pilot.app.screen.query_one(Input).value) == ("stored", "old")
        assert "draft, not" not in screen_of(pilot.app)
        await pilot.press("ctrl+z")
        assert area.text == "half"
        await pilot.press("ctrl+r", "escape")

    assert answers_of(editor(kept, Draft("half", ())), scene) == [None]
    assert kept[-1] == STORED


def test_tags_are_completed_from_those_in_use() -> None:
    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press("tab", *" t")
        assert "trade  tokyo" in screen_of(pilot.app)
        await pilot.press("tab", "t", "down", "right", "down", "enter", "ctrl+s")

    assert answers_of(editor([]), scene) == [Draft("stored", ("old", "trade", "tokyo", "asia"))]


def test_tab_goes_back_to_the_words_where_there_is_nothing_to_complete() -> None:
    answers = answers_of(editor([]), presses("tab", "end", " ", "tab", *"!", "ctrl+s"))
    assert answers == [Draft("stored!", ("old",))]


def test_enter_in_the_tags_saves() -> None:
    assert answers_of(editor([]), presses("tab", *" new", "enter")) == [Draft("stored", ("old", "new"))]


def test_an_editor_that_cannot_be_run_costs_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor '")
    assert answers_of(editor([]), presses(*"!", "ctrl+o", "ctrl+s")) == [Draft("stored!", ("old",))]


@pytest.mark.parametrize("size", [(80, 20), (30, 20), (30, 8), (2, 2)])
def test_small_windows(size: tuple[int, int]) -> None:
    async def scene(pilot: Pilot[None]) -> None:
        if size[1] == 20:
            assert all(words in screen_of(pilot.app) for words in ("the quote", "stored", "old", "ctrl+s"))
        await pilot.press(*"!", "ctrl+s")

    assert answers_of(editor([]), scene, size) == [Draft("stored!", ("old",))]


def test_without_colour_the_cursor_can_be_seen() -> None:
    async def scene(pilot: Pilot[None]) -> None:
        for keys in ([], ["tab"]):
            await pilot.press(*keys)
            styles = [style for strip in drawn(pilot.app) for _, style, _ in strip]
            assert sum(bool(style and style.reverse) for style in styles) == 1

    answers_of(editor([]), scene, plain=True)
