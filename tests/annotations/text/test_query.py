"""The grammar of queries."""

from __future__ import annotations

import pytest

from annotations.text.query import QueryError, terms

FIELDS = ("title", "note")


def test_a_star_at_the_end_of_a_bare_word_lets_it_go_on() -> None:
    found = terms('harb* "harb*" title:ha* * -fo*', FIELDS)
    assert [(term.field, term.value, term.prefix, term.negated) for term in found] == [
        (None, "harb", True, False),
        (None, "harb*", False, False),
        ("title", "ha", True, False),
        (None, "*", False, False),
        (None, "fo", True, True),
    ]


@pytest.mark.parametrize(
    ("query", "parts", "near", "negated"),
    [
        ("NEAR(fog harbour)", ("fog", "harbour"), 10, False),
        ('-NEAR(fog "old harbour", 3)', ("fog", "old harbour"), 3, True),
        ("NEAR(a b c,0)", ("a", "b", "c"), 0, False),
        ('NEAR("a, b" c)', ("a, b", "c"), 10, False),
    ],
)
def test_near(query: str, parts: tuple[str, ...], near: int, negated: bool) -> None:
    (term,) = terms(query, FIELDS)
    assert (term.parts, term.near, term.negated) == (parts, near, negated)


def test_near_in_small_letters_is_a_word() -> None:
    assert [term.near for term in terms("near (x)", FIELDS)] == [None, None]


@pytest.mark.parametrize(
    ("query", "start", "said"),
    [
        ("tax NEAR(fog", 4, "not closed"),
        ("tax NEAR(fog)", 4, "two words"),
        ("NEAR(fog sea, deep)", 0, "how many words"),
        ("NEAR(fog sea, 12345)", 0, "how many words"),
        ('x titel:"a"', 2, "title:?"),
        ('fog "x', 4, "quotation mark"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(query: str, start: int, said: str) -> None:
    with pytest.raises(QueryError, match=rf"\(character {start + 1}\)") as caught:
        terms(query, FIELDS)
    assert caught.value.start == start
    assert said in str(caught.value)
