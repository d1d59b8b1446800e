from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.reader.emphasis import Tone, spoken, stretches

PLAIN, BOLD, ITALIC, CODE = Tone.PLAIN, Tone.BOLD, Tone.ITALIC, Tone.CODE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**81 km/h** on average", [("81 km/h", BOLD), (" on average", PLAIN)]),
        ("costs *580 km*, and", [("costs ", PLAIN), ("580 km", ITALIC), (", and", PLAIN)]),
        ("**a *b* c**", [("a ", BOLD), ("b", BOLD | ITALIC), (" c", BOLD)]),
        ("`2 * 3 * 4`", [("2 * 3 * 4", CODE)]),
        ("# Why\nSo.", [("Why", BOLD), ("\nSo.", PLAIN)]),
        ("- Tokyo\n  - Ueno", [("• Tokyo\n  • Ueno", PLAIN)]),
        ("2 * 3 * 4, snake_case_name, ** and **", [("2 * 3 * 4, snake_case_name, ** and **", PLAIN)]),
    ],
)
def test_marks_become_tones(text: str, expected: list[tuple[str, Tone]]) -> None:
    assert list(stretches(*spoken(text))) == expected


@given(st.text("*_`#- ab\n", max_size=40))
def test_no_letter_is_lost_and_each_has_a_tone(text: str) -> None:
    shown, tones = spoken(text)
    assert len(shown) == len(tones)
    assert [letter for letter in shown if letter in "ab"] == [letter for letter in text if letter in "ab"]
