"""The index of texts: a cache that finds what a look through the texts finds."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.articles.article import Article, Region, RegionKind
from annotations.articles.index import LibraryIndex
from annotations.search.building import Building
from annotations.search.entry import Entry, entry, unreadable
from annotations.search.sought import Clause, Phrase, Sought
from annotations.search.text_index import TextIndex
from annotations.text.folding import words
from annotations.text.query import terms
from annotations.text.span import Span


def sought(query: str) -> Sought:
    return Sought.of(terms(query, ("text", "title")))


def made(name: str, text: str, year: int | None = None) -> Entry:
    """An article whose first line is its title."""
    published = None if year is None else datetime(year, 1, 1, tzinfo=UTC)
    title = Region(RegionKind.TITLE, Span(0, len(text.split("\n")[0])))
    return entry(Article(name, text, (title,), published), (len(text), 1))


def found(index: TextIndex, query: str) -> list[str]:
    return list(index.newest(sought(query)))


@pytest.fixture
def index(tmp_path: Path) -> TextIndex:
    index = TextIndex(tmp_path / "cache" / "text")
    index.put(
        [made("a", "Fog\nat sea", 2001), made("b", "Rain\nand fog", 2003), made("c", "Snow"), made("d", "Fog", 2002)]
    )
    return index


def test_the_newest_come_first_and_those_without_a_date_last(index: TextIndex) -> None:
    assert found(index, "fog") == ["b", "d", "a"]
    assert found(index, "-rain") == ["d", "a", "c"]
    assert found(index, "title:fog") == ["d", "a"]
    assert list(index.newest(Sought())) == ["b", "d", "a", "c"]
    assert index.count(sought("fog -sea")) == 2


def test_a_word_in_the_title_is_more_relevant(index: TextIndex) -> None:
    assert index.relevant(sought("fog"), 2) == ["d", "a"]
    assert index.relevant(sought("-fog"), -1) == []


def test_what_is_forgotten_takes_no_place_among_the_most_relevant(index: TextIndex) -> None:
    index.forget(["d", "a"])
    assert index.relevant(sought("fog"), 1) == index.relevant(sought("fog"), -1) == ["b"]


def test_pages_of_the_newest_follow_each_other(
    index: TextIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.search.text_index.PAGES", 2)
    monkeypatch.setattr("annotations.search.text_index.SMALLEST_PAGE", 1)
    monkeypatch.setattr("annotations.search.volume.LARGEST_PAGE", 4)
    names = library(tmp_path / "library", 30)
    building = build(tmp_path / "library", names, index, tmp_path / "records.sqlite")
    index.adopt(building)
    building.stop()
    newest = found(index, "fog")
    assert sorted(newest) == sorted(names)
    assert [int(name[:-4]) for name in newest] == sorted(range(30), reverse=True)


def test_an_article_that_changes_is_found_by_its_new_words_alone(index: TextIndex) -> None:
    index.put([made("b", "Hail", 2003)])
    assert found(index, "rain") == []
    assert found(index, "hail") == ["b"]
    index.forget(["b", "unknown"])
    assert found(index, "hail") == []
    assert index.known().keys() == {"a", "c", "d"}


def library(folder: Path, count: int) -> list[str]:
    folder.mkdir()
    names = [f"{number}.txt" for number in range(count)]
    for number, name in enumerate(names):
        text = f"Number {number}\n\nSource: Reuters | {1990 + number % 30}-05-06\n\nFog {number % 7}, all of it.\n"
        (folder / name).write_text(text, encoding="utf-8")
    return names


def build(root: Path, names: Sequence[str], index: TextIndex, records: Path) -> Building:
    building = Building(root, names, index.folder, records, gently=False)
    for _ in range(1_000):
        if building.written or building.failed:
            break
        assert building.done <= building.total
        time.sleep(0.02)
    return building


def test_what_processes_build_is_what_would_have_been_put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.search.building.MANY", 20)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    names = library(tmp_path / "library", 90)
    (tmp_path / "library" / "7.txt").write_bytes(b"")
    index = TextIndex(tmp_path / "cache" / "text")
    index.put([made("gone", "fog")])
    building = build(tmp_path / "library", names, index, tmp_path / "cache" / "records.sqlite")
    assert building.written
    index.adopt(building)
    building.stop()
    assert len(list(index.folder.glob("*-*.sqlite"))) == 2
    newest = found(index, '"fog 3"')
    assert sorted(newest) == sorted(f"{number}.txt" for number in range(90) if number % 7 == 3)
    years = [int(name[:-4]) % 30 for name in newest]
    assert years == sorted(years, reverse=True)
    assert index.known().keys() == set(names)
    records = {
        record.name: record for record in LibraryIndex(tmp_path / "cache" / "records.sqlite").records(names) if record
    }
    assert records["8.txt"].title == "Number 8"
    assert records["7.txt"].what == "empty file"
    index.put([made("8.txt", "hail", 2030)])
    assert found(index, "hail") == found(index, "title:hail") == ["8.txt"]
    assert "8.txt" not in found(index, "fog")
    assert list(islice(TextIndex(index.folder).newest(Sought()), 1)) == ["8.txt"]


def test_what_was_built_first_is_found_and_stays_when_the_rest_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.search.building.MANY", 5)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    names = library(tmp_path / "library", 20)
    for name in names[5:]:
        (tmp_path / "library" / name).write_text("fog " * 100_000, encoding="utf-8")
    index = TextIndex(tmp_path / "cache" / "text")
    building = Building(tmp_path / "library", names, index.folder, tmp_path / "cache" / "records", gently=False)
    for _ in range(1_000):
        if index.adopt(building):
            break
        time.sleep(0.005)
    assert not building.written, "the others take far longer to read"
    assert not index.adopt(building), "there is no more yet"
    building.stop()
    assert sorted(found(index, "fog")) == sorted(names[:5])
    assert {file.name.partition(".")[0] for file in index.folder.iterdir()} == {
        "current",
        *(file.stem for file in building.take()),
    }


def test_a_building_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    names = library(tmp_path / "library", 3)
    building = Building(tmp_path / "library", names, tmp_path / "text", tmp_path / "records", gently=True)
    building.stop()
    assert list((tmp_path / "text").iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"no database " * 999])
def test_a_damaged_index_is_an_empty_one(index: TextIndex, damage: bytes) -> None:
    index.close()
    (index.folder / "current.sqlite").write_bytes(damage)
    again = TextIndex(index.folder)
    assert found(again, "fog") == []
    again.put([made("a", "fog")])
    assert found(TextIndex(index.folder), "fog") == ["a"]


def test_an_index_that_is_deleted_in_use_does_no_harm(index: TextIndex) -> None:
    shutil.rmtree(index.folder)
    assert found(index, "fog") == ["b", "d", "a"]
    index.put([made("e", "fog", 2009)])
    index.close()
    assert found(index, "fog") == []
    index.put([made("e", "fog", 2009)])
    assert found(index, "fog") == ["e"]


def test_hostile_text_is_indexed(index: TextIndex) -> None:
    index.put([made("x", 'a\x00b \ud800hail\udfff \x1b[31m"); DROP TABLE words; --'), unreadable("y", (0, 0))])
    assert found(index, "hail") == found(index, '"a b"') == found(index, '"drop table"') == ["x"]


def test_what_is_stopped_finds_less_and_breaks_nothing(index: TextIndex) -> None:
    index.stop()
    assert found(index, "fog") == ["b", "d", "a"]


NOWHERE = Path(os.devnull) / "nowhere"
"""Where no file can be: the index is in memory."""
WORDS = st.sampled_from(["a", "b", "ab", "é", "東", "京"])
TEXTS = st.lists(WORDS, max_size=7).map(" ".join)
PHRASES = st.builds(
    Phrase, st.lists(WORDS, min_size=1, max_size=2).map(lambda found: tuple(words(" ".join(found)))), st.booleans()
)
COLUMN = st.sampled_from([None, None, "title", "text"])
CLAUSES = st.one_of(
    st.builds(Clause, PHRASES.map(lambda phrase: (phrase,)), st.none(), COLUMN, st.booleans()),
    st.builds(Clause, st.lists(PHRASES, min_size=2, max_size=3).map(tuple), st.integers(0, 4), COLUMN, st.booleans()),
)


@settings(max_examples=80)
@given(
    st.lists(st.tuples(TEXTS, TEXTS, st.none() | st.integers(1990, 1995)), min_size=1, max_size=8),
    st.lists(st.lists(CLAUSES, max_size=3), min_size=1, max_size=8),
)
def test_the_index_finds_what_a_look_through_the_texts_finds(
    articles: list[tuple[str, str, int | None]], queries: list[list[Clause]]
) -> None:
    entries = [made(str(number), f"{title}\n{text}", year) for number, (title, text, year) in enumerate(articles)]
    index = TextIndex(NOWHERE)
    index.put(entries)
    for clauses in queries:
        asked = Sought(tuple(clauses))
        holding = [each for each in entries if asked.holds(words(each.title), words(each.text))]
        newest = sorted(holding, key=lambda each: (-each.moment, each.name))
        assert list(index.newest(asked)) == [each.name for each in newest]
        if asked.wanted:
            assert sorted(index.relevant(asked, -1)) == sorted(each.name for each in holding)
    index.close()
