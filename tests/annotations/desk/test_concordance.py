"""Every use of words in a library, between its neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.desk import concordance
from annotations.desk.concordance import Use, end_of, ordered, uses
from annotations.desk.desk import Desk
from annotations.desk.filtering import parse
from tests.annotations.desk.foggy import TEXTS, foggy


@pytest.fixture
def desk(home: Path) -> Desk:
    return foggy(home)


def concorded(desk: Desk, query: str) -> list[Use]:
    return [use for some in uses(desk.searching, desk.listing, parse(query, search=True)) for use in some]


def test_every_use_stands_between_its_neighbours(desk: Desk) -> None:
    found = concorded(desk, "fog")
    assert [(use.article, use.words) for use in found] == [("b.txt", "Fog"), ("a.txt", "Fog"), ("a.txt", "fog")]
    text = TEXTS["a.txt"]
    assert all(text[use.start : use.end] == use.words for use in found[1:])
    assert found[2].left.endswith("lay in thick ")
    assert found[2].right.startswith(" all day.")
    assert "\n" not in found[2].line


def test_words_that_follow_each_other_are_one_use(desk: Desk) -> None:
    assert [use.words for use in concorded(desk, "thick fog")] == ["Fog", "thick fog"]


def use(left: str, right: str) -> Use:
    return Use("a", "A", 0, 1, left, "x", right)


@pytest.mark.parametrize(
    ("order", "sequence"), [(concordance.FOUND, "012"), (concordance.LEFT, "201"), (concordance.RIGHT, "120")]
)
def test_uses_in_order(order: str, sequence: str) -> None:
    found = [use("the Grey ", " sea"), use("a thick ", ", Land"), use("old ash ", " Mist")]
    assert [found.index(each) for each in ordered(found, order)] == [int(number) for number in sequence]


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("abc", 5, "  abc"),
        ("abcdef", 3, "def"),
        ("東京駅", 5, " 京駅"),
        ("e\u0301a", 1, "a"),
        ("ne\u0301", 1, "e\u0301"),
        # As tmux, xterm and VTE have them: a cell for a consonant and for a sign beside it, none for one over it.
        ("दिल्ली", 6, " दिल्ली"),
        ("सतင်း", 5, " सतင်း"),
        ("กรุงเทพฯ ที่นั่น", 12, " กรุงเทพฯ ที่นั่น"),
        ("الضَّباب", 7, " الضَّباب"),
        ("👩‍👩‍👧‍👦🇫🇷❤️👍🏽", 9, " 👩‍👩‍👧‍👦🇫🇷❤️👍🏽"),
        ("안개", 5, " 안개"),
    ],
)
def test_the_end_of_a_text_fills_its_cells(text: str, cells: int, shown: str) -> None:
    assert end_of(text, cells) == shown
