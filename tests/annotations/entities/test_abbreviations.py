from __future__ import annotations

import pytest

from annotations.entities.abbreviations import abbreviations
from annotations.entities.rules import RuleRecogniser


def _pairs(text: str) -> list[tuple[str, str]]:
    return [
        (text[each.short.start : each.short.end], text[each.long.start : each.long.end]) for each in abbreviations(text)
    ]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("the Popular Mobilization Forces (PMF), a militia", [("PMF", "Popular Mobilization Forces")]),
        (
            "the General Security of Military Information Agreement (GSOMIA), before",
            [("GSOMIA", "General Security of Military Information Agreement")],
        ),
        ("Pacific Gas and Electric (PG&E) said", [("PG&E", "Pacific Gas and Electric")]),
        ("heat shock transcription factor (HSF)", [("HSF", "heat shock transcription factor")]),
        ("in Tokyo (Xinhua) the ministers", []),
        ("unrelated words stand here (XYZ)", []),
        ("It ended. Big (ABC)", []),
    ],
)
def test_the_long_form_is_found_before_the_brackets(text: str, pairs: list[tuple[str, str]]) -> None:
    assert _pairs(text) == pairs


def test_every_later_mention_has_the_label_of_the_long_form() -> None:
    text = (
        "The Zorblat Peace Treaty (ZPT) and the Quux Mice League (QML) matter. ZPT was signed, the QML was not. ZPTs."
    )
    short = [
        (each.text, each.label) for each in RuleRecogniser().recognise(text) if each.source == "rules:abbreviation"
    ]
    assert short == [("ZPT", "LAW"), ("QML", "ORG"), ("ZPT", "LAW"), ("QML", "ORG")]


def test_lower_case_long_forms_give_no_entity() -> None:
    assert RuleRecogniser().recognise("we use machine learning (ML) here, and ML is slow") == []
