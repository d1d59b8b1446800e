"""The index of a library: a cache that may be lost, damaged or shared at any time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.articles.index import LibraryIndex
from annotations.articles.record import Content, Record

ONE = Record("a.txt", 10, 1, "aa", "One", "Reuters", "2020-01-02T10:00:00+08:00", None, 5)
TWO = Record("b\n'%/二.txt", 20, 2, "bb", "T\0wo", None, None, "Jane Doe", 7)
BAD = Record("c.txt", 0, 3, "", "", None, None, None, 0, "empty file", "remove it")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "postil" / "index.sqlite"


def fill(file: Path) -> None:
    index = LibraryIndex(file)
    index.keep_names([ONE.name, TWO.name])
    index.put([ONE, TWO])
    index.close()


def test_what_is_kept_is_found_again(file: Path) -> None:
    fill(file)
    index = LibraryIndex(file)
    assert index.names() == [ONE.name, TWO.name]
    assert list(index.records(["unknown", TWO.name, ONE.name])) == [None, TWO, ONE]
    index.put([BAD])
    (bad,) = index.records([BAD.name])
    assert str(bad and bad.problem) == "c.txt: empty file; remove it"


def test_articles_that_are_gone_are_forgotten(file: Path) -> None:
    fill(file)
    index = LibraryIndex(file)
    index.keep_names([TWO.name])
    assert list(index.records([ONE.name, TWO.name])) == [None, TWO]
    index.keep_names([])
    assert index.names() == []


def test_what_was_recognised_belongs_to_one_text(file: Path) -> None:
    fill(file)
    index = LibraryIndex(file)
    index.recognised(ONE.name, "of another text", 1, 0.5, Content([("GPE", "Oslo")]))
    index.recognised(
        TWO.name, TWO.sha256 or "", 3, 0.25, Content([("GPE", "New\n York"), ("GPE", "New York"), ("ORG", "NATO")])
    )
    one, two = index.records([ONE.name, TWO.name])
    assert one == ONE
    assert two is not None
    assert (two.suggested, two.named) == (3, (("GPE", "New York"), ("ORG", "NATO")))
    assert sorted(index.all_named()) == [("GPE", "New York"), ("ORG", "NATO")]
    index.put([TWO._replace(sha256="changed")])
    (two,) = index.records([TWO.name])
    assert two is not None
    assert (two.suggested, two.named) == (None, ())


def test_an_abbreviation_with_two_long_forms_is_none_of_them(file: Path) -> None:
    fill(file)
    index = LibraryIndex(file)
    index.recognised(
        ONE.name, "aa", 0, 0.0, Content([], ["2019-12"], [("EU", "European Union"), ("AP", "Associated Press")])
    )
    index.recognised(TWO.name, "bb", 0, 0.0, Content([], [], [("EU", "european union"), ("AP", "Andhra Pradesh")]))
    assert index.long_forms() == {"EU": "European Union"}
    (one,) = index.records([ONE.name])
    assert one is not None
    assert one.dated == "2019-12"


def damage_pages(file: Path) -> None:
    """Leave the head as it is, so that the file opens, and fails when something is asked."""
    with file.open("r+b") as stream:
        stream.seek(100)
        stream.write(b"\xff" * (file.stat().st_size - 100))


def other_version(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("DELETE FROM articles")
        database.execute("PRAGMA user_version = 1")
    database.close()


def foreign(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE articles (x)")
    database.close()


@pytest.mark.parametrize(
    "damage", [lambda file: file.write_bytes(b"no database " * 99), damage_pages, other_version, foreign]
)
def test_a_file_that_is_of_no_use_is_made_anew(file: Path, damage: object) -> None:
    fill(file)
    assert callable(damage)
    damage(file)
    index = LibraryIndex(file)
    assert index.names() is None
    assert list(index.records([ONE.name])) == [None]
    index.close()
    fill(file)
    assert list(LibraryIndex(file).records([ONE.name])) == [ONE]


def test_without_a_place_for_the_file_the_index_is_in_memory(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    index = LibraryIndex(tmp_path / "cache" / "index.sqlite")
    index.put([ONE])
    assert list(index.records([ONE.name])) == [ONE]
    assert [each.name for each in tmp_path.iterdir()] == ["cache"]


def test_a_file_that_is_damaged_while_it_is_open_is_no_harm(file: Path) -> None:
    fill(file)
    index = LibraryIndex(file)
    index.names()
    with sqlite3.connect(file) as database:
        database.execute("DROP TABLE articles")
    database.close()
    assert list(index.records([ONE.name])) == [None]
    index.put([ONE])
    assert list(index.records([ONE.name])) == [ONE]


def test_a_text_that_no_database_takes_is_not_kept(file: Path) -> None:
    index = LibraryIndex(file)
    odd = ONE._replace(name="caf\udce9.txt")
    index.put([odd, TWO._replace(title="\ud800"), ONE])
    assert list(index.records([odd.name, TWO.name, ONE.name])) == [None, None, ONE]


def test_two_processes_fill_one_index(file: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from annotations.articles.index import LibraryIndex;"
        "from annotations.articles.record import Record; index = LibraryIndex(Path(sys.argv[1]));"
        "[index.put([Record(f'{sys.argv[2]}-{n}', n, n, '', '', None, None, None, n)]) for n in range(200)]"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(file), name]) for name in "xy"]
    assert [process.wait(60) for process in running] == [0, 0]
    names = [f"{name}-{number}" for name in "xy" for number in range(200)]
    assert [each.words if each else None for each in LibraryIndex(file).records(names)] == [*range(200)] * 2
