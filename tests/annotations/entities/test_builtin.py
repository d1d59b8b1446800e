from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.entities.builtin import BuiltinRecogniser, english
from annotations.entities.names import MODEL
from annotations.text.graphemes import is_boundary
from annotations.text.span import Span
from tests.annotations.entities.test_rules import _ARTICLE, _SPANS, _TEXTS

_ENGINE = BuiltinRecogniser()


def _found(text: str, headline: Span | None = None) -> list[tuple[str, str]]:
    return [(each.text, each.label) for each in _ENGINE.recognise(text, headline=headline)]


@given(_TEXTS, st.none() | _SPANS, st.lists(_SPANS, max_size=3))
def test_entities_are_exact_ordered_and_apart(text: str, headline: Span | None, skip: list[Span]) -> None:
    last = 0
    for entity in _ENGINE.recognise(text, headline=headline, skip=skip):
        start, end = entity.span.start, entity.span.end
        assert last <= start < end <= len(text)
        assert text[start:end] == entity.text
        assert is_boundary(text, start)
        assert is_boundary(text, end)
        assert 0 < entity.score <= 1
        assert not any(entity.span.overlaps(each) for each in skip if len(each))
        last = end


@pytest.mark.parametrize(
    "piece",
    ["A", "Aa Bb ", "John ", "President ", "(AB ", "Aa Bb (AB) ", "Korea and ", "A. ", "Aa-", "the Aa of ", "Aa.\n"],
)
def test_long_hostile_texts_end(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    assert all(text[each.span.start : each.span.end] == each.text for each in _ENGINE.recognise(text))


@pytest.mark.skipif(not _ARTICLE.exists(), reason="the shared articles are not beside the checkout")
def test_the_wire_story() -> None:
    text = _ARTICLE.read_text(encoding="utf-8")
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


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        ("Japan and South Korea will hold talks on Dec. 16 in Tokyo, said the minister. " * 3, True),
        ("Die Gespräche zwischen den beiden Staaten sollen im Dezember in Wien stattfinden. " * 4, False),
        ("Les deux pays ont tenu des pourparlers à Vienne et le ministre est parti mercredi. " * 4, False),
        ("日本政府と韓国政府は", False),
        ("Tokyo talks", True),
        ("", True),
    ],
)
def test_english_is_told_from_other_languages(text: str, is_english: bool) -> None:
    assert english(text) == is_english


def test_other_languages_are_left_to_the_rules() -> None:
    text = "Der Minister sprach am Mittwoch mit Angela Merkel über die Lage der Wirtschaft in Polen und Japan. " * 4
    assert {each.source.partition(":")[0] for each in _ENGINE.recognise(text)} == {"rules"}


def test_the_model_is_small_and_loaded_only_to_recognise() -> None:
    assert MODEL.stat().st_size < 8_000_000
    code = "import sys, annotations.entities.builtin as b; b.BuiltinRecogniser(); sys.exit('pycrfsuite' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
