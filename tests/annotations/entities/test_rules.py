from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.entities.candidates import Candidate, settle
from annotations.entities.engines import engine
from annotations.entities.rules import RuleRecogniser
from annotations.problem import PostilError
from annotations.text.span import Span
from tests.annotations.entities.strange_texts import ARTICLE, SPANS, TEXTS, check_entities

_RULES = RuleRecogniser()


@given(TEXTS, st.none() | SPANS, st.lists(SPANS, max_size=3))
def test_entities_are_exact_ordered_and_apart(text: str, headline: Span | None, skip: list[Span]) -> None:
    found = _RULES.recognise(text, headline=headline, skip=skip)
    check_entities(found, text, skip)
    assert all(entity.source.startswith("rules:") and entity.score for entity in found)


def test_nothing_is_seen_in_what_is_skipped_nor_known_from_it() -> None:
    text = "Minister Hiroshi Kajiyama came.\n\nThen Kajiyama left Japan."
    assert [each.text for each in _RULES.recognise(text, skip=[Span(0, 31)])] == ["Japan"]


@pytest.mark.parametrize(
    "piece",
    ["A", "Aa Bb ", "John ", "President ", "Ministry of ", "(AB ", "Aa Bb (AB) ", "Korea and ", "A. ", "e\u0301"],
)
def test_long_hostile_texts_end(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert all(text[each.span.start : each.span.end] == each.text for each in _RULES.recognise(text))


def test_a_text_with_many_people_ends() -> None:
    names = [f"Zo{first}{second}" for first in "abcdefghijklmnopqrst" for second in "abcdefghijklmnopqrst"]
    text = " ".join(f"John {name}{tail} said" for name in names for tail in ("lo", "mi", "no"))
    assert len(_RULES.recognise(text)) == 1200


@pytest.mark.skipif(not ARTICLE.exists(), reason="the shared articles are not beside the checkout")
def test_the_wire_story() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    headline = Span(0, text.index("\n"))
    found = [(each.text, each.label, each.source) for each in _RULES.recognise(text, headline=headline)]
    assert found[:2] == [("Japanese", "NORP", "rules:gazetteer"), ("S. Korean", "NORP", "rules:gazetteer")]
    assert {
        ("Xinhua", "ORG", "rules:gazetteer"),
        ("TOKYO", "GPE", "rules:gazetteer"),
        ("Dec. 5", "DATE", "rules:date"),
        ("Hiroshi Kajiyama", "PERSON", "rules:name"),
        ("Kajiyama", "PERSON", "rules:surname"),
        ("South Koreans", "NORP", "rules:gazetteer"),
        ("General Security of Military Information Agreement", "LAW", "rules:treaty"),
        ("GSOMIA", "LAW", "rules:abbreviation"),
        ("1910-1945", "DATE", "rules:date"),
        ("October last year", "DATE", "rules:date"),
        ("November 2016", "DATE", "rules:date"),
        ("500 million U.S. dollars", "MONEY", "rules:money"),
        ("first", "ORDINAL", "rules:ordinal"),
    } <= set(found)
    assert {text for text, label, _ in found if label == "GPE"} == {
        "TOKYO", "Tokyo", "Japan", "South Korea", "Vienna", "Austria", "Seoul",
    }  # fmt: skip
    assert {text for text, label, _ in found if label == "PERSON"} == {"Hiroshi Kajiyama", "Kajiyama"}


def test_two_claims_of_one_rank_to_one_place_are_settled_the_same_way_each_time() -> None:
    claims = [Candidate(0, 4, "ORG", "organisation"), Candidate(0, 4, "LOC", "place"), Candidate(0, 4, "GPE", "place")]
    for order in (claims, claims[::-1]):
        assert [each.label for each in settle("Acme", order)] == ["GPE"]


def test_an_unknown_engine_names_those_that_are_known() -> None:
    assert (engine().name, engine("rules").name) == ("builtin", "rules")
    with pytest.raises(PostilError, match=r"oracle: no such engine; the engines are: builtin, rules"):
        engine("oracle")
