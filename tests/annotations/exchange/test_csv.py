"""The table: read back by csv and by no spreadsheet as a formula."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from annotations.desk.desk import Desk
from annotations.exchange.csv import COLUMNS
from annotations.exchange.document import Document
from annotations.text.safe import visible
from tests.annotations.exchange.reports import hostile_documents, note, report
from tests.annotations.exchange.work import NAME, written


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_for_each_annotation(desk: Desk, tmp_path: Path) -> None:
    losses = written(desk, "csv", tmp_path / "out.csv")
    assert losses.counts == Counter({"article state": 1})
    data = (tmp_path / "out.csv").read_bytes().decode("utf-8")
    assert data.endswith("\r\n")
    found = rows(data)
    assert len(found) == len(desk.store.notes()) == 9
    assert {(each["article"], each["title"], each["author"]) for each in found} == {
        (NAME, "Talks in Cafe\u0301 Tokyo", "Ana")
    }
    company = next(each for each in found if each["note"] == "The company.")
    assert [company[name] for name in COLUMNS[2:11]] == [
        *("entity", "ORG", "added", "Tokyo Electric Power", "The company.", "energy; Japan"),
        *('Tokyo Electric Power said: "yes" & <no>.', "86", "106"),
    ]
    arrow = found[-1]
    assert (arrow["kind"], arrow["label"], arrow["source"], arrow["target"]) == (
        *("relation", "works for"),
        *("👩🏽\u200d🚀 Ana", "東京電力"),
    )


def test_by_tag_there_is_a_row_for_each_tag_and_by_entity_for_each_mention() -> None:
    text = "Ana met  Ana."
    notes = (note("1", text, 0, 3, label="PERSON", tags=("b", "a")), note("2", text, 9, 12, label="PERSON"))
    document = Document("a.txt", text, notes)
    assert [(each["tag"], each["id"]) for each in rows(report([document], "csv", "tag"))] == [("a", "1"), ("b", "1")]
    assert [(each["entity"], each["id"]) for each in rows(report([document], "csv", "entity"))] == [
        *(("Ana", "1"), ("Ana", "2"))
    ]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1", '=cmd|" /C"!A1', "-", "=\n1"])
def test_no_cell_is_a_formula(words: str) -> None:
    text = f"{words}."
    told = note("1", text, 0, len(words), body=words, tags=(words,), author=words)
    document = Document(words, text, (replace(told, label=words),), title=words)
    (row,) = rows(report([document], "csv"))
    assert {row[name] for name in ("article", "title", "quote", "note", "tags", "author", "label")} == {f"'{words}"}
    assert row["start"] == "0"


@given(hostile_documents())
def test_every_row_has_all_columns_and_the_words(document: Document) -> None:
    found = rows(report([document], "csv"))
    assert all(each.keys() == set(COLUMNS) and None not in each.values() for each in found)
    quotes = sorted(each["quote"].removeprefix("'") for each in found)
    assert quotes == sorted(visible(each.quote).removeprefix("'") for each in document.notes)
