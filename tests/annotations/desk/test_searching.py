"""Searching a library."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.desk import Desk
from annotations.desk.filtering import parse
from annotations.desk.marking import Marking
from annotations.desk.searching import RELEVANCE
from annotations.text.span import Span
from tests.annotations.desk.foggy import TEXTS, agree, foggy, hits, names


@pytest.fixture
def desk(home: Path) -> Desk:
    return foggy(home)


def article(desk: Desk, name: str) -> Article:
    found = desk.library.read(name)
    assert isinstance(found, Article)
    return found


def test_a_hit_has_the_line_where_the_words_are_together(desk: Desk) -> None:
    (hit,) = hits(desk, "fog harbour")
    text = TEXTS["a.txt"]
    assert (hit.start, hit.end) == (text.index("harbour"), text.index("harbour") + 7)
    assert hit.line == "A long line without it. The old harbour lay in thick fog all day."
    assert [hit.line[mark.start : mark.end] for mark in hit.marks] == ["harbour", "fog"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fog", ["b.txt", "a.txt"]),
        ("fog source:reuters", ["a.txt"]),
        ("zurich", ["c.txt"]),
        ("東京駅 title:朝", ["b.txt"]),
        ("source:reuters -fog", ["c.txt"]),
        ("is:unread after:2021", ["b.txt", "a.txt"]),
        ("-is:unread fog", []),
        ("NEAR(harbour fog, 3)", ["a.txt"]),
        ("NEAR(harbour fog, 2)", []),
    ],
)
def test_words_and_fields_together(desk: Desk, query: str, found: list[str]) -> None:
    assert names(desk, query) == found


def test_notes_are_found_first_and_by_their_field(desk: Desk) -> None:
    text = article(desk, "c.txt").text
    start = text.index("Zürich")
    desk.add_note(article(desk, "c.txt"), Span(start, start + 6), "Was there fog, too?", ["weather"])
    note, *rest = hits(desk, "fog")
    assert (note.finding.name, note.start, note.line) == ("c.txt", start, "Was there fog, too?")
    assert [hit.finding.name for hit in rest] == ["b.txt", "a.txt"]
    assert names(desk, "note:weather") == ["c.txt"]
    assert names(desk, "-note:fog") == ["b.txt", "a.txt"]
    assert names(desk, "rained note:fog") == ["c.txt"]
    desk.undo()
    assert names(desk, "fog") == ["b.txt", "a.txt"]


def test_by_relevance(desk: Desk) -> None:
    assert [hit.finding.name for hit in hits(desk, "fog", RELEVANCE)] == ["a.txt", "b.txt"]


def test_the_list_filters_by_the_same_words(desk: Desk) -> None:
    desk.add_note(article(desk, "c.txt"), None, "weather")
    texts = desk.listing.texts
    assert texts.names(parse("text:fog -title:朝")) == {"a.txt"}
    assert texts.names(parse("note:weather")) == {"c.txt"}
    assert texts.names(parse("-note:weather text:fog")) == {"a.txt", "b.txt"}
    assert texts.names(parse("fog")) is None, "a bare word asks the row"


def test_a_library_of_single_files_finds_in_these_alone(desk: Desk) -> None:
    (desk.library.root / ".postil").mkdir()
    one = Desk.open(Library.of(desk.library.root / "a.txt"))
    agree(one)
    assert names(one, "fog") == ["a.txt"]
    assert names(desk, "fog") == ["b.txt", "a.txt"], "the others stay in the index"


def test_undecided_is_what_has_suggestions_left(desk: Desk) -> None:
    found = article(desk, "c.txt")
    suggestions = desk.suggest(found)
    assert names(desk, "is:undecided") == ["c.txt"]
    desk.accept_all(found, desk.mentions(desk.lay_out(found), suggestions))
    desk.mark(("c.txt",), Marking(flag=True))
    assert names(desk, "is:undecided") == []
