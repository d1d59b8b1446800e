from __future__ import annotations

import pytest

from annotations.entities.entity import Entity
from annotations.entities.rules import RuleRecogniser
from annotations.text.span import Span


def _recognised(text: str, headline: Span | None = None) -> list[Entity]:
    return RuleRecogniser().recognise(text, headline=headline)


def _found(text: str, *labels: str) -> list[str]:
    return [entity.text for entity in _recognised(text) if entity.label in labels]


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("yesterday Minister of Trade and Industry Hiroshi Kajiyama said so.", "Hiroshi Kajiyama"),
        ("yesterday Israeli Prime Minister Benjamin Netanyahu left.", "Benjamin Netanyahu"),
        ("they met General Qwerty in the morning.", "Qwerty"),
        ("they met Edward J. DeBartolo Jr. in the morning.", "Edward J. DeBartolo Jr."),
        ("the mayor praised Ahmed al-Assadi in the morning.", "Ahmed al-Assadi"),
        ("they met Ursula von der Leyen in the morning.", "Ursula von der Leyen"),
        ("they met Moon Jae-in in the morning.", "Moon Jae-in"),
        ("they met Xi Jinping in the morning.", "Xi Jinping"),
        ("they met Tsai Ing-wen in the morning.", "Tsai Ing-wen"),
        ("they met Tan Sri Muhyiddin Yassin and left.", "Muhyiddin Yassin"),
        ("they met Dato' Sri Zorblat and left.", "Zorblat"),
        ("there Tedros Ghebreyesus said so.", "Tedros Ghebreyesus"),
        ("there Zorblat Quux, 45, was arrested.", "Zorblat Quux"),
        ("there the spokeswoman Zorblat Quux was seen.", "Zorblat Quux"),
        ("the senator from Vermont Bernie Sanders left.", "Bernie Sanders"),
    ],
)
def test_people_without_their_titles(sentence: str, person: str) -> None:
    assert _found(sentence, "PERSON") == [person]


def test_a_surname_means_the_person_who_was_introduced_also_in_the_headline() -> None:
    text = "Kajiyama Speaks Again In Public\n\nMinister Hiroshi Kajiyama spoke. Kajiyama's aide left Kajiyama Street."
    people = [entity for entity in _recognised(text, Span(0, 31)) if entity.label == "PERSON"]
    assert [(person.text, person.source) for person in people] == [
        ("Kajiyama", "rules:surname"),
        ("Hiroshi Kajiyama", "rules:title"),
        ("Kajiyama", "rules:surname"),
    ]


@pytest.mark.parametrize(
    ("sentence", "name", "label"),
    [
        ("at the Ministry of Economy, Trade and Industry of late.", "Ministry of Economy, Trade and Industry", "ORG"),
        ("at the United States Department of Defense of late.", "United States Department of Defense", "ORG"),
        ("at the University of Calgary of late.", "University of Calgary", "ORG"),
        ("at the Food and Agriculture Organization of late.", "Food and Agriculture Organization", "ORG"),
        ("with Acme Corp. of late.", "Acme Corp.", "ORG"),
        ("at Baghdad International Airport of late.", "Baghdad International Airport", "FAC"),
        (
            "under the General Security of Military Information Agreement.",
            "General Security of Military Information Agreement",
            "LAW",
        ),
        ("since World War II of late.", "World War II", "EVENT"),
        ("since Hurricane Maria of late.", "Hurricane Maria", "EVENT"),
        ("near the Gulf of Zorblat of late.", "Gulf of Zorblat", "LOC"),
        ("in Westchester County of late.", "Westchester County", "GPE"),
        ("at the House of Representatives Darin Quux spoke.", "House of Representatives", "ORG"),
        ("by Zorblat Fire and Rescue of late.", "Zorblat Fire and Rescue", "ORG"),
        ("by Zorblat Search & Rescue Team of late.", "Zorblat Search & Rescue Team", "ORG"),
        ("the senator from Vermont Bernie Sanders left.", "Vermont", "GPE"),
    ],
)
def test_names_with_a_telling_word(sentence: str, name: str, label: str) -> None:
    assert (name, label) in [(entity.text, entity.label) for entity in _recognised(sentence)]


def test_a_field_that_bears_a_persons_name_is_no_person() -> None:
    assert _found("a visit to the Michael Quux oil field of late.", "PERSON") == []


def test_titles_and_words_that_begin_a_sentence_are_no_part_of_a_name() -> None:
    assert _found("However Acme Bank fell. The council met; Council members of Acme Bank too.", "ORG") == [
        "Acme Bank",
        "Acme Bank",
    ]
    assert _found("The story ran in Monday Acme Bank news.", "ORG") == ["Acme Bank"]


def test_capitals_in_headlines_and_lines_in_capitals_are_no_evidence() -> None:
    headline = "Zorblat Quux Said Council Board To Meet Agency"
    assert _recognised(f"{headline}\n\nNothing.", Span(0, len(headline))) == []
    for stop in ("", "."):
        assert _recognised(f"GENERAL ZORBLAT QUUX SAID THE ACME BANK IS WITH US{stop}\n\nNothing.") == []
