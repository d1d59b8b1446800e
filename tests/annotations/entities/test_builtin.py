from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.entities.builtin import BuiltinRecogniser
from annotations.entities.names import MODEL
from annotations.text.span import Span
from tests.annotations.entities.strange_texts import ARTICLE, SPANS, TEXTS, check_entities

_ENGINE = BuiltinRecogniser()


def _found(text: str, headline: Span | None = None) -> list[tuple[str, str]]:
    return [(each.text, each.label) for each in _ENGINE.recognise(text, headline=headline)]


@given(TEXTS, st.none() | SPANS, st.lists(SPANS, max_size=3))
def test_entities_are_exact_ordered_and_apart(text: str, headline: Span | None, skip: list[Span]) -> None:
    found = _ENGINE.recognise(text, headline=headline, skip=skip)
    check_entities(found, text, skip)
    assert all(entity.score for entity in found)


@pytest.mark.parametrize(
    "piece",
    ["A", "Aa Bb ", "John ", "President ", "(AB ", "Aa Bb (AB) ", "Korea and ", "A. ", "Aa-", "the Aa of ", "Aa.\n"],
)
def test_long_hostile_texts_end(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    assert all(text[each.span.start : each.span.end] == each.text for each in _ENGINE.recognise(text))


@pytest.mark.skipif(not ARTICLE.exists(), reason="the shared articles are not beside the checkout")
def test_the_wire_story() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    found = _found(text, headline=Span(0, text.index("\n")))
    by_label: dict[str, set[str]] = {}
    for quote, label in found:
        by_label.setdefault(label, set()).add(quote)
    assert by_label["PERSON"] == {"Hiroshi Kajiyama", "Kajiyama"}
    assert by_label["GPE"] == {"TOKYO", "Tokyo", "Japan", "South Korea", "Vienna", "Austria", "Seoul"}
    assert by_label["NORP"] == {"Japanese", "S. Korean", "South Korean", "South Koreans"}
    assert by_label["LAW"] == {"General Security of Military Information Agreement", "GSOMIA"}
    assert by_label["ORG"] == {"Xinhua"}
    assert by_label["LOC"] == {"Korean Peninsula"}
    assert {"Dec. 5", "Dec. 16", "October last year", "1910-1945", "November 2016"} <= by_label["DATE"]
    assert by_label["MONEY"] == {"500 million U.S. dollars"}
    assert not by_label.keys() & {"PRODUCT", "WORK_OF_ART", "EVENT", "FAC"}


def test_what_the_rules_told_too_says_by_which_rule_and_what_the_model_told_alone_how_sure_it_is() -> None:
    found = {each.text: each for each in _ENGINE.recognise("On Thursday Layla Barakat walked from Smederevo to Japan.")}
    assert found["Thursday"].source == "rules:date"
    assert found["Japan"].source == "rules:gazetteer"
    assert found["Layla Barakat"].source == "model"
    assert found["Layla Barakat"].label == "PERSON"
    assert found["Smederevo"].label == "GPE"


def test_an_abbreviation_has_the_label_of_its_long_form() -> None:
    text = "The Zorblat Peace Treaty (ZPT) and the Quux Mice League (QML) matter. Nobody signed the ZPT but the QML."
    assert [each for each in _found(text) if each[0] in ("ZPT", "QML")] == [
        ("ZPT", "LAW"),
        ("QML", "ORG"),
        ("ZPT", "LAW"),
        ("QML", "ORG"),
    ]


def test_a_date_that_is_part_of_a_name_is_no_date() -> None:
    assert ("Monday", "DATE") in _found("They met on Monday in Paris.")
    assert ("World War II", "EVENT") in _found("He fought in World War II and came home.")


def test_nothing_is_seen_in_what_is_skipped() -> None:
    text = "Minister Hiroshi Kajiyama came.\n\nThen the others left Japan."
    assert [each.text for each in _ENGINE.recognise(text, skip=[Span(0, 31)])] == ["Japan"]


def test_other_languages_are_left_to_patterns_and_gazetteer() -> None:
    german = "Der Minister sprach am Mittwoch mit Frau Angela Merkel über die Lage der Wirtschaft in Japan, 1910-1945. "
    found = {(each.text, each.source) for each in _ENGINE.recognise(german * 4)}
    assert found == {("Japan", "rules:gazetteer"), ("1910-1945", "rules:date")}
    assert _ENGINE.limit(german * 4) == "in German, so only dates, amounts and known names"


def test_what_is_skipped_does_not_tell_the_language() -> None:
    german, english = (
        "Der Minister sprach mit der Frau über die Lage. " * 9,
        "The minister spoke of it to the press. " * 4,
    )
    assert _ENGINE.limit(german + english, [Span(0, len(german))]) == ""


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The talks were held in Georgia, a country in the Caucasus, on Monday.", "Georgia", "GPE"),
        ("The ship crossed the Black Sea on Monday, the navy said.", "Black Sea", "LOC"),
        ("Climbers reached the top of Mount Everest on Monday, officials said.", "Mount Everest", "LOC"),
        ("He was born in Rotterdam, a city in the Netherlands.", "Rotterdam", "GPE"),
        ("Floods hit the Mekong River and the villages beside it, officials said.", "Mekong River", "LOC"),
        ("Police in South Carolina said on Monday that two men were held.", "South Carolina", "GPE"),
        ("The storm moved over Southeast Asia on Monday, forecasters said.", "Southeast Asia", "LOC"),
    ],
)
def test_states_and_cities_are_told_from_other_places(text: str, name: str, label: str) -> None:
    assert (name, label) in [(each.removeprefix("the "), found) for each, found in _found(text)]


def test_the_model_is_small_and_loaded_only_to_recognise() -> None:
    assert MODEL.stat().st_size < 8_000_000
    code = "import sys, annotations.entities.builtin as b; b.BuiltinRecogniser(); sys.exit('pycrfsuite' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
