from __future__ import annotations

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document as TinyDocument

from annotations.notes.change import Change, Edit
from annotations.notes.documents import to_document
from annotations.notes.note import ArticleState, Note
from annotations.notes.store import Conflict, NoteStore

MakeNote = Callable[..., Note]


def put(after: Note | ArticleState, before: Note | ArticleState | None = None) -> Change:
    return Change("put", (Edit(before, after),))


def drop(before: Note | ArticleState) -> Change:
    return Change("drop", (Edit(before, None),))


def plain(store: NoteStore) -> dict[str, list[dict[str, object]]]:
    """What TinyDB itself finds, by table, after a clean exit."""
    store.close()
    with TinyDB(store.path) as database:
        return {name: [dict(document) for document in database.table(name)] for name in database.tables()}


def test_looking_makes_nothing(file: Path, store: NoteStore) -> None:
    assert (store.notes(), store.get("x"), store.states(), store.problem) == ([], None, {}, None)
    assert not store.refresh()
    store.close()
    assert not file.parent.exists()


def test_plain_tinydb_finds_every_change(file: Path, store: NoteStore, make_note: MakeNote) -> None:
    one, two = make_note(1, tags=("x",)), make_note(2, start=None, end=None, quote="", body="**日本** \udc80")
    state = ArticleState("a.txt", "0" * 64, "reading", True, ("later",))
    meta = [{"schema": 1}]
    store.apply(put(one))
    assert plain(store) == {"notes": [to_document(one)], "meta": meta}
    store.apply(Change("two at once", (Edit(None, two), Edit(None, state))))
    assert plain(store) == {
        "notes": [to_document(one), to_document(two)],
        "articles": [to_document(state)],
        "meta": meta,
    }
    changed = replace(one, body="more")
    store.apply(put(changed, one))
    assert plain(store)["notes"] == [to_document(changed), to_document(two)]
    store.apply(drop(two))
    store.apply(drop(state))
    assert plain(store) == {"notes": [to_document(changed)], "articles": [], "meta": meta}
    assert NoteStore.open(file).notes() == store.notes() == [changed]


def test_notes_are_sorted_by_article_start_and_id(store: NoteStore, make_note: MakeNote) -> None:
    whole = make_note(5, start=None, end=None)
    first, twin, later, other = (
        make_note(3, start=0), make_note(4, start=0), make_note(1, start=9, end=9), make_note(2, article="A.txt"),
    )  # fmt: skip
    for note in (later, other, twin, first, whole):
        store.apply(put(note))
    assert store.notes("a.txt") == [whole, first, twin, later]
    assert store.notes() == [other, whole, first, twin, later]
    assert store.get(later.id) == later
    assert store.notes("b.txt") == []


def test_a_note_may_move_to_another_article(store: NoteStore, make_note: MakeNote) -> None:
    store.apply(put(make_note(1)))
    store.apply(put(make_note(1, article="b.txt"), make_note(1)))
    assert (store.notes("a.txt"), len(store.notes("b.txt"))) == ([], 1)


def test_fields_of_other_programs_survive_an_edit_and_an_undone_removal(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    one = make_note(1)
    store.apply(put(one))
    store.close()
    with TinyDB(file) as database:
        database.table("notes").update({"colour": {"r": 1}}, where("id") == one.id)
        database.table("theirs").insert({"any": "thing"})
        document_id = database.table("notes").all()[0].doc_id
    changed = replace(one, body="more")
    store.apply(put(changed, one))
    assert plain(store)["notes"] == [{**to_document(changed), "colour": {"r": 1}}]
    store.apply(drop(changed))
    assert plain(store)["notes"] == []
    store.apply(drop(changed).inverse)
    assert plain(store)["notes"] == [{**to_document(changed), "colour": {"r": 1}}]
    assert plain(store)["theirs"] == [{"any": "thing"}]
    with TinyDB(file) as database:
        assert database.table("notes").all()[0].doc_id == document_id


def test_a_removed_note_comes_back_though_its_number_was_taken(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    store.apply(put(make_note(1)))
    store.close()
    [taken] = json.loads(file.read_bytes())["notes"]
    store.apply(drop(make_note(1)))
    store.close()
    theirs = TinyDocument(to_document(make_note(2)), int(taken))
    with TinyDB(file) as database:
        database.table("notes").insert(theirs)
    store.apply(put(make_note(1)))
    assert store.notes() == NoteStore.open(file).notes() == [make_note(1), make_note(2)]


def test_notes_of_another_program_are_seen_and_kept(file: Path, store: NoteStore, make_note: MakeNote) -> None:
    store.apply(put(make_note(1)))
    store.close()
    with TinyDB(file) as database:
        database.table("notes").insert(to_document(make_note(2)))
    assert store.get(make_note(2).id) is None
    store.apply(put(make_note(3)))
    assert [note.id[-1] for note in store.notes()] == ["1", "2", "3"]
    assert len(plain(store)["notes"]) == 3
    assert store.refresh(), "what a save took in on its way is news too"
    assert not store.refresh()
    NoteStore.open(file).apply(put(make_note(4)))
    assert store.refresh()
    assert store.get(make_note(4).id) == make_note(4)


def test_a_conflict_names_who_and_when_and_writes_nothing(file: Path, store: NoteStore, make_note: MakeNote) -> None:
    one = make_note(1)
    store.apply(put(one))
    theirs = replace(one, body="theirs", author="grace", modified="2025-01-02T03:04:05+00:00")
    NoteStore.open(file).apply(put(theirs, one))
    store.close()
    before = file.read_bytes()
    ours = Change("both", (Edit(None, make_note(2)), Edit(one, replace(one, body="ours"))))
    with pytest.raises(Conflict, match=r"author grace, modified 2025-01-02T03:04:05\+00:00"):
        store.apply(ours, undoes=1)
    with pytest.raises(Conflict, match="was changed"):
        store.apply(drop(one))
    store.close()
    assert file.read_bytes() == before
    assert store.notes() == [theirs]
    with pytest.raises(Conflict, match="is there already"):
        store.apply(put(one))
    store.apply(put(theirs, one))
    store.apply(drop(theirs))
    with pytest.raises(Conflict, match="was removed"):
        store.apply(put(one, theirs), undoes=1)
    store.apply(drop(theirs))


def test_the_file_is_private_and_keeps_link_and_mode(tmp_path: Path, store: NoteStore, make_note: MakeNote) -> None:
    store.apply(put(make_note(1)))
    store.close()
    real = tmp_path / "elsewhere.json"
    store.path.rename(real)
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    real.chmod(0o640)
    linked = NoteStore.open(tmp_path / "link.json")
    linked.path.symlink_to(real)
    linked.apply(put(make_note(2)))
    assert len(plain(linked)["notes"]) == 2
    assert linked.path.is_symlink()
    beside = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in tmp_path.glob("elsewhere*")}
    assert beside == dict.fromkeys(beside, 0o640)
    assert "elsewhere.json.journal" in beside


def test_a_link_to_a_file_that_is_not_there_yet_is_followed(tmp_path: Path, make_note: MakeNote) -> None:
    link = tmp_path / "notes.json"
    link.symlink_to(tmp_path / "folder" / "real.json")
    store = NoteStore.open(link)
    store.apply(put(make_note(1)))
    assert len(plain(store)["notes"]) == 1
    assert link.is_symlink()
    assert (tmp_path / "folder" / "real.json").is_file()


def test_an_empty_file_is_a_new_one(file: Path, make_note: MakeNote) -> None:
    file.parent.mkdir()
    file.touch()
    store = NoteStore.open(file)
    assert store.problem is None
    store.apply(put(make_note(1)))
    assert len(plain(store)["notes"]) == 1


def test_a_malformed_document_is_named_left_out_and_kept(file: Path, make_note: MakeNote) -> None:
    good, bad = to_document(make_note(1)), {**to_document(make_note(2)), "start": "six"}
    file.parent.mkdir()
    file.write_text(f'{{"notes": {{\n"7": {json.dumps(good)},\n"8": {json.dumps(bad)},\n"9": {json.dumps(good)}}}}}')
    store = NoteStore.open(file)
    assert [(problem.line, problem.what) for problem in store.problems] == [
        (3, "document 8 in the table 'notes': the field 'start' is neither a whole number from 0 nor null"),
        (4, "document 9 in the table 'notes': the field 'id' is that of document 7 too"),
    ]
    assert store.notes() == [make_note(1)]
    assert not store.read_only
    store.apply(put(make_note(3)))
    assert len(store.problems) == 2
    kept = plain(store)["notes"]
    assert bad in kept
    assert kept.count(good) == 2
    assert len(kept) == 4
