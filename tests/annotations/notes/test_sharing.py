"""Several programs at one file: postil twice, plain TinyDB, an editor, git."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from annotations.notes import lock
from annotations.notes.change import Change, Edit
from annotations.notes.history import History
from annotations.notes.note import ArticleState, Note
from annotations.notes.store import NoteStore

MakeNote = Callable[..., Note]


def put(after: Note | ArticleState, before: Note | ArticleState | None = None) -> Change:
    return Change("put", (Edit(before, after),))


def drop(before: Note) -> Change:
    return Change("drop", (Edit(before, None),))


def bodies(store: NoteStore) -> list[str]:
    return sorted(note.body for note in store.notes())


def test_both_versions_of_a_note_that_two_programs_edit_are_kept(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    one = make_note(1)
    store.apply(put(one))
    other = NoteStore.open(file)
    other.apply(put(replace(one, body="theirs", author="grace"), one))
    history = History(store)
    history.do(put(replace(one, body="ours"), one))
    assert bodies(store) == ["ours", "theirs"]
    assert "changed by someone else (author grace" in str(store.problem)
    assert not store.read_only
    assert store.faults == ()
    assert other.refresh()
    assert other.notes() == store.notes()
    history.undo()
    assert store.problem is None
    assert bodies(store) == ["theirs"]


def test_what_one_program_edits_and_the_other_removes_stays(file: Path, store: NoteStore, make_note: MakeNote) -> None:
    one = make_note(1)
    store.apply(put(one))
    NoteStore.open(file).apply(drop(one))
    store.apply(put(replace(one, body="ours"), one))
    assert bodies(store) == ["ours"]


def test_what_two_programs_say_of_an_article_is_put_together(file: Path, store: NoteStore) -> None:
    state = ArticleState("a.txt", "", tags=("old", "both"))
    store.apply(put(state))
    NoteStore.open(file).apply(put(replace(state, flag=True, tags=("old", "both", "theirs")), state))
    store.apply(put(replace(state, state="done", tags=("both", "ours")), state))
    assert store.state("a.txt") == ArticleState("a.txt", "", "done", True, ("both", "theirs", "ours"))


def test_a_version_that_was_kept_beside_another_stays_when_that_is_edited_again(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    one = make_note(1)
    store.apply(put(one))
    store.close()
    store.apply(put(replace(one, body="ours"), one))
    with TinyDB(file) as database:
        database.table("notes").update({"body": "theirs"})
    store.refresh()
    assert bodies(store) == ["ours", "theirs"]
    (theirs,) = (note for note in store.notes() if note.body == "theirs")
    store.apply(put(replace(theirs, body="theirs, and ours"), theirs))
    for looking in (store, NoteStore.open(file)):
        assert bodies(looking) == ["ours", "theirs, and ours"]
    with TinyDB(file) as database:
        database.table("theirs").insert({"any": "thing"})
    store.refresh()
    store.close()
    assert bodies(store) == bodies(NoteStore.open(file)) == ["ours", "theirs, and ours"]


@pytest.mark.parametrize("layout", [None, 2], ids=["one line", "indented"])
def test_what_plain_tinydb_changes_under_an_unwritten_journal_is_merged(
    file: Path, store: NoteStore, make_note: MakeNote, layout: int | None
) -> None:
    kept, edited, gone, removed = (make_note(number) for number in (1, 2, 3, 4))
    for note in (kept, edited, gone, removed):
        store.apply(put(note))
    store.close()
    store.apply(put(make_note(5)))
    store.apply(put(replace(edited, body="ours"), edited))
    store.apply(put(replace(edited, body="ours, later"), replace(edited, body="ours")))
    store.apply(put(replace(gone, body="ours, though gone"), gone))
    store.apply(drop(removed))
    with TinyDB(file, indent=layout) as database:
        notes = database.table("notes")
        notes.update({"body": "theirs", "colour": "red"}, where("id") == edited.id)
        notes.update({"colour": "blue"}, where("id") == kept.id)
        notes.remove(where("id") == gone.id)
        notes.update({"body": "theirs, though removed"}, where("id") == removed.id)
    expected = ["", "", "ours, later", "ours, though gone", "theirs", "theirs, though removed"]
    fresh = NoteStore.open(file)
    assert bodies(fresh) == expected
    assert store.refresh()
    assert store.notes() == fresh.notes(), "whoever looks sees the same, before any of it is written"
    for looking in (store, fresh):
        (told,) = looking.tidings()
        assert str(told).endswith(
            "the note on “Tokyo” in a.txt was changed by someone else, too; both versions are kept"
        )
    store.close()
    assert fresh.refresh() in (True, False)
    assert fresh.notes() == store.notes() == NoteStore.open(file).notes()
    assert bodies(store) == expected
    with TinyDB(file) as database:
        assert {str(document["body"]) for document in database.table("notes")} == set(expected)
        assert database.table("notes").get(where("colour") == "blue")["id"] == kept.id


def test_what_git_brings_back_is_what_counts(file: Path, store: NoteStore, make_note: MakeNote) -> None:
    store.apply(put(make_note(1)))
    store.close()
    old = file.read_bytes()
    store.apply(put(replace(make_note(1), body="new"), make_note(1)))
    store.apply(put(make_note(2)))
    store.close()
    file.unlink()
    file.write_bytes(old)
    assert store.refresh()
    assert store.notes() == NoteStore.open(file).notes() == [make_note(1)]


def test_an_idle_look_has_the_file_follow(
    file: Path, store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(put(make_note(1)))
    store.refresh()
    assert not file.exists(), "not while the user is at work"
    monkeypatch.setattr("annotations.notes.follower._IDLE", 0.0)
    store.apply(put(make_note(2)))
    store.refresh()
    for thread in threading.enumerate():
        if thread.name == "compact":
            thread.join()
    assert len(json.loads(file.read_bytes())["notes"]) == 2


def test_what_is_changed_while_the_file_is_written_waits_for_the_next_time(
    file: Path, store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(put(make_note(1)))
    fsync, other = os.fsync, NoteStore.open(file)

    def slow(descriptor: int) -> None:
        monkeypatch.setattr("os.fsync", fsync)
        store.apply(put(make_note(2)))
        other.apply(put(make_note(3)))
        fsync(descriptor)

    monkeypatch.setattr("os.fsync", slow)
    assert not store.compact()
    assert len(json.loads(file.read_bytes())["notes"]) == 1
    assert len(NoteStore.open(file).notes()) == len(store.notes()) == 3
    other.refresh()
    assert other.notes() == store.notes()
    assert store.compact()
    assert len(json.loads(file.read_bytes())["notes"]) == 3


def test_who_ends_while_another_writes_the_file_leaves_all_in_it(
    file: Path, store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(put(make_note(1)))
    fsync, other = os.fsync, NoteStore.open(file)

    def slow(descriptor: int) -> None:
        monkeypatch.setattr("os.fsync", fsync)
        other.compact()
        other.apply(put(make_note(2)))
        fsync(descriptor)

    monkeypatch.setattr("os.fsync", slow)
    store.close()
    assert len(json.loads(file.read_bytes())["notes"]) == 2


def test_only_what_is_asked_for_is_read_of_a_large_file(
    file: Path, store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = [make_note(number, article=f"{number % 100:03}.txt", body="words " * 40) for number in range(2500)]
    store.apply(Change("many", tuple(Edit(None, note) for note in notes)))
    store.close()
    read, pread = 0, os.pread

    def counting(descriptor: int, size: int, offset: int) -> bytes:
        nonlocal read
        read += size if os.fstat(descriptor).st_size == file.stat().st_size else 0
        return pread(descriptor, size, offset)

    monkeypatch.setattr("os.pread", counting)
    again = NoteStore.open(file)
    assert [note.id for note in again.notes("042.txt")] == [note.id for note in notes if note.article == "042.txt"]
    assert again.get(notes[7].id, notes[7].article) == notes[7]
    assert again.state("042.txt") is None
    assert file.stat().st_size > 1_000_000
    assert read < 250_000


def test_a_large_file_cut_by_another_program_while_it_is_open_harms_nobody(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    notes = [make_note(number, body="words " * 60) for number in range(2000)]
    store.apply(Change("many", tuple(Edit(None, note) for note in notes)))
    store.close()
    again = NoteStore.open(file)
    with file.open("r+b") as cut:
        cut.truncate(100_000)
    assert again.notes("a.txt") == notes
    assert again.read_only
    assert "breaks off" in str(again.problem)


def test_a_network_folder_is_said_to_be_one(
    file: Path, store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounts = tmp_path / "mounts"
    place = str(file.parent).replace("t", "\\164", 1)
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/home {place} nfs4 rw 0 0\nproc /proc proc rw 0 0\n")
    monkeypatch.setattr(lock, "_MOUNTS", mounts)
    store.apply(put(make_note(1)))
    assert "network folder (nfs4)" in str(store.problem)
    assert not store.read_only
    assert store.faults == ()


def test_a_folder_that_cannot_be_locked_is_said_to_be_one(
    store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    monkeypatch.setattr("fcntl.flock", refuse)
    store.apply(put(make_note(1)))
    assert "cannot be locked" in str(store.problem)
    assert NoteStore.open(store.path).notes() == [make_note(1)]


def test_a_change_between_two_looks_is_not_missed_though_postil_has_written_since(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    store.apply(put(make_note(1)))
    store.close()
    watching = NoteStore.open(file)
    assert watching.notes() == [make_note(1)]
    with TinyDB(file) as database:
        database.table("notes").update({"body": "theirs"})
    store.apply(put(make_note(2)))
    store.close()
    assert watching.refresh()
    assert watching.notes() == store.notes() == [make_note(1, body="theirs"), make_note(2)]


def test_a_large_file_that_another_program_wrote_is_looked_through_once(
    file: Path, store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = [make_note(number, body="words " * 60) for number in range(2000)]
    store.apply(Change("many", tuple(Edit(None, note) for note in notes)))
    store.close()
    file.with_name("notes.json.journal").unlink()
    before = file.stat()
    NoteStore.open(file).close()
    assert file.stat().st_mtime_ns == before.st_mtime_ns, "it was in order as it was"
    looked: list[object] = []
    monkeypatch.setattr("annotations.notes.survey.survey", lambda *arguments: looked.append(arguments))
    assert NoteStore.open(file).notes() == notes
    assert looked == []
