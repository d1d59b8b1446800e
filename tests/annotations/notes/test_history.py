from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from annotations.notes.change import Aside, Change, Edit
from annotations.notes.history import History
from annotations.notes.note import ArticleState, Kind, Note
from annotations.notes.source import Memory
from annotations.notes.store import Conflict, NoteStore

MakeNote = Callable[..., Note]


def test_undo_and_redo_of_what_was_done(store: NoteStore, make_note: MakeNote) -> None:
    history = History(store)
    assert history.undo() is None
    assert history.redo() is None
    one, two = make_note(1), make_note(2)
    add = Change("add", (Edit(None, one),))
    swap = Change("swap", (Edit(one, None), Edit(None, two)))
    history.do(add)
    history.do(swap)
    assert history.undo() is swap
    assert store.notes() == [one]
    assert history.redo() is swap
    assert store.notes() == [two]
    assert [history.undo(), history.undo(), history.undo()] == [swap, add, None]
    assert store.notes() == []
    history.do(Change("other", (Edit(None, two),)))
    assert history.redo() is None


def test_what_was_done_beside_the_store_is_taken_back_in_its_turn(store: NoteStore, make_note: MakeNote) -> None:
    history, file = History(store), ["old"]
    add = Change("add", (Edit(None, make_note(1)),))
    history.do(add)
    history.beside(Aside("write", lambda: file.__setitem__(0, "new"), lambda: file.__setitem__(0, "old")))
    assert file == ["new"]
    assert history.undo() == Change("write", ())
    assert (file, len(store.notes())) == (["old"], 1)
    assert history.undo() is add
    assert [history.redo(), history.redo(), history.redo()] == [add, Change("write", ()), None]
    assert file == ["new"]


def test_a_long_change_is_done_again_without_reading_the_file_for_each_of_its_edits(
    file: Path, store: NoteStore, make_note: MakeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = History(store)
    notes = [make_note(number) for number in range(600)]
    history.do(Change("before", tuple(Edit(None, note) for note in notes[:300])))
    history.do(Change("long", tuple(Edit(None, note) for note in notes[300:])))
    store.compact()
    history.undo()
    store.compact()
    read: list[int] = []
    whole = Memory.read

    def counted(self: Memory, start: int, end: int) -> bytes:
        read.append(end - start)
        return whole(self, start, end)

    monkeypatch.setattr(Memory, "read", counted)
    history.redo()
    assert 0 < sum(read) < 300 * file.stat().st_size // 3
    assert store.notes() == notes


def test_what_the_store_refuses_did_not_happen(file: Path, store: NoteStore, make_note: MakeNote) -> None:
    history = History(store)
    one = make_note(1)
    add, remove = Change("add", (Edit(None, one),)), Change("remove", (Edit(one, None),))
    history.do(add)
    NoteStore.open(file).apply(Change("theirs", (Edit(one, replace(one, body="theirs")),)))
    with pytest.raises(Conflict):
        history.undo()
    with pytest.raises(Conflict):
        history.do(remove)
    assert history.redo() is None
    NoteStore.open(file).apply(Change("back", (Edit(replace(one, body="theirs"), one),)))
    assert history.undo() is add
    assert history.undo() is None


def test_a_new_session_takes_back_what_the_last_one_did(file: Path, store: NoteStore, make_note: MakeNote) -> None:
    first, one, two = History(store), make_note(1), make_note(2)
    first.do(Change("one", (Edit(None, one),)))
    first.do(Change("two", (Edit(None, two),)))
    first.do(Change("swap", (Edit(one, None), Edit(two, replace(two, body="more")))))
    first.undo()
    first.redo()
    store.close()
    again = NoteStore.open(file)
    second = History(again)
    assert [change.what for _ in range(2) if (change := second.undo())] == ["swap", "two"]
    assert again.notes() == [one]
    again.close()
    third = History(NoteStore.open(file))
    assert [change.what for _ in range(3) if (change := third.redo())] == ["two", "swap"]
    assert NoteStore.open(file).notes() == [replace(two, body="more")]
    assert [change.what for _ in range(9) if (change := third.undo())] == ["swap", "two", "one"]


def test_a_new_session_says_what_others_have_changed_since(file: Path, store: NoteStore, make_note: MakeNote) -> None:
    one = make_note(1)
    History(store).do(Change("add", (Edit(None, one),)))
    store.close()
    with TinyDB(file) as database:
        database.table("notes").update({"author": "grace"})
    again = NoteStore.open(file)
    with pytest.raises(Conflict, match=r"changed by someone else \(author grace"):
        History(again).undo()
    assert again.notes() == [replace(one, author="grace")]


def test_what_another_program_does_meanwhile_is_not_ours_to_take_back(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    ours = History(store)
    theirs = NoteStore.open(file)
    History(theirs).do(Change("theirs", (Edit(None, make_note(1)),)))
    assert ours.undo() is None
    ours.do(Change("ours", (Edit(None, make_note(2)),)))
    assert ours.undo() is not None
    assert ours.undo() is None
    assert store.notes() == [make_note(1)]


TIME = "2024-12-05T08:30:00+00:00"
NOTES = st.builds(
    lambda name, body, start: Note(
        name, Kind.NOTE, "ab"[start % 2], "", start, start, "", "", "", "", TIME, TIME, body=body
    ),
    st.sampled_from(["n1", "n2", "n3"]), st.sampled_from(["", "x", "\udcff\n"]), st.integers(0, 3),
)  # fmt: skip
STATES = st.builds(ArticleState, st.sampled_from(["a", "b"]), st.just(""), st.sampled_from(["new", "done"]))
STEPS = st.lists(
    st.sampled_from(["undo", "redo", "reopen", "compact"])
    | st.lists(st.tuples(st.booleans(), NOTES | STATES), max_size=3),
    max_size=12,
)
Value = Note | ArticleState


def name_of(value: Value) -> tuple[str, str]:
    return ("note", value.id) if isinstance(value, Note) else ("state", value.article)


def stored(file: Path) -> set[tuple[str, str]]:
    """The names of what plain TinyDB finds."""
    if not file.exists():
        return set()
    with TinyDB(file) as database:
        notes = {("note", document["id"]) for document in database.table("notes")}
        return notes | {("state", document["article"]) for document in database.table("articles")}


@settings(max_examples=100)
@given(STEPS)
def test_any_work_is_as_in_a_plain_dictionary(steps: list[str | list[tuple[bool, Value]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = NoteStore.open(Path(folder) / "notes.json")
        history = History(store)
        past: list[dict[tuple[str, str], Value]] = [{}]
        future: list[dict[tuple[str, str], Value]] = []
        for step in steps:
            if step == "undo":
                assert (history.undo() is None) == (len(past) == 1)
                if len(past) > 1:
                    future.append(past.pop())
            elif step == "redo":
                assert (history.redo() is None) == (not future)
                if future:
                    past.append(future.pop())
            elif isinstance(step, list):
                model = dict(past[-1])
                edits = []
                for remove, value in step:
                    before, after = model.pop(name_of(value), None), None if remove else value
                    edits.append(Edit(before, after))
                    if after is not None:
                        model[name_of(value)] = after
                history.do(Change("work", tuple(edits)))
                if model != past[-1]:
                    past.append(model)
                    future.clear()
            elif step == "reopen":
                store = NoteStore.open(store.path)
                history = History(store)
            elif step == "compact":
                assert store.compact()
                assert stored(store.path) == {name for name, _ in past[-1].items()}
            values: list[Value] = [*store.notes(), *store.states().values()]
            assert {name_of(value): value for value in values} == past[-1]
            assert sorted(note.id for article in "ab" for note in store.notes(article)) == sorted(
                note.id for note in store.notes()
            )
