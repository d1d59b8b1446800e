"""Hyphens at the ends of lines, told apart by the words of the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.formats.hyphens import Hyphens
from annotations.articles.formats.page_layout import joined


def running(*lines: str, elsewhere: str = "") -> str:
    return joined(lines, Hyphens([lines, [elsewhere]]))


@pytest.mark.parametrize(
    ("line", "following", "whole"),
    [
        ("the har-", "bour", "the harbour"),
        ("the har\u00ad", "bour", "the harbour"),
        ("the har\u2010", "bour", "the harbour"),
        ("Anglo-", "Saxon", "Anglo-Saxon"),
        ("pages 3-", "5", "pages 3-5"),
        ("a 19-", "year wait", "a 19-year wait"),
        ("twenty-", "two miles", "twenty-two miles"),
        ("the thirty-", "first", "the thirty-first"),
        ("one- or two-", "and three-year plans", "one- or two- and three-year plans"),
        ("Haupt-", "und Nebensache", "Haupt- und Nebensache"),
        ("he left -", "and came back", "he left - and came back"),
        ("one", "two", "one two"),
        ("", "two", " two"),
    ],
)
def test_lines_are_joined(line: str, following: str, whole: str) -> None:
    assert running(line, following) == whole


@pytest.mark.parametrize(
    ("line", "following", "elsewhere", "whole"),
    [
        ("a well-", "known man", "so well-known", "a well-known man"),
        ("a well\u2010", "known man", "so Well\u2010Known", "a well\u2010known man"),
        ("the har-", "bour", "a harbour", "the harbour"),
        ("COV-", "ID-19", "of COVID-19", "COVID-19"),
        ("East-", "African", "an East-African", "East-African"),
        # As often with as without: what is said of neither counts.
        ("on-", "line", "online, on-line", "online"),
    ],
)
def test_a_word_is_as_the_document_has_it_elsewhere(line: str, following: str, elsewhere: str, whole: str) -> None:
    assert running(line, following, elsewhere=elsewhere) == whole


NO_DIVISION = "There are fine-grained, well-known and state-run things that are known and run as every-day ones. " * 3
DIVISIONS = [
    "the har-",
    "bour of Rot-",
    "terdam was with-",
    "out a state-",
    "owned tun-",
    "nel of a state-of-",
    "the-art",
]


def test_where_no_word_is_divided_a_part_that_is_a_word_is_enough() -> None:
    assert running("a cold-", "blooded man", elsewhere=NO_DIVISION + "It is cold.") == "a cold-blooded man"
    assert running("a 60-year-", "old man", elsewhere=NO_DIVISION) == "a 60-year-old man"
    assert running("the har-", "bour", elsewhere=NO_DIVISION) == "the harbour"


def test_where_words_are_divided_both_parts_are_to_be_words_and_one_of_them_part_of_another_compound() -> None:
    elsewhere = "with or out of a state-run firm, owned by those of the state"
    text = "the harbour of Rotterdam was without a state-owned tunnel of a state-of-the-art"
    assert running(*DIVISIONS, elsewhere=elsewhere) == text


@given(st.lists(st.text("ab- 1\u2010\u00adÜ", max_size=6), min_size=1))
def test_nothing_is_lost_but_hyphens_and_nothing_added_but_blanks(lines: list[str]) -> None:
    def bare(text: str) -> str:
        return text.translate(dict.fromkeys(map(ord, " -\u2010\u00ad")))

    assert bare(running(*lines)) == bare("".join(lines))


def test_a_paragraph_of_many_pages_is_joined_once_and_not_again_with_each_line() -> None:
    assert running(*["one two-", "fold"] * 50_000) == " ".join(["one twofold"] * 50_000)
