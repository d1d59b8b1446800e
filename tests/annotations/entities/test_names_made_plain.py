"""What is done with the model's names: their ends, their labels, and their agreement over an article."""

from __future__ import annotations

import pytest

from annotations.entities.capitals import Capitals
from annotations.entities.consistency import agreed, spread
from annotations.entities.gazetteer import Gazetteer
from annotations.entities.kinds import Kinds
from annotations.entities.names import Name
from annotations.entities.trimming import trimmed

_GAZETTEER = Gazetteer()


def _name(text: str, quote: str, label: str, score: float = 0.9) -> Name:
    start = text.index(quote)
    return Name(start, start + len(quote), label, score)


@pytest.mark.parametrize(
    ("text", "found", "label", "plain"),
    [
        ("so Mr. Zorblat said", "Mr. Zorblat", "PER", "Zorblat"),
        ("so President Zorblat said", "President Zorblat", "PER", "Zorblat"),
        ("so President said", "President", "PER", "President"),
        ("so Datuk Seri Zorblat said", "Datuk Seri Zorblat", "PER", "Zorblat"),
        ("so Comm Dato' Sri Zorblat said", "Comm Dato' Sri Zorblat", "PER", "Zorblat"),
        ("so Tan Zorblat said", "Tan Zorblat", "PER", "Tan Zorblat"),
        ("at the Acme Bank's door", "the Acme Bank's", "ORG", "Acme Bank"),
        ('the "Zorblat" opened', '"Zorblat"', "MISC", "Zorblat"),
        ("an (Acme Bank) here", "Acme Bank)", "ORG", "Acme Bank"),
        ("a Bank (Acme) here", "Bank (Acme)", "ORG", "Bank (Acme)"),
        ("((Hiro Zorblat)) Well, no", "Hiro Zorblat)) Well", "PER", "Hiro Zorblat"),
        ("an Acme [Bank here", "Acme [Bank", "ORG", "Acme"),
        ("Minister of Economy, Trade here", "Economy", "ORG", None),
        ("with al-Zorba here", "Zorba", "PER", "al-Zorba"),
        ("with al-Zorba here", "-Zorba", "PER", "al-Zorba"),
        ("in Zorblat 🇰🇷 here", "Zorblat 🇰🇷", "LOC", "Zorblat"),
        ("with Zorblat! here", "Zorblat!", "ORG", "Zorblat!"),
        ("in the 's here", "the 's", "ORG", None),
        ("type P$Q here", "P$Q", "PER", None),
        ("met Ban Ki-moon here", "Ban Ki", "PER", "Ban Ki-moon"),
        ("met Lai Ching-te here", "Lai Ching", "PER", "Lai Ching-te"),
        ("met Park Won-soon here", "Park", "PER", "Park Won-soon"),
        ("met Bush Tax-free here", "Bush", "PER", "Bush"),
        ("the Donald Zorblat-led talks", "Donald Zorblat", "PER", "Donald Zorblat"),
        ("so ABS-CBN said", "CBN", "ORG", "ABS-CBN"),
        ("the US-NATO talks", "NATO", "ORG", "NATO"),
        ("live in The Zorblat now", "Zorblat", "LOC", "The Zorblat"),
        ("the album A Zorblat Lie came", "Zorblat Lie", "MISC", "A Zorblat Lie"),
        ('he sang "The Zorblat" there', "Zorblat", "MISC", "The Zorblat"),
        ('he said "The Zorblat went" there', "Zorblat", "ORG", "Zorblat"),
        ("it ended. The Zorblat went", "Zorblat", "ORG", "Zorblat"),
        ("as The Zorblats live", "Zorblats", "NORP", "Zorblats"),
    ],
)
def test_the_ends_of_a_name_are_made_plain(text: str, found: str, label: str, plain: str | None) -> None:
    name = trimmed(text, _name(text, found, label))
    assert (name and text[name.start : name.end]) == plain


@pytest.mark.parametrize(
    ("name", "label", "opinion", "kind"),
    [
        ("Zorblat", "PER", None, "PERSON"),
        ("Japan", "LOC", None, "GPE"),
        ("Japan", "NORP", None, "GPE"),
        ("Japanese", "LOC", None, "NORP"),
        ("Europe", "LOC", None, "LOC"),
        ("Zorblat", "LOC", None, "GPE"),
        ("Zorblat River", "LOC", None, "LOC"),
        ("Gulf of Zorblat", "LOC", None, "LOC"),
        ("Zorblat County", "LOC", None, "GPE"),
        ("Zorblat Stadium", "LOC", None, "FAC"),
        ("Museum of Zorblat", "LOC", None, "FAC"),
        ("Zorblat", "LOC", "LOC", "LOC"),
        ("Zorblat Pact", "ORG", "LAW", "LAW"),
        ("Zorblat", "ORG", None, "ORG"),
        ("Sun", "ORG", None, "LOC"),
        ("Zorblat hospital", "LOC", None, "FAC"),
        ("COVID-19", "MISC", None, None),
        ("Hindi", "LOC", None, None),
        ("Battle of Zorblat", "MISC", None, "EVENT"),
        ("Zorblat Treaty", "MISC", None, "LAW"),
        ("Zorblat Prize", "MISC", None, "WORK_OF_ART"),
        ("Zorblat 9", "MISC", None, "PRODUCT"),
        ("Zorblat Day", "MISC", None, "EVENT"),
        ("Crow Tribe", "MISC", None, "NORP"),
        ("Montanans", "PER", None, "NORP"),
        ("God", "PER", None, None),
        ("Day Without Zorblat", "MISC", None, "WORK_OF_ART"),
        ("Captain Zorblat: Civil War", "MISC", "EVENT", "WORK_OF_ART"),
        ("Opel Zorblat", "MISC", None, "PRODUCT"),
        ("Interstate 80", "LOC", None, "FAC"),
        ("Interstate Zorblat", "LOC", None, "GPE"),
    ],
)
def test_the_labels_of_the_model_are_parted(name: str, label: str, opinion: str | None, kind: str | None) -> None:
    assert Kinds(_GAZETTEER).label(f"See {name} here", _name(f"See {name} here", name, label), opinion) == kind


def test_what_stands_in_quotation_marks_is_a_title() -> None:
    text = "She wrote “Zorblat” here"
    assert Kinds(_GAZETTEER).label(text, _name(text, "Zorblat", "MISC"), None) == "WORK_OF_ART"


@pytest.mark.parametrize(
    ("follows", "label"),
    [(" oil field", "LOC"), (" field", "LOC"), (" bridge", "FAC"), (" bridged it", "PERSON"), (", a mine", "PERSON")],
)
def test_a_field_or_bridge_that_bears_a_persons_name_is_no_person(follows: str, label: str) -> None:
    text = f"the Johan Zorblat{follows}"
    assert Kinds(_GAZETTEER).label(text, _name(text, "Johan Zorblat", "PER"), None) == label


def _agreed(text: str, *names: Name) -> list[str]:
    return [name.label for name in agreed(text, names, _GAZETTEER)]


def test_the_same_form_has_the_same_label_where_one_is_clear() -> None:
    text = "Zorblat; ZORBLAT; Zorblat"
    first, second, third = (Name(start, start + 7, "GPE", 0.9) for start in (0, 9, 18))
    assert _agreed(text, first, second, third._replace(label="ORG", score=0.5)) == ["GPE", "GPE", "GPE"]
    assert _agreed(text, first, third._replace(label="ORG")) == ["GPE", "ORG"]


def test_a_surname_after_a_full_name_is_that_person_but_a_country_is_not() -> None:
    text = "Hiro Zorblat came; Zorblat left Hiro Japan in Japan"
    full, other = _name(text, "Hiro Zorblat", "PERSON"), _name(text, "Hiro Japan", "PERSON")
    later = Name(19, 26, "ORG", 0.6)
    country = Name(46, 51, "GPE", 0.6)
    assert _agreed(text, full, later, other, country) == ["PERSON", "PERSON", "PERSON", "GPE"]


def test_sure_names_are_found_again_and_their_surnames_too() -> None:
    text = "Hiro Zorblat met Acme Bank. Zorblat praised it, and Acme Banks, Zorblat-Quux and Acme Bank."
    names = [_name(text, "Hiro Zorblat", "PERSON"), _name(text, "Acme Bank", "ORG")]
    assert [(text[each.start : each.end], each.label) for each in spread(Capitals(text), names)] == [
        ("Zorblat", "PERSON"),
        ("Acme Bank", "ORG"),
    ]
    assert list(spread(Capitals(text), [name._replace(score=0.5) for name in names])) == []


def test_a_headline_in_capitals_has_the_names_of_the_article_and_no_short_ones() -> None:
    text = "ZORBLAT QUUX OF UNZU AND ACM BANK IS WITH US.\n\nZorblat Quux left. Quux met Acm of UNZU."
    names = [_name(text, "Zorblat Quux", "PERSON"), _name(text, "Acm ", "ORG")._replace(end=text.index("Acm ") + 3)]
    names.append(Name(len(text) - 5, len(text) - 1, "ORG", 0.9))
    assert [(text[each.start : each.end], each.label) for each in spread(Capitals(text), names)] == [
        ("ZORBLAT QUUX", "PERSON"),
        ("UNZU", "ORG"),
        ("Quux", "PERSON"),
    ]


def test_a_name_that_begins_a_longer_one_is_not_found_again_in_it() -> None:
    text = "They left Zorblat. Then Zorblat Shuttles came to Zorblat Monday."
    again = list(spread(Capitals(text), [_name(text, "Zorblat", "ORG")]))
    assert [text[each.start : each.end + 7] for each in again] == ["Zorblat Monday"]


def test_a_word_that_is_also_written_small_is_not_spread() -> None:
    text = "Zorblat came. A zorblat is a bird. Zorblat flew."
    assert list(spread(Capitals(text), [_name(text, "Zorblat", "PERSON")])) == []
