"""Drafts from the editor to the disk and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from annotations.desk.drafts import Draft, Drafts
from annotations.desk.marking import Marking
from tests.tui.driving import play, saved, until
from tui.app import PostilApp
from tui.dialogs.editor import NoteEditor

MakeApp = Callable[..., PostilApp]


def on_disk(tmp_path: Path) -> list[Draft]:
    return list(Drafts(tmp_path / "state" / "drafts").load().values())


async def opened(pilot: Pilot[None], app: PostilApp, *keys: str) -> NoteEditor:
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(app.screen, NoteEditor))
    editor = app.screen
    assert isinstance(editor, NoteEditor)
    return editor


def test_a_draft_waits_for_the_next_run_and_is_gone_when_the_note_is_saved(make_app: MakeApp, tmp_path: Path) -> None:
    async def begin(pilot: Pilot[None], app: PostilApp) -> None:
        await opened(pilot, app, "a")
        await pilot.press(*"half")
        await until(pilot, lambda: on_disk(tmp_path) == [Draft("half")])
        await pilot.press(*"!", "tab", *"x")

    async def go_on(pilot: Pilot[None], app: PostilApp) -> None:
        assert on_disk(tmp_path) == [Draft("half!", ("x",))], "kept though the program ended in the middle"
        editor = await opened(pilot, app, "a")
        assert (editor.query_one(TextArea).text, editor.query_one(Input).value) == ("half!", "x")
        assert editor.query("#draft")
        await pilot.press("ctrl+s")
        await saved(pilot, app)
        assert [note.body for note in app.desk.store.notes("a.txt")] == ["half!"]
        assert on_disk(tmp_path) == []

    play(make_app(enter=True), begin)
    play(make_app(enter=True), go_on)


def test_a_draft_is_of_its_place_and_can_be_reopened_at_once(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("a", *"one", "escape", "w", "a", *"two", "escape", "b", "a")
        assert app.screen.query_one(TextArea).text == "one"
        await pilot.press("escape", "w", "a", "ctrl+r", "escape", "a")
        assert app.screen.query_one(TextArea).text == ""
        assert not app.screen.query("#draft")
        assert app.clerk.saved == 0, "a draft is not said to be saved"

    play(make_app(enter=True), scene)


def test_a_save_that_fails_leaves_the_draft(make_app: MakeApp, tmp_path: Path, library: Path) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        (library / ".postil").mkdir()
        (library / ".postil" / "notes.json").write_text("damaged", encoding="utf-8")
        await pilot.press("a", *"words", "ctrl+s")
        await until(pilot, lambda: app.clerk.failure is not None)
        assert on_disk(tmp_path) == [Draft("words")]
        await opened(pilot, app, "a")
        assert app.screen.query_one(TextArea).text == "words"

    play(make_app(enter=True), scene)


def test_tags_of_the_library_are_offered_those_used_most_first(make_app: MakeApp) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        for name, tags in (("a.txt", ["sea"]), ("b.txt", ["sun", "salt"]), ("c.txt", ["sun"])):
            app.desk.mark((name,), Marking(tags=tags))
        assert app.desk.tags_in_use() == ["sun", "sea", "salt"]
        await pilot.press("a", "tab", "s", "tab", "ctrl+s")
        await saved(pilot, app)
        assert [note.tags for note in app.desk.store.notes("a.txt")] == [("sun",)]

    play(make_app(enter=True), scene)
