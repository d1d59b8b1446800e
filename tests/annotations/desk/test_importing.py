"""How annotations from elsewhere become part of what is there."""

from __future__ import annotations

import gc
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.desk import importing
from annotations.desk.desk import Desk
from annotations.desk.importing import Importing
from annotations.exchange.document import Document
from annotations.exchange.formats import FORMATS
from annotations.notes.ids import new_id
from annotations.notes.note import Kind, Note, Status
from annotations.problem import PostilError
from tests.annotations.exchange.work import (
    NAME,
    RAW,
    annotated_desk,
    article_of,
    desk_at,
    said,
    span_of,
    taken_in,
    written,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An export of another's work on the same article."""
    written(annotated_desk(desk_at(tmp_path / "theirs")), "jsonl", tmp_path / "theirs.jsonl")
    return tmp_path / "theirs.jsonl"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "ours")


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done with 100,000 annotations and more is done with a few."""
    monkeypatch.setattr(importing, "AT_ONCE", 3)
    monkeypatch.setattr(importing, "HELD", 6)
    monkeypatch.setattr("annotations.notes.store._MOST_DOCUMENTS", 6)
    monkeypatch.setattr("annotations.notes.saver._REMEMBERED", 6)
    monkeypatch.setattr("annotations.notes.history._MANY", 2)
    monkeypatch.setattr("annotations.notes.record.LONG", 200)
    monkeypatch.setattr("annotations.notes.journal._LEFT", 200)
    monkeypatch.setattr("annotations.notes.storage._LONG", 200)


def change_text(file: Path, text: str) -> None:
    """Have the file tell another text of the article."""
    about, *notes = file.read_text().splitlines()
    file.write_text("\n".join([json.dumps({**json.loads(about), "text": text}), *notes]) + "\n")


def test_what_is_known_by_its_id_or_its_place_is_not_doubled(desk: Desk, file: Path) -> None:
    article = article_of(desk)
    mine = desk.label(article, span_of(article, "東京電力"), "ORG")
    first = taken_in(desk, "jsonl", file)
    assert (first.edits, first.known) == (9, 1)
    assert [note.id for note in desk.store.notes() if note.quote == "東京電力"] == [mine.id]
    (relation,) = (note for note in desk.store.notes() if note.kind is Kind.RELATION)
    assert relation.target == mine.id
    again = taken_in(desk, "jsonl", file)
    assert (again.edits, again.known) == (0, 9)


def test_an_import_is_one_undo_however_long(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 3)
    taken_in(desk, "jsonl", file)
    made = desk.store.notes()
    undone = desk.undo()
    assert undone is not None
    assert undone.what == "import theirs.jsonl"
    assert not desk.store.notes()
    desk.redo()
    assert desk.store.notes() == made
    assert desk.undo()
    assert not desk.store.notes()


def test_what_stands_twice_in_one_file_is_taken_in_once(desk: Desk, file: Path) -> None:
    about, *notes = file.read_text().splitlines()
    file.write_text("\n".join([about, *notes, json.dumps({"article": "another.txt"}), about, *notes, ""]))
    (desk.library.root / "another.txt").write_text("Another.")
    taken_in(desk, "jsonl", file)
    assert len(desk.store.notes()) == len(notes)


def test_a_long_import_is_taken_back_in_a_later_run_too(desk: Desk, file: Path, pace: None) -> None:
    taken_in(desk, "jsonl", file)
    made = desk.store.notes()
    desk.store.close()
    later = desk_at(desk.library.root)
    assert later.store.notes() == made
    undone = later.undo()
    assert undone is not None
    assert undone.what == "import theirs.jsonl"
    assert not later.store.notes()
    later.store.close()
    last = desk_at(desk.library.root)
    last.redo()
    assert last.store.notes() == made


def test_no_more_is_in_memory_of_a_longer_file(tmp_path: Path, file: Path, pace: None) -> None:
    about, *lines = map(json.loads, file.read_text().splitlines())
    entities = [line for line in lines if line["kind"] == "entity"]

    def most_alive(articles: int) -> int:
        """The most notes that are alive while an export of so many articles is taken in."""
        desk = desk_at(tmp_path / f"{articles}")
        rows = []
        for number in range(articles):
            name = f"{number}.txt"
            shutil.copy(desk.library.root / NAME, desk.library.root / name)
            rows += [{**line, "article": name} for line in (about, *({**line, "id": new_id()} for line in entities))]
        long = tmp_path / f"{articles}.jsonl"
        long.write_text("".join(json.dumps(row) + "\n" for row in rows))
        alive = [0]

        def watched() -> Iterator[Document]:
            for document in FORMATS["jsonl"].read(long):
                alive.append(sum(type(each) is Note for each in gc.get_objects()))
                yield document

        Importing(desk, "long.jsonl").take_in(watched)
        assert len(desk.store.notes()) == articles * len(entities)
        return max(alive)

    assert most_alive(12) <= most_alive(4)


def test_a_version_that_is_newer_takes_the_place_of_an_older_one(desk: Desk, file: Path, tmp_path: Path) -> None:
    taken_in(desk, "jsonl", file)
    (note,) = (note for note in desk.store.notes() if note.body == "On the whole.")
    desk.edit_note(note, "Newer.", ())
    written(desk, "jsonl", tmp_path / "newer.jsonl")
    other = desk_at(tmp_path / "other")
    taken_in(other, "jsonl", file)
    taken_in(other, "jsonl", tmp_path / "newer.jsonl")
    taken_in(other, "jsonl", file)
    assert [note.body for note in other.store.notes() if note.start is None and note.kind is Kind.NOTE] == ["Newer."]


def test_places_are_found_where_only_blanks_differ(desk: Desk, file: Path, tmp_path: Path) -> None:
    expected = said(desk_at(tmp_path / "theirs").store.notes())
    about, *notes = map(json.loads, file.read_text().splitlines())
    moved = "\n\n  " + about["text"].replace("\n", "\n ")
    rows = [{**about, "text": moved}]
    for note in notes:
        if note["start"] is not None:
            start = note["start"] + 4 + about["text"].count("\n", 0, note["start"])
            note = {**note, "start": start, "end": start + len(note["quote"])}
        rows.append(note)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    taken_in(desk, "jsonl", file)
    assert said(desk.store.notes()) == expected


def test_an_annotation_without_a_sure_place_is_refused_or_marked(desk: Desk, file: Path) -> None:
    text = article_of(desk).text
    change_text(file, text)
    (desk.library.root / NAME).write_text(text.replace("東京電力", "somebody").replace("Electric", "Gas"))
    with pytest.raises(PostilError) as caught:
        taken_in(desk, "jsonl", file)
    problem = caught.value.problem
    assert "its line 5 is “👩🏽‍🚀 Ana met somebody in Tokyo.”" in problem.what
    assert "here “👩🏽‍🚀 Ana met 東京電力 in Tokyo.”" in problem.what
    assert not desk.store.notes()
    brought = taken_in(desk, "jsonl", file, in_doubt=True)
    assert brought.doubtful == sum(note.status is not Status.ANCHORED for note in desk.store.notes()) > 0


def test_a_quote_that_is_not_in_its_own_text_is_refused(desk: Desk, file: Path) -> None:
    change_text(file, "x" + article_of(desk).text)
    with pytest.raises(PostilError, match="is not the quote"):
        taken_in(desk, "jsonl", file)


def test_a_text_that_the_library_lacks_is_refused_or_becomes_an_article(file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    desk = desk_at(tmp_path / "empty")
    (tmp_path / "empty" / NAME).unlink()
    with pytest.raises(PostilError, match=r"the library has no article called news/fixture\.txt"):
        taken_in(desk, "jsonl", file)
    assert not list((tmp_path / "empty" / "news").iterdir())
    brought = taken_in(desk, "jsonl", file, add=True)
    assert (brought.articles, brought.edits) == (1, 10)
    assert (tmp_path / "empty" / NAME).read_text() == RAW.replace("\r\n", "\n")


def test_an_article_is_known_by_its_text_where_its_name_is_another(desk: Desk, file: Path) -> None:
    (desk.library.root / NAME).rename(desk.library.root / "renamed.txt")
    taken_in(desk, "jsonl", file)
    assert {note.article for note in desk.store.notes()} == {"renamed.txt"}


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/outside.txt", ".postil/notes.json", "a\0b.txt", "a\nb", ""])
def test_no_name_of_a_file_leads_out_of_the_library(desk: Desk, file: Path, tmp_path: Path, name: str) -> None:
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    rows = [{**row, "article": name or "x"} for row in rows]
    rows[0]["text"] = rows[0]["text"] + "More.\n"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    taken_in(desk, "jsonl", file, add=True)
    (added,) = {note.article for note in desk.store.notes()}
    assert added == "x.txt" or (added.startswith("imported-") and (desk.library.root / added).is_file())
    assert {path.name for path in tmp_path.iterdir()} == {"ours", "theirs", "theirs.jsonl"}
