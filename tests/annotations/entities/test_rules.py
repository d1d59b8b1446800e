from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.entities.candidates import Candidate, settle
from annotations.entities.engines import engine
from annotations.entities.rules import RuleRecogniser
from annotations.problem import PostilError
from annotations.text.graphemes import is_boundary
from annotations.text.span import Span

_ARTICLE = Path(__file__).parents[4] / "shared" / "articles" / "000_bbd14f8de049ecc4.txt"
_NAMES = (
    "Mr. |President |Xi Jinping|Hiroshi |Kajiyama|'s|’s | said| of | and |Ministry|Agreement|South Korea|TOKYO|Japan"
    "|al-|Jordan|New York|New\nYork|Dec. 5|1910-1945|$5 million|3%|120 km|three|first| (ABC)|ABC|€3m|5 ° C"
)
_TROUBLE = (
    "n| -- |\n|\n\n|. |日本|中国人|العربية |٣|\u0301|\u0308|👩\u200d👩\u200d👧|🇯🇵|é|e\u0301|\u200d|\u00a0"
    "|İstanbul|ﬁ|ß|\r|\x00|\ud800|“|”|²"
)
_PIECES = st.sampled_from(_NAMES.split("|") + _TROUBLE.split("|"))
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=30).map("".join))
_SPANS = st.tuples(st.integers(0, 80), st.integers(0, 80)).map(lambda ends: Span(min(ends), max(ends)))
_RULES = RuleRecogniser()


@given(_TEXTS, st.none() | _SPANS, st.lists(_SPANS, max_size=3))
def test_entities_are_exact_ordered_and_apart(text: str, headline: Span | None, skip: list[Span]) -> None:
    last = 0
    for entity in _RULES.recognise(text, headline=headline, skip=skip):
        start, end = entity.span.start, entity.span.end
        assert last <= start < end <= len(text)
        assert text[start:end] == entity.text
        assert is_boundary(text, start)
        assert is_boundary(text, end)
        assert entity.source.startswith("rules:")
        assert 0 < entity.score <= 1
        assert not any(entity.span.overlaps(each) for each in skip if len(each))
        last = end


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


@pytest.mark.skipif(not _ARTICLE.exists(), reason="the shared articles are not beside the checkout")
def test_the_wire_story() -> None:
    text = _ARTICLE.read_text(encoding="utf-8")
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
