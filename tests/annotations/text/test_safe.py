from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.safe import visible, visible_line

ANY = st.text(st.characters() | st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp")))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x00\x07\r\x7f", "␀␇␍␡"),
        ("\x9b2J\x85", "\ufffd2J\ufffd"),
        ("a\u202eb\u2066c\u2028", "a\ufffdb\ufffdc\ufffd"),
        ("x\U000e0041\udcff\uffff", "x\ufffd\ufffd\ufffd"),
        ("tab\tline\n", "tab\tline\n"),
        ("👩\u200d👧 می\u200cخواهم \u200f", "👩\u200d👧 می\u200cخواهم \u200f"),
    ],
)
def test_what_acts_is_shown_and_the_rest_stays(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(ANY)
def test_length_stays_and_nothing_harmful_is_left(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown if char not in "\n\t")
    assert not any(unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "LRI", "FSI") for char in shown)
    assert visible(shown) == shown


def test_a_line_stays_one_line() -> None:
    assert visible_line("a\nb\tc\udce9.txt") == "a b c\ufffd.txt"
