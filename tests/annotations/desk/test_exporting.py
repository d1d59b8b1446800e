"""What a desk hands out of its work."""

from __future__ import annotations

from pathlib import Path

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.config import Config
from annotations.desk.desk import Desk
from annotations.desk.exporting import documents
from annotations.desk.relating import NOT_SAME
from annotations.entities.scheme import BUILT_IN
from annotations.notes.store import NoteStore
from tests.annotations.exchange.work import span_of


def test_what_names_one_thing_has_one_name_where_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Gil met Bob. Gil left. Bob stayed. Jordan is in Jordan.\n")
    desk = Desk(Library(tmp_path), NoteStore.open(tmp_path / "notes.json"), BUILT_IN, "rules", Config("Ana"))
    article = desk.library.read("a.txt")
    assert isinstance(article, Article)
    places = [("Ana Gil", 1), ("Gil", 2), ("Bob", 1), ("Bob", 2), ("Jordan", 1), ("Jordan", 2)]
    labels = ["PERSON"] * 5 + ["GPE"]
    notes = [desk.label(article, span_of(article, *place), label) for place, label in zip(places, labels, strict=True)]
    desk.relate(article, notes[2], notes[3], NOT_SAME)
    (plain,), (named,) = documents(desk, []), documents(desk, [], named=True)
    assert plain.names == {}
    assert [named.names[each.id] for each in notes] == ["Ana Gil", "Ana Gil", "Bob", "Bob (PERSON)", "Jordan", "Jordan"]
