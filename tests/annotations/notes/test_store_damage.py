from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from annotations.notes import lock
from annotations.notes.change import Change, Edit
from annotations.notes.lock import folder_lock
from annotations.notes.note import Note
from annotations.notes.store import NoteStore
from annotations.problem import PostilError

MakeNote = Callable[..., Note]


def put(note: Note) -> Change:
    return Change("put", (Edit(None, note),))


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"Dear diary,\n", 1),
        (b'{"notes": {\n"1": {"id": "a"', 2),
        (b'{"notes": {\n<<<<<<< ours\n"1": {}\n=======\n"2": {}\n>>>>>>> theirs\n}}', 2),
        (b"\xef\xbb\xbf{}", 1),
        (b'{"notes": {\n"1": 5}}', 2),
        (b'["notes"]', 1),
        (b'{"notes": {\n"1": {"body": "\xff"}}}', 2),
    ],
)
def test_a_damaged_file_is_named_and_not_touched(file: Path, make_note: MakeNote, data: bytes, line: int) -> None:
    file.parent.mkdir()
    file.write_bytes(data)
    store = NoteStore.open(file)
    assert store.problem is not None
    assert (store.problem.file, store.problem.line, store.read_only) == (str(file), line, True)
    assert str(store.problem).startswith(f"{file}:{line}: ")
    for _ in range(2):
        with pytest.raises(PostilError) as caught:
            store.apply(put(make_note(1)))
        assert caught.value.problem == store.problem
    assert not store.refresh()
    assert file.read_bytes() == data
    assert list(file.parent.iterdir()) == [file]


def test_a_file_damaged_while_open_is_not_touched_and_works_again_once_mended(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    store.apply(put(make_note(1)))
    store.close()
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    with pytest.raises(PostilError, match="breaks off"):
        store.apply(put(make_note(2)))
    assert file.read_bytes() == whole[:-20]
    assert store.refresh(), "that it is damaged is news"
    assert store.read_only
    assert store.notes() == [make_note(1)], "what was read before is still shown"
    file.write_bytes(whole)
    store.apply(put(make_note(2)))
    assert not store.read_only
    assert NoteStore.open(file).notes() == [make_note(1), make_note(2)]


def test_a_file_that_another_program_is_writing_is_not_called_damaged(
    file: Path, store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(put(make_note(1)))
    store.close()
    whole = file.read_bytes()
    file.write_bytes(whole[:-20])
    monkeypatch.setattr("time.sleep", lambda _: file.write_bytes(whole))
    assert NoteStore.open(file).notes() == [make_note(1)]


def test_a_newer_schema_is_shown_but_not_changed(file: Path, store: NoteStore, make_note: MakeNote) -> None:
    store.apply(put(make_note(1)))
    store.close()
    with TinyDB(file) as database:
        database.table("meta").update({"schema": 2})
    before = file.read_bytes()
    newer = NoteStore.open(file)
    assert newer.read_only
    assert newer.notes() == [make_note(1)]
    assert "newer postil (schema 2, and this one knows 1)" in str(newer.problem)
    for each in (newer, store):
        with pytest.raises(PostilError, match="newer postil"):
            each.apply(put(make_note(2)))
    assert file.read_bytes() == before


def test_a_place_that_cannot_be_written_is_read_only(
    file: Path, store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(put(make_note(1)))
    store.close()
    access = os.access
    # As root nothing is protected, so the answer of the system is made up.
    monkeypatch.setattr("os.access", lambda path, mode: not mode & os.W_OK and access(path, mode))
    before = file.read_bytes()
    for place in (file, file.with_name("new.json"), file.parent / "no" / "folder" / "n.json"):
        closed = NoteStore.open(place)
        assert closed.read_only
        assert closed.problem is not None
        assert "--notes" in closed.problem.remedy
    with pytest.raises(PostilError, match="write-protected"):
        store.apply(put(make_note(2)))
    assert file.read_bytes() == before


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, make_note: MakeNote, make: Callable[[Path], None]) -> None:
    make(tmp_path / "odd")
    store = NoteStore.open(tmp_path / "odd")
    assert "not a regular file" in str(store.problem)
    with pytest.raises(PostilError):
        store.apply(put(make_note(1)))


def test_a_folder_that_is_a_file_and_a_loop_of_links_are_problems(tmp_path: Path, make_note: MakeNote) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for place in (tmp_path / "file" / "notes.json", tmp_path / "loop"):
        store = NoteStore.open(place)
        assert store.read_only
        with pytest.raises(PostilError):
            store.apply(put(make_note(1)))


def test_another_that_never_lets_go_is_not_waited_for_for_ever(
    store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(put(make_note(1)))
    monkeypatch.setattr(lock, "_PATIENCE", 0.0)
    with folder_lock(store.path.parent) as held:
        assert held
        with pytest.raises(PostilError, match="another program holds it"):
            store.apply(put(make_note(2)))
    store.apply(put(make_note(2)))


def test_looking_does_not_wait_for_the_disk(
    store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(put(make_note(1)))
    saving, seen = threading.Event(), threading.Event()
    fsync = os.fdatasync

    def slow(descriptor: int) -> None:
        saving.set()
        assert seen.wait(10)
        fsync(descriptor)

    monkeypatch.setattr("os.fdatasync", slow)
    worker = threading.Thread(target=store.apply, args=[put(make_note(2))])
    worker.start()
    assert saving.wait(10)
    assert store.notes() == [make_note(1)], "not there before it is on disk"
    assert not store.refresh()
    seen.set()
    worker.join()
    assert store.notes() == [make_note(1), make_note(2)]
