"""Copies of a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.articles.article import Article
from annotations.desk.duplicates import folded, groups
from annotations.search.entry import entry
from annotations.search.text_index import TextIndex

WIRE = """\
Six countries sign treaty to bring back night train

LISBON, Jan. 12 (Meridian) -- Transport ministers of Portugal, Spain and France signed a treaty on Monday to bring back
a night train between Lisbon and Warsaw, the longest such journey in western Europe since the 1970s.

The agreement was signed shortly after 6:30 p.m. in the old customs hall, under a clock that railway workers had
repaired for the day. "A continent is the distance that you can sleep through," said the minister, Helena Sarmento.
"Tonight it has become a little smaller." The first train is to leave in September; it will cover 3,340 kilometers.
"""
EDITED = (
    "Night train returns\n\nFrom our correspondent\n\n"
    + WIRE.split("\n\n", 1)[1].replace("\n", " ").replace("  ", "\n\n").replace("repaired for", "mended for")
    + "\n\nRead more on our site.\n"
)
OTHER = WIRE.replace("Portugal", "Kenya").replace("train", "ferry").replace("Lisbon", "Mombasa").replace("the", "one")


def sketches(folder: Path, **texts: str) -> list[tuple[str, bytes, bytes]]:
    """What the index keeps of texts to tell copies by."""
    index = TextIndex(folder)
    index.put(entry(Article(name, text), (1, 1)) for name, text in texts.items())
    return index.sketches()


def test_a_copy_that_was_edited_is_one(tmp_path: Path) -> None:
    pytest.importorskip("rensa")
    found = groups(sketches(tmp_path, wire=WIRE, edited=EDITED, other=OTHER, again=WIRE))
    assert found.keys() == {"wire", "edited", "again"}
    assert len(set(found.values())) == 1


def test_without_the_extra_the_same_text_is_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.search.likeness._hasher", lambda: None)
    assert groups(sketches(tmp_path, wire=WIRE, edited=EDITED, again=WIRE)).keys() == {"wire", "again"}


def test_short_texts_are_copies_only_where_they_are_the_same(tmp_path: Path) -> None:
    assert groups(sketches(tmp_path, a="Rain.", b="Rain!", c="Rain.")).keys() == {"a", "c"}


GROUPS = {"b": 1, "d": 1, "e": 1, "c": 2, "f": 2}


@pytest.mark.parametrize(
    ("unfolded", "current", "names", "counts"),
    [
        (set(), None, "abc", {"b": 3, "c": 2}),
        (set(), "e", "aec", {"e": 3, "c": 2}),
        ({1}, None, "abcde", {"c": 2}),
        ({1, 2}, "f", "abcdef", {}),
    ],
)
def test_folding(unfolded: set[int], current: str | None, names: str, counts: dict[str, int]) -> None:
    assert folded("abcdef", GROUPS, unfolded, current) == (list(names), counts)


def test_one_of_which_only_one_is_shown_stands_for_itself() -> None:
    assert folded("ab", GROUPS, set(), None) == (["a", "b"], {})
