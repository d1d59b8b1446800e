"""What the screen says of the notes file: what is not saved, what others wrote, and what became of both."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotations.notes.change import Change, Edit
from annotations.notes.store import NoteStore
from tests.tui.driving import play, saved, told, until
from tui.app import PostilApp

MakeApp = Callable[..., PostilApp]


def words(app: PostilApp) -> str:
    """The last line but one of the screen."""
    return app.status.render_line(0).text


@pytest.fixture
def disk(library: Path, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A disk that is full for the notes of the library while the list holds True."""
    full, pwrite, folder = [False], os.pwrite, library / ".postil"

    def write(descriptor: int, data: bytes, offset: int) -> int:
        if full[-1] and os.fstat(descriptor).st_ino in {each.inode() for each in os.scandir(folder)}:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return pwrite(descriptor, data, offset)

    monkeypatch.setattr(os, "pwrite", write)
    return full


def test_what_the_disk_refuses_is_said_shown_and_saved_when_it_can_be(
    make_app: MakeApp, library: Path, disk: list[bool]
) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("tab", "+")
        await saved(pilot, app)
        disk.append(True)
        await pilot.press("tab", "+")
        await until(pilot, lambda: "NOT SAVED: 1 change: no space left on device" in words(app))
        await until(pilot, lambda: "accepted by" in words(app))
        assert "(not saved)" in words(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "tried again until it is" in told(app))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: "To quit all the same" in told(app))
        assert app.is_running
        assert len(NoteStore.open(library / ".postil" / "notes.json").notes()) == 1
        disk.append(False)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "✓ saved" in words(app))
        assert "(not saved)" not in words(app)
        assert len(NoteStore.open(library / ".postil" / "notes.json").notes()) == 2

    play(make_app(enter=True), scene)


def test_it_is_saved_by_itself_as_soon_as_there_is_room(
    make_app: MakeApp, library: Path, disk: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.notes.waiting._FIRST", 0.1)

    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("tab", "+")
        await saved(pilot, app)
        disk.append(True)
        await pilot.press("tab", "+")
        await until(pilot, lambda: "NOT SAVED" in words(app))
        disk.append(False)
        await until(pilot, lambda: "✓ saved" in words(app))
        assert len(NoteStore.open(library / ".postil" / "notes.json").notes()) == 2

    play(make_app(enter=True), scene)


def test_a_file_that_is_damaged_refuses_and_one_that_is_mended_does_not(make_app: MakeApp, library: Path) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("tab", "+")
        await saved(pilot, app)
        app.desk.store.compact()
        file = library / ".postil" / "notes.json"
        whole = file.read_bytes()
        file.write_bytes(b"<<<<<<< ours\n" + whole)
        await until(pilot, lambda: "read-only: holds the conflict markers" in words(app))
        await until(pilot, lambda: f"read-only: {file}:1: holds the conflict markers" in told(app))
        await pilot.press("tab", "+")
        await until(pilot, lambda: "NOT SAVED: holds the conflict markers" in words(app))
        await until(pilot, lambda: f"NOT SAVED: {file}:1: holds the conflict markers" in told(app))
        file.write_bytes(whole)
        await until(pilot, lambda: "in order again" in told(app))
        assert "✓ saved" in words(app)
        assert len(app.desk.store.notes()) == 1

    play(make_app(enter=True), scene)


def test_who_quits_all_the_same_finds_the_work_again(
    make_app: MakeApp, library: Path, disk: list[bool], tmp_path: Path
) -> None:
    async def leave(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("tab", "+")
        await saved(pilot, app)
        disk.append(True)
        await pilot.press("tab", "+", "ctrl+q")
        await until(pilot, lambda: "To quit all the same" in told(app))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)

    async def come_back(pilot: Pilot[None], app: PostilApp) -> None:
        await until(pilot, lambda: app.desk.store.unsaved is None)
        assert len(app.desk.store.notes("a.txt")) == 2

    left = play(make_app(enter=True), leave)
    assert left.desk.store.unsaved is not None
    del left
    disk.append(False)
    (kept,) = (tmp_path / "state" / "postil" / "unsaved").iterdir()
    # As the end of the program would have let go of it.
    kept.write_bytes(kept.rename(kept.with_suffix(".old")).read_bytes())
    play(make_app(enter=True), come_back)
    assert len(NoteStore.open(library / ".postil" / "notes.json").notes()) == 2


def test_what_another_program_writes_is_shown_while_one_reads(make_app: MakeApp, library: Path) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        other = make_app().desk
        (article,) = (each for each in [other.library.read("a.txt")] if not hasattr(each, "remedy"))
        other.add_note(article, None, "theirs")
        await until(pilot, lambda: any(note.body == "theirs" for note in app.reader.reading.notes))
        await until(pilot, lambda: getattr(app.shelf.list.rows["a.txt"], "notes", 0) == 1)

    play(make_app(enter=True), scene)


def test_that_both_versions_of_a_note_are_kept_is_said_at_once(make_app: MakeApp, library: Path) -> None:
    async def scene(pilot: Pilot[None], app: PostilApp) -> None:
        other = NoteStore.open(app.desk.store.path)
        (note,) = app.desk.store.notes()
        await pilot.press("m", "a")
        await pilot.press(*"ours: ")
        other.apply(Change("edit", (Edit(note, replace(note, body="theirs", author="grace")),)))
        # The screen has seen it before the user saves, who has not.
        await until(pilot, lambda: app.reader.reading.notes[0].body == "theirs")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "both versions are kept" in told(app))
        assert "“The spat” in a.txt was changed by someone else (author grace" in told(app)
        assert len(app.desk.store.notes("a.txt")) == 2

    play(make_app(enter=True, noted=True), scene)


def test_undo_reaches_over_runs_but_not_over_what_others_did_since(make_app: MakeApp, library: Path) -> None:
    async def accept(pilot: Pilot[None], app: PostilApp) -> None:
        await pilot.press("tab", "+", "tab", "+")
        await saved(pilot, app, 2)

    async def undo(pilot: Pilot[None], app: PostilApp) -> None:
        first, _ = sorted(app.desk.store.notes(), key=lambda note: note.id)
        await pilot.press("u")
        await until(pilot, lambda: "undo: accept" in told(app))
        assert app.desk.store.notes() == [first]
        theirs = replace(first, body="theirs", author="grace")
        NoteStore.open(app.desk.store.path).apply(Change("edit", (Edit(first, theirs),)))
        await pilot.press("u")
        await until(pilot, lambda: "cannot undo: the entity on" in told(app))
        assert "was changed by someone else (author grace" in told(app)
        assert "✓ saved" in words(app), "what was asked for is not done, but nothing is lost"
        assert app.desk.store.notes() == [theirs]

    play(make_app(enter=True), accept)
    play(make_app(enter=True), undo)
