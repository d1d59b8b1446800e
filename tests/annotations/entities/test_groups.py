from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotations.entities.abbreviations import long_forms
from annotations.entities.entity import Entity
from annotations.entities.groups import Verdicts, group
from annotations.entities.same_names import key_of
from annotations.entities.scheme import BUILT_IN, Scheme
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
        "Tokyo": ["TOKYO", "Tokyo"],
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


def test_what_the_user_says_goes_before() -> None:
    entities = _entities(
        ("Ann Lee", "PERSON"), ("Lee", "PERSON"), ("Acme", "ORG"), ("the firm", "ORG"), ("Acme", "ORG")
    )
    lee, short, acme, firm, again = (each.span for each in entities)

    def texts(verdicts: Verdicts) -> dict[str, list[str]]:
        return {name: [each.text for each in found] for name, found in group(entities, {}, verdicts).items()}

    assert list(texts(Verdicts())) == ["Ann Lee", "Acme", "the firm"]
    assert texts(Verdicts(same=[(firm, acme)]))["Acme"] == ["Acme", "the firm", "Acme"]
    assert list(texts(Verdicts(apart=[(short, lee)]))) == ["Ann Lee", "Lee", "Acme", "the firm"]
    assert texts(Verdicts(apart=[(again, acme)])) == {
        "Ann Lee": ["Ann Lee", "Lee"],
        "Acme": ["Acme"],
        "the firm": ["the firm"],
        "Acme (ORG)": ["Acme"],
    }


def test_a_surname_between_two_full_names_is_the_first_ones() -> None:
    assert _texts(("Kim Jong Un", "PERSON"), ("Kim", "PERSON"), ("Kim Yo Jong", "PERSON")) == {
        "Kim Jong Un": ["Kim Jong Un", "Kim"],
        "Kim Yo Jong": ["Kim Yo Jong"],
    }


_WORDS = st.sampled_from(
    ["Ann Lee", "Lee", "Ann B. Lee", "Acme Corp", "Acme", "ACME", "The", ".", "'s", "U.S.", "United States"]
) | st.text(max_size=5)
_PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=4)


@given(st.lists(st.tuples(_WORDS, st.sampled_from(["PERSON", "ORG", "GPE"])), max_size=8), _PAIRS, _PAIRS)
def test_every_mention_is_in_one_group(
    named: list[tuple[str, str]], same: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    entities = _entities(*named)
    spans = [Span(at * 50, at * 50 + len(text)) for at, (text, _) in enumerate(named)]
    verdicts = Verdicts(
        *([(spans[a], spans[b]) for a, b in pairs if max(a, b) < len(spans)] for pairs in (same, apart))
    )
    found = [mention for mentions in group(entities, {"ACME": "Acme Corp"}, verdicts).values() for mention in mentions]
    assert sorted(each.span for each in found) == sorted(spans)


def test_people_are_people_by_whatever_name_a_scheme_has_for_them() -> None:
    people = replace(BUILT_IN.labels[0], name="HUMAN", origins=("PERSON",))
    named = _entities(("Ann Lee", "HUMAN"), ("Lee", "HUMAN"), ("Mrs. Lee", "HUMAN"), ("Lee", "GPE"))
    found = group(named, built_in=Scheme((people, *BUILT_IN.labels[1:])).built_in)
    assert {name: [each.label for each in mentions] for name, mentions in found.items()} == {
        "Ann Lee": ["HUMAN"] * 3,
        "Lee": ["GPE"],
    }
    assert len(group(named)) > 2
