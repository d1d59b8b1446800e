"""What is looked for, and where it stands in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.search.marking import Marker
from annotations.search.sought import Sought
from annotations.text.folding import words
from annotations.text.query import QueryError, terms
from annotations.text.tally import Tally

FIELDS = ("text", "title")


def sought(query: str) -> Sought:
    return Sought.of(terms(query, FIELDS))


@pytest.mark.parametrize(
    ("query", "expression", "exclusion"),
    [
        ("Fog", '("fog")', None),
        ('"old harbour" harb*', '("old harbour") AND ("harb" *)', None),
        ("title:don't", '(title : "don t")', None),
        ("fog -text:sea -rain", '("fog") NOT (text : "sea") NOT ("rain")', '(text : "sea") OR ("rain")'),
        ('NEAR(fog "old sea", 3)', '(NEAR("fog" "old sea", 3))', None),
        ("東京", '("東 京")', None),
        ("-rain", None, '("rain")'),
        ("AND NOT* title:OR", '("and") AND ("not" *) AND (title : "or")', None),
    ],
)
def test_no_letter_of_a_query_is_an_order(query: str, expression: str | None, exclusion: str | None) -> None:
    found = sought(query)
    assert (found.expression, found.exclusion) == (expression, exclusion)


def test_a_term_without_a_letter_is_no_search() -> None:
    with pytest.raises(QueryError, match="no letter or digit"):
        sought("fog {}:^")


@pytest.mark.parametrize(
    ("query", "text", "holds"),
    [
        ("fog", "The FOG came.", True),
        ("fo", "The fog came.", False),
        ("fo*", "The fog came.", True),
        ('"fog the"', "the fog", False),
        ("-rain", "fog", True),
        ("fog -rain", "fog and rain", False),
        ("NEAR(fog sea, 1)", "sea of fog", True),
        ("NEAR(fog sea, 1)", "sea of grey fog", False),
        ("NEAR(fog fog, 0)", "fog", True),
        ("NEAR(a b c, 2)", "a x b x c", False),
        ("NEAR(a b c, 3)", "a x b x c", True),
        ("京タ", "東京タワー", True),
        ("울역", "서울역에서", True),
        ("title:fog", "fog", False),
    ],
)
def test_what_holds(query: str, text: str, holds: bool) -> None:
    assert sought(query).holds([], words(text)) is holds


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("fog sea", "Sea, fog; seaside.", ["Sea", "fog"]),
        ('"old harbour" harbour', "The old\nharbour: HARBOUR", ["old\nharbour", "HARBOUR"]),
        ("zu* -lake", "Zürich, Zu\u0308richsee, lake", ["Zürich", "Zu\u0308richsee"]),
        ("東京", "東京と東 京", ["東京", "東 京"]),
        ("กา", "กำกา", ["กา"]),
        ("NEAR(a b, 1)", "b x a", ["b", "a"]),
    ],
)
def test_where_it_stands(query: str, text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in Marker(sought(query)).matches(text)] == found


def test_the_best_place_is_where_the_words_are_together() -> None:
    text = "fog " + "x " * 200 + "sea and fog"
    place = Marker(sought("fog sea")).best(text)
    assert place is not None
    assert text[place.span.start :] == "sea and fog"
    assert Marker(sought("-fog")).best(text) is None


@given(st.text(st.sampled_from("ab é東ー\u0301\n"), max_size=60), st.integers(1, 9))
def test_slices_find_what_the_whole_has(text: str, size: int) -> None:
    marker = Marker(sought('"a b" 東* é'))
    tally = Tally(marker, text)
    while tally.advance(size):
        pass
    assert tally.within(0, len(text)) == list(marker.matches(text))
