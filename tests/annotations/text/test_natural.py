from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.natural import natural, natural_key


def test_numbers_in_names_are_ordered_by_what_they_count() -> None:
    ordered = ["a", "a1", "a2", "a2b", "a10", "a 1", "ab", "b/9", "b/10", f"b/{'9' * 40}", "é"]
    assert sorted([*ordered[5:], *ordered[:5]], key=natural) == ordered


@given(st.lists(st.text("aB0129 .-_/é", max_size=6)))
def test_the_natural_order_is_that_of_words_and_numbers(found: list[str]) -> None:
    def parts(name: str) -> list[object]:
        split = re.split("([0-9]+)", name.casefold())
        return [int(part) if at % 2 else part for at, part in enumerate(split)]

    assert sorted(found, key=natural) == sorted(found, key=parts)


@pytest.mark.parametrize("names", [["a10/b1", "a02/b9", "a10/b0"], ["a10", "a2", "A1", "b"], ["10", "9"], []])
def test_the_key_that_is_chosen_gives_the_natural_order(names: list[str]) -> None:
    assert sorted(names, key=natural_key(names)) == sorted(names, key=natural)
