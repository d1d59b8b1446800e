"""Searching: what a query finds, and that slices lose and invent nothing."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.problem import PostilError, Problem
from annotations.text import expression
from annotations.text.find import Finder, compile_query
from annotations.text.graphemes import is_boundary

PIECES = st.sampled_from(
    ["a", "A", "b", " ", "  ", "\n", "\t", "é", "e\u0301", "-", "’", "東", "👩‍👩‍👧", "🇯🇵", "\u0301", "ß"]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
QUERIES = st.one_of(
    st.lists(PIECES, min_size=1, max_size=4).map("".join).filter(str.strip),
    st.sampled_from(
        ["re:a+", "re:.", "re:a b", "re:^.", "re:b$", "re:e", "re:(?<=a)b", "re:\\W", "re:x*", "re:a|\u0301"]
    ),
)


def finder(query: str) -> Finder:
    found = compile_query(query)
    assert not isinstance(found, Problem)
    return found


def found(query: str, text: str) -> list[str]:
    return [text[match.start : match.end] for match in finder(query).matches(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("tokyo", "Tokyo TOKYO tokyo", ["Tokyo", "TOKYO", "tokyo"]),
        ("Tokyo", "Tokyo TOKYO tokyo", ["Tokyo"]),
        ("new york", "New York, New\n  York, NewYork, New\n\nYork", ["New York", "New\n  York"]),
        (" york ", "(New York)", ["York"]),
        ("don't", "Don’t don't", ["Don’t", "don't"]),
        ("a.b", "a.b axb", ["a.b"]),
        ("café", "café cafe\u0301 cafe", ["café", "cafe\u0301"]),
        ("cafe\u0301", "café", ["café"]),
        ("cafe", "café cafe\u0301", []),
        ("aa", "aaaa", ["aa", "aa", "aa"]),
        ("東京", "東京都、東京", ["東京", "東京"]),
        ("re:to.yo", "Tokyo to\nyo", ["Tokyo"]),
        ("re:To", "Tokyo tokyo", ["To"]),
        (r"re:\Sokyo\b", "TOKYO", ["TOKYO"]),
        ("re:^b$", "b\nab\nb", ["b", "b"]),
        ("re:caf.", "cafe\u0301", ["cafe\u0301"]),
        ("re:b*", "aba", ["b"]),
    ],
)
def test_what_a_query_finds(query: str, text: str, expected: list[str]) -> None:
    assert found(query, text) == expected


@pytest.mark.parametrize(
    "query", ["", "  ", "re:", "re:(", "re:*", r"re:\p{Nonsense}", "a" * 201, "re:" + "(?:" * 60 + ")"]
)
def test_what_is_no_query_is_a_problem(query: str) -> None:
    assert isinstance(compile_query(query), Problem)


@given(QUERIES, TEXTS, st.lists(st.integers(0, 80), max_size=6))
def test_slices_find_what_the_whole_does(query: str, text: str, cuts: list[int]) -> None:
    whole = list(finder(query).matches(text))
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    assert [match for slice_ in pairwise(edges) for match in finder(query).matches(text, *slice_)] == whole


@given(QUERIES, TEXTS)
def test_matches_ascend_are_never_empty_and_split_no_grapheme(query: str, text: str) -> None:
    matches = list(finder(query).matches(text))
    assert all(match.start < match.end for match in matches)
    assert all(before.start < after.start and before.end < after.end for before, after in pairwise(matches))
    assert all(is_boundary(text, offset) for match in matches for offset in (match.start, match.end))


@given(
    st.text("aéḉ ṩ\u0323\u0301", min_size=1, max_size=5).filter(str.strip), st.text("aéḉ ṩ\u0323\u0301", max_size=30)
)
def test_composed_and_decomposed_are_the_same(query: str, text: str) -> None:
    counts = {
        len(found(unicodedata.normalize(asked, query), unicodedata.normalize(read, text)))
        for asked in ("NFC", "NFD")
        for read in ("NFC", "NFD")
    }
    assert len(counts) == 1


def test_an_expression_that_would_take_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expression, "PATIENCE", 0.05)
    with pytest.raises(PostilError, match="takes too long"):
        found("re:(?:a|aa)+b", "a" * 200)
