"""JSON Lines and CSV, as the standard library writes them."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import pytest

from annotations.articles.formats.fields import Fields
from tests.annotations.articles.formats.reading import articles, problems

RECORDS = [
    {
        "headline": "Six countries sign",
        "articleBody": "LISBON -- They signed.\n\nIt rained.",
        "author": [{"name": "Ana Duarte"}, {"name": "Jo Li"}],
        "publisher": {"name": "Meridian News"},
        "datePublished": "2026-01-12T21:40:00+01:00",
        "inLanguage": "en",
        "url": "https://example.org/six",
    },
    {"headline": "Second", "articleBody": "Words."},
]


def written(file: Path, *lines: object) -> Path:
    file.write_text("".join(f"{each if isinstance(each, str) else json.dumps(each)}\n" for each in lines))
    return file


def test_what_a_record_says_is_found_by_the_usual_names_of_fields(tmp_path: Path) -> None:
    first, second = articles(written(tmp_path / "dump.jsonl", *RECORDS)).items()
    assert (first[0], second[0]) == ("000001", "000002")
    found = first[1]
    assert found.text == "Six countries sign\n\nLISBON -- They signed.\n\nIt rained.\n"
    assert (found.name, found.title) == ("dump.jsonl/000001", "Six countries sign")
    assert found.meta == ("Meridian News", "Ana Duarte, Jo Li", "en", "https://example.org/six")
    assert found.published is not None
    assert found.published.isoformat() == "2026-01-12T21:40:00+01:00"


def test_a_record_has_its_id_for_a_name_and_a_second_one_of_it_a_number(tmp_path: Path) -> None:
    records = [{"id": name, "text": "Words."} for name in ("a/b", 7, "a/b", "", "../..", "x" * 200)]
    assert list(articles(written(tmp_path / "dump.ndjson", *records))) == [
        "a-b",
        "7",
        "a-b-2",
        "000004",
        "000005",
        "x" * 80,
    ]


def test_fields_are_those_that_the_user_names(tmp_path: Path) -> None:
    file = written(tmp_path / "dump.jsonl", {"text": "Not this.", "raw": "This.", "n": "A title"})
    (found,) = articles(file, {"text": "raw", "title": "n"}).values()
    assert found.text == "A title\n\nThis.\n"
    assert problems(file, {"text": "missing"}) == [
        "dump.jsonl/000001: no field 'missing'; say which with text = … in postil.toml; there are 'text', 'raw', 'n'"
    ]


def test_a_line_that_is_no_record_is_named_and_hinders_no_other(tmp_path: Path) -> None:
    file = written(
        tmp_path / "dump.jsonl", {"text": "One."}, '{"text": ', "", "[1]", "[" * 100_000, {"n": 1}, {"text": "Last."}
    )
    with file.open("ab") as stream:
        stream.write(b'{"text": "\xff"}')
    assert problems(file) == [
        "dump.jsonl/000002:2: not JSON (Expecting value, column 9); mend the line",
        "dump.jsonl/000004:4: a line that is no JSON object; write an object a line",
        "dump.jsonl/000005:5: objects nested too deep; mend the line",
        "dump.jsonl/000006: no field that is the text; say which with text = … in postil.toml; there are 'n'",
        "dump.jsonl/000008:8: a line that is not UTF-8; save the file as UTF-8",
    ]


@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ","), (".csv", ";"), (".tsv", "\t")])
def test_a_table_has_an_article_a_row(tmp_path: Path, suffix: str, delimiter: str) -> None:
    file = tmp_path / f"table{suffix}"
    with file.open("w", newline="", encoding="utf-8-sig") as stream:
        rows = csv.writer(stream, delimiter=delimiter)
        rows.writerows(
            [["Title", "Date", "Text"], ["Überschrift", "2020-01-02", 'Two\nlines, "quoted"'], [], ["B", "", "C"]]
        )
    first, second = articles(file).items()
    assert (first[0], second[0]) == ("000001", "000003")
    assert first[1].text == 'Überschrift\n\nTwo\nlines, "quoted"\n'
    assert second[1].text == "B\n\nC\n"


def test_tables_that_are_none(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    text = "Les élèves d’Orléans ont été reçus à l’hôtel de ville, où l’on a bu du thé très noir. " * 9
    file.write_bytes(f"title,text\r\nCafé,{text}\r\n".encode("cp1252"))
    assert [found.title for found in articles(file).values()] == ["Café"]
    file.write_bytes(b"")
    assert problems(file) == ["table.csv:1: no names of fields in its first line; begin it with a line of names"]
    file.write_text("title,text\nx,y\n", encoding="utf-16")
    assert problems(file) == ["table.csv: a table in UTF-16; save it as UTF-8"]


def test_the_best_of_the_usual_names_counts() -> None:
    extract = Fields({}).extract({"content": "Less.", "TEXT": "More.", "Pub-Date": "2020", "name": "N", "title": "T"})
    assert (extract.body, extract.title, extract.published) == ("More.", "T", "2020")


@pytest.mark.parametrize(
    ("written_as", "meant"),
    [
        (1768239000, "2026-01-12T17:30:00+00:00"),
        (1768239000000, "2026-01-12T17:30:00+00:00"),
        (1768239000.5, "2026-01-12T17:30:00+00:00"),
        ("100000000", "1973-03-03T09:46:40+00:00"),
        (20260112, "2026-01-12T00:00:00"),
        (202601121830, None),
        (12345, None),
    ],
)
def test_a_time_that_a_program_has_counted(tmp_path: Path, written_as: float | str, meant: str | None) -> None:
    ((_, found),) = articles(written(tmp_path / "dump.jsonl", {"text": "Words.", "published": written_as})).items()
    assert found.published == (meant and datetime.fromisoformat(meant))
