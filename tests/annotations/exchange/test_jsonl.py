from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotations.desk.desk import Desk
from annotations.problem import PostilError
from tests.annotations.exchange.work import NAME, Open, taken_in, written


def test_everything_comes_back_as_it_was_with_its_ids_and_times(desk: Desk, open_desk: Open, tmp_path: Path) -> None:
    assert not written(desk, "jsonl", tmp_path / "out.jsonl")
    theirs = open_desk("theirs")
    assert taken_in(theirs, "jsonl", tmp_path / "out.jsonl").edits == 10
    assert theirs.store.notes() == desk.store.notes()
    assert theirs.store.states() == desk.store.states()


def test_a_line_tells_the_article_and_the_others_are_documents_of_the_notes_table(desk: Desk, tmp_path: Path) -> None:
    written(desk, "jsonl", tmp_path / "out.jsonl")
    about, *notes = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert (about["article"], about["title"], about["flag"]) == (NAME, "Talks in Cafe\u0301 Tokyo", True)
    assert all(about["text"][note["start"] : note["end"]] == note["quote"] for note in notes if note["start"])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"kind": "entity"}', "the field 'start' is missing"),
        ('{"article": "a", "state": "lost"}', "the field 'state' is 'lost'"),
        ("[" * 100_000, "nested too deep"),
        ('{"kind": "note", "article": 1}', "the field"),
    ],
)
def test_a_malformed_line_is_named_and_nothing_is_taken_in(desk: Desk, tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "bad.jsonl"
    written(desk, "jsonl", file)
    file.write_text(file.read_text() + line + "\n")
    before = desk.store.number
    with pytest.raises(PostilError) as caught:
        taken_in(desk, "jsonl", file)
    assert said in caught.value.problem.what
    assert (caught.value.problem.file, caught.value.problem.line) == (str(file), 11)
    assert desk.store.number == before
