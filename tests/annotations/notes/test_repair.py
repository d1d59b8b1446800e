"""What a damaged file held is shown, and rebuilt when that is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB

from annotations.notes.backups import generations
from annotations.notes.change import Change, Edit
from annotations.notes.documents import to_document
from annotations.notes.note import ArticleState, Note
from annotations.notes.store import NoteStore

MakeNote = Callable[..., Note]
STATE = ArticleState("a.txt", "", "done")


def put(*values: Note | ArticleState) -> Change:
    return Change("put", tuple(Edit(None, value) for value in values))


def stored(file: Path) -> list[str]:
    with TinyDB(file) as database:
        return sorted(str(document["id"]) for document in database.table("notes"))


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda data: data[: len(data) // 2], 3),
        (lambda data: data.replace(b"},\n", b"},,\n", 1), 2),
        (lambda data: b"\xef\xbb\xbf" + data, 1),
        (lambda data: data.replace(b"Tokyo", b"T\xffkyo", 1), 2),
        (lambda _: b"", 1),
        (lambda data: b"\0" * len(data), 1),
        (lambda _: b"[]", 1),
    ],
    ids=["cut", "comma", "mark", "latin", "empty", "zeroed", "no tables"],
)
def test_a_damaged_file_is_shown_as_it_was_last_and_rebuilt_when_asked_for(
    file: Path, make_note: MakeNote, spoil: Callable[[bytes], bytes], line: int
) -> None:
    store = NoteStore.open(file)
    store.apply(put(make_note(1), make_note(2), STATE))
    store.close()
    store.apply(put(make_note(3)))
    store.close()
    store.apply(put(make_note(4)))
    everything = [make_note(number) for number in (1, 2, 3, 4)]
    spoiled = spoil(file.read_bytes())
    file.write_bytes(spoiled)
    damaged = NoteStore.open(file)
    assert damaged.read_only
    assert damaged.problem is not None
    assert damaged.problem.line == line
    assert damaged.notes() == everything
    assert damaged.states() == {"a.txt": STATE}
    damaged.close()
    assert file.read_bytes() == spoiled
    said = damaged.repair()
    assert said[0].endswith("notes.json.1.damaged")
    assert file.with_name("notes.json.1.damaged").read_bytes() == spoiled
    assert damaged.problem is None
    assert damaged.notes() == NoteStore.open(file).notes() == everything
    assert stored(file) == [note.id for note in everything]
    assert damaged.states() == {"a.txt": STATE}


def test_of_an_unfinished_merge_both_sides_are_kept(file: Path, store: NoteStore, make_note: MakeNote) -> None:
    one = make_note(1)
    store.apply(put(one))
    store.close()
    (number,) = json.loads(file.read_bytes())["notes"]
    ours, theirs = (json.dumps(to_document(replace(one, body=body))) for body in ("ours", "theirs"))
    other = json.dumps(to_document(make_note(2)))
    file.write_text(
        f'{{"notes": {{\n<<<<<<< HEAD\n"{number}": {ours}\n||||||| base\n=======\n"{number}": {theirs},\n"7": {other}\n'
        '>>>>>>> branch\n},\n"theirs": {"1": {"any": "thing"}},\n"meta": {\n"1": {"schema": 1}\n}}\n'
    )
    again = NoteStore.open(file)
    assert "conflict markers" in str(again.problem)
    assert again.notes() == [one]
    assert "1 annotation had two versions, and both are kept" in again.repair()
    assert sorted(note.body for note in again.notes()) == ["", "ours", "theirs"]
    with TinyDB(file) as database:
        assert [dict(document) for document in database.table("theirs")] == [{"any": "thing"}]


def test_what_is_in_order_is_not_repaired(file: Path, store: NoteStore, make_note: MakeNote) -> None:
    store.apply(put(make_note(1)))
    assert store.repair() == []


def test_a_clock_that_was_set_back_brings_no_older_version_back(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    old = make_note(1, body="old", modified="2025-01-01T00:00:00.000000+00:00")
    new = replace(old, body="new", modified="2024-01-01T00:00:00.000000+00:00")
    store.apply(put(old, STATE))
    store.close()
    store.apply(Change("edit", (Edit(old, new), Edit(STATE, replace(STATE, flag=True)))))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    damaged = NoteStore.open(file)
    assert damaged.notes() == [new]
    damaged.repair()
    assert NoteStore.open(file).notes() == [new]
    assert NoteStore.open(file).state("a.txt") == replace(STATE, flag=True)


def test_that_the_file_is_gone_is_told_with_what_is_left_of_it(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    store.apply(put(make_note(1)))
    store.close()
    file.unlink()
    assert store.refresh()
    assert store.notes() == []
    (told,) = store.tidings()
    assert "was removed or moved while it was open" in told.what
    assert told.remedy == f"{file}.1.backup is its backup"
    assert store.tidings() == []


def test_what_is_removed_only_to_be_written_is_not_called_gone(
    file: Path, store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(put(make_note(1)))
    store.close()
    whole = file.read_bytes()
    file.unlink()
    monkeypatch.setattr("time.sleep", lambda _: file.write_bytes(whole))
    store.refresh()
    assert store.notes() == [make_note(1)]
    assert store.tidings() == []


def test_the_generations_kept_are_bounded(
    file: Path, store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.notes.storage._LONG", 100)
    monkeypatch.setattr("annotations.notes.journal._LEFT", 2000)
    for number in range(12):
        store.apply(put(make_note(number)))
        assert store.compact()
    assert [generation for generation, _ in generations(file)] == [1, 2, 3]
    assert [len(stored(each)) for _, each in generations(file)] == [12, 11, 10]
    assert len(file.with_name("notes.json.journal").read_bytes().splitlines()) < 6
    for _, newest in list(generations(file))[:2]:
        newest.write_bytes(b"damaged, too")
    file.write_bytes(b"damaged")
    assert len(NoteStore.open(file).notes()) == 12, "the oldest backup, and the journal since"
