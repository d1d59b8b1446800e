"""Counting and walking matches in a text that is looked through slice by slice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.problem import Problem
from annotations.text import expression
from annotations.text.find import Finder, compile_query
from annotations.text.span import Span
from annotations.text.tally import Tally

TEXTS = st.text("ab \n\u0301", max_size=60)
QUERIES = st.sampled_from(["a", "ab", "a b", "aa", "re:a+", "re:b.", "re:^a", "zz"])


def finder(query: str) -> Finder:
    found = compile_query(query)
    assert not isinstance(found, Problem)
    return found


class Counted:
    """A finder that counts the code points it was given to look through."""

    def __init__(self, query: str) -> None:
        self._finder = finder(query)
        self.seen: list[int] = []

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        assert end is not None
        self.seen.append(end - start)
        return self._finder.matches(text, start, end)

    def cut(self, text: str, offset: int) -> int:
        return self._finder.cut(text, offset)


@given(QUERIES, TEXTS, st.integers(1, 9))
def test_slice_by_slice_finds_each_match_once(query: str, text: str, size: int) -> None:
    tally = Tally(finder(query), text)
    while tally.advance(size):
        pass
    assert tally.complete
    assert tally.within(0, len(text)) == list(finder(query).matches(text))


@given(QUERIES, TEXTS, st.integers(-1, 60))
def test_next_and_previous_are_those_of_the_whole_and_wrap(query: str, text: str, offset: int) -> None:
    every = list(finder(query).matches(text))
    after = [match for match in every if match.start > offset]
    before = [match for match in every if match.start < offset]
    assert Tally(finder(query), text).next_match(offset) == next(iter(after or every), None)
    assert Tally(finder(query), text).previous_match(offset) == next(reversed(before or every), None)


@given(QUERIES, TEXTS, st.integers(0, 60), st.integers(1, 60))
def test_within_are_those_that_share_a_character(query: str, text: str, start: int, length: int) -> None:
    tally = Tally(finder(query), text)
    tally.previous_match(0)
    sight = Span(start, start + length)
    assert tally.within(sight.start, sight.end) == [
        match for match in finder(query).matches(text) if match.overlaps(sight)
    ]


def test_standing_tells_when_there_may_be_more() -> None:
    tally = Tally(finder("a"), "a.a.a.a.")
    tally.advance(4)
    assert (len(tally), tally.standing(2)) == (2, "2 of 2+")
    tally.advance(4)
    assert [tally.standing(offset) for offset in (0, 1, 4, 7)] == ["1 of 4", "1 of 4", "3 of 4", "4 of 4"]


def test_a_slice_costs_the_same_in_any_text_and_a_near_match_only_its_slice() -> None:
    counted = Counted("needle")
    tally = Tally(counted, ("hay " * 10_000 + "needle ") * 50)
    assert tally.next_match(0) == Span(40_000, 40_006)
    assert len(counted.seen) == 1
    tally.previous_match(0)
    assert max(counted.seen) == 128 * 1024
    assert len(tally) == 50


def test_an_expression_that_is_too_slow_ends_the_search_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expression, "PATIENCE", 0.05)
    tally = Tally(finder("re:(?:a|aa)+b"), "ab\n" + "a" * 200 + "\n" + "ab\n" * 10)
    assert tally.previous_match(0) == Span(0, 2)
    assert tally.complete
    assert tally.problem is not None
    assert "too long" in str(tally.problem)
