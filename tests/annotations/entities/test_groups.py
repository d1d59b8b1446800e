from __future__ import annotations

from annotations.entities.abbreviations import long_forms
from annotations.entities.entity import Entity
from annotations.entities.groups import group
from annotations.entities.same_names import key_of
from annotations.text.span import Span


def _entities(*named: tuple[str, str]) -> list[Entity]:
    return [
        Entity(Span(at * 50, at * 50 + len(text)), text, label, 1.0, "test") for at, (text, label) in enumerate(named)
    ]


def _texts(*named: tuple[str, str]) -> dict[str, list[str]]:
    return {name: [each.text for each in mentions] for name, mentions in group(_entities(*named)).items()}


def test_case_space_possessive_and_article_do_not_part_mentions() -> None:
    assert key_of("TOKYO", "GPE") == key_of("Tokyo’s", "GPE") == key_of("tokyo", "GPE")
    assert key_of("South\nKorea", "GPE") == key_of("South  Korea", "GPE")
    assert key_of("the Senate", "ORG") == key_of("Senate", "ORG")
    assert key_of("Washington", "GPE") != key_of("Washington", "PERSON")


def test_groups_stand_in_the_order_of_first_mentions() -> None:
    assert _texts(("TOKYO", "GPE"), ("Seoul", "GPE"), ("Tokyo", "GPE")) == {
        "TOKYO": ["TOKYO", "Tokyo"],
        "Seoul": ["Seoul"],
    }
    assert list(_texts(("TOKYO", "GPE"), ("Seoul", "GPE"))) == ["TOKYO", "Seoul"]


def test_a_surname_joins_the_only_full_name_that_has_it() -> None:
    assert _texts(("Kajiyama", "PERSON"), ("Hiroshi Kajiyama", "PERSON")) == {
        "Hiroshi Kajiyama": ["Kajiyama", "Hiroshi Kajiyama"]
    }
    assert list(_texts(("Jill Biden", "PERSON"), ("Joe Biden", "PERSON"), ("Biden", "PERSON"))) == [
        "Jill Biden",
        "Joe Biden",
        "Biden",
    ]


def test_the_same_words_under_two_labels_stay_apart() -> None:
    assert _texts(("Washington", "GPE"), ("Washington", "PERSON")) == {
        "Washington": ["Washington"],
        "Washington (PERSON)": ["Washington"],
    }


def test_an_abbreviation_joins_the_long_form_that_is_mentioned() -> None:
    text = "The Zorblat Peace Treaty (ZPT), or ZPT, and the Quux League (QL)."
    entities = _entities(("Zorblat Peace Treaty", "LAW"), ("ZPT", "LAW"), ("QL", "ORG"), ("ZPT", "ORG"))
    assert {name: len(mentions) for name, mentions in group(entities, long_forms(text)).items()} == {
        "Zorblat Peace Treaty": 2,
        "QL": 1,
        "ZPT": 1,
    }
