"""Files of older schemas are shown as they would be now, and written anew with the first change; the old one stays."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB

from annotations.notes import migrations
from annotations.notes.change import Change, Edit
from annotations.notes.documents import to_document, to_note
from annotations.notes.history import History
from annotations.notes.layout import Document
from annotations.notes.migrations import migrated
from annotations.notes.note import Decision, Kind, Note
from annotations.notes.record import Mark, Record
from annotations.notes.store import NoteStore
from annotations.problem import PostilError

MakeNote = Callable[..., Note]


def put(after: Note, before: Note | None = None) -> Change:
    return Change("put", (Edit(before, after),))


def kept(file: Path) -> list[Path]:
    return sorted(file.parent.glob("*.schema*"))


@contextmanager
def later_postil() -> Iterator[None]:
    """As if this postil knew a schema 2, in which labels are in lower case."""

    def lower(table: str, _number: str, document: Document) -> Document:
        return {**document, "label": str(document["label"]).lower()} if table == "notes" else document

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(migrations.MIGRATIONS, 1, lower)
        for name, module in list(sys.modules.items()):
            if name.startswith("annotations.notes.") and hasattr(module, "SCHEMA"):
                patch.setattr(module, "SCHEMA", 2)
        for entry in (Record, Mark):
            defaults = entry.__init__.__defaults__ or ()
            patch.setattr(entry.__init__, "__defaults__", (*defaults[:-1], 2))
        yield


def test_what_a_script_wrote_with_plain_tinydb_is_filled_in_and_stays_the_same_at_every_look(file: Path) -> None:
    file.parent.mkdir()
    written: list[Document] = [
        {"article": "a.txt", "body": "Why?"},
        {"article": "a.txt", "start": 3, "end": 8, "quote": "Tokyo", "label": "GPE"},
        {"article": "b.txt", "created": "2024-12-05T08:30:00+00:00", "kind": "note", "mine": 1},
        {"article": "b.txt", "from": "x", "to": "y"},
        {"body": "of nothing"},
    ]
    with TinyDB(file) as database:
        database.table("notes").insert_multiple(written)
    before = file.read_bytes()
    store = NoteStore.open(file)
    whole, entity, dated, relation = sorted(store.notes(), key=lambda note: (note.article, note.kind != "note"))
    assert (whole.kind, whole.body, whole.start, whole.status) == (Kind.NOTE, "Why?", None, "anchored")
    assert (entity.kind, entity.decision, entity.quote) == (Kind.ENTITY, Decision.ADDED, "Tokyo")
    assert (relation.kind, relation.source) == (Kind.RELATION, "x")
    assert dated.id > max(whole.id, entity.id), "ids sort by time, and of the others nobody knows the time"
    assert [problem.what for problem in store.problems] == [
        "document 5 in the table 'notes': the field 'article' is missing"
    ]
    assert NoteStore.open(file).notes() == store.notes()
    store.close()
    assert file.read_bytes() == before, "nothing is written before something is changed"
    store.apply(put(replace(whole, body="Because."), whole))
    store.close()
    assert [each.read_bytes() for each in kept(file)] == [before]
    with TinyDB(file) as database:
        documents = database.table("notes").all()
        assert database.table("meta").all() == [{"schema": 1}]
    assert {document.doc_id for document in documents} == {1, 2, 3, 4, 5}
    assert [document["mine"] for document in documents if "mine" in document] == [1]
    assert {"body": "of nothing"}.items() <= next(each for each in documents if each.doc_id == 5).items()
    assert NoteStore.open(file).notes() == store.notes()


def test_what_is_complete_stays_as_it_is(make_note: MakeNote) -> None:
    note = make_note(1)
    assert migrated("notes", "7", to_document(note), 0) == to_document(note)
    twins = [to_note(migrated("notes", number, {"article": "a"}, 0)) for number in ("1", "2")]
    assert twins[0].id != twins[1].id


def test_the_next_schema_takes_file_journal_backups_and_history_along(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    one, two, three = (make_note(number, label="GPE") for number in (1, 2, 3))
    store.apply(put(one))
    store.close()
    store.apply(put(two))
    before = {each.name: each.read_bytes() for each in file.parent.iterdir()}
    with later_postil():
        later = NoteStore.open(file)
        assert [note.label for note in later.notes()] == ["gpe", "gpe"]
        History(later).do(put(three))
        assert {each.name.removesuffix(".schema1.1.backup"): each.read_bytes() for each in kept(file)} == {
            name: before[name] for name in ("notes.json", "notes.json.journal")
        }
        assert json.loads(file.read_bytes())["meta"] == {"1": {"schema": 2}}
        later.close()
        assert [note.label for note in NoteStore.open(file).notes()] == ["gpe", "gpe", "GPE"]
        again = NoteStore.open(file)
        history = History(again)
        assert [history.undo() is not None for _ in range(4)] == [True, True, True, False]
        assert again.notes() == []
        again.close()
        file.write_bytes(b"damaged")
        assert NoteStore.open(file).notes() == []
        assert len(kept(file)) == 2, "no rotation touches them"


def test_a_program_of_the_older_schema_that_is_still_open_changes_nothing_any_more(
    file: Path, store: NoteStore, make_note: MakeNote
) -> None:
    store.apply(put(make_note(1)))
    store.close()
    with later_postil():
        later = NoteStore.open(file)
        later.apply(put(make_note(2)))
        later.close()
    written = file.read_bytes()
    assert store.refresh()
    assert store.read_only
    with pytest.raises(PostilError, match="newer postil"):
        store.apply(put(make_note(3)))
    assert file.read_bytes() == written
