from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.entities.tokens import tokens


def _cut(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Japan's, Kajiyama’s", ["Japan", "'s", ",", "Kajiyama", "’s"]),
        ("O'Brien didn't go", ["O'Brien", "didn", "'t", "go"]),
        ("U.S.-led al-Qaida", ["U.S.", "-", "led", "al", "-", "Qaida"]),
        ("Mr. J. R. Smith Jr. left.", ["Mr.", "J.", "R.", "Smith", "Jr.", "left", "."]),
        ("$1,910.5 or 5%", ["$", "1,910.5", "or", "5", "%"]),
        ("“Yes” (GSOMIA) -- so...", ["“", "Yes", "”", "(", "GSOMIA", ")", "--", "so", "..."]),
        ("see https://example.org/a-b, now", ["see", "https://example.org/a-b", ",", "now"]),
        ("jane.doe@example.org wrote", ["jane.doe@example.org", "wrote"]),
        ("日本政府", ["日", "本", "政", "府"]),
        ("Tokyo東京2020年", ["Tokyo", "東", "京", "2020", "年"]),
        ("e\u0301te\u0301 x", ["e\u0301te\u0301", "x"]),
        ("Москва и Киев", ["Москва", "и", "Киев"]),
    ],
)
def test_tokens(text: str, pieces: list[str]) -> None:
    assert _cut(text) == pieces


@given(st.text(max_size=60))
def test_tokens_are_exact_and_leave_out_only_space(text: str) -> None:
    last = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.text
        assert text[last : token.start].strip() == ""
        assert token.text
        last = token.end
    assert text[last:].strip() == ""


@pytest.mark.parametrize("piece", ["a", "A.", "1,", "'s", "https://a", "a@b.c", "-", "é", "a'bc"])
def test_long_hostile_texts_end(piece: str) -> None:
    assert list(tokens(piece * 50_000))
