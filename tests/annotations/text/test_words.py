from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.text.graphemes import is_boundary
from annotations.text.span import Span
from annotations.text.words import next_word, previous_word, word_at, words

PIECES = st.sampled_from(
    [
        "word",
        "U.S.",
        "don't",
        " ",
        "\n",
        "-",
        ".",
        "1,910.5",
        "東京",
        "ไทย",
        "ที่",
        "👩‍👩‍👧",
        "🇯🇵",
        "e\u0301",
        "हिन्दी",
        "(",
        "\u0301",
        "https://a.org/b?c=d",
        "a.b@c.org",
        "_",
        "—",
        "\u200d",
        "\ufe0f",
        "ﾞ",
        "\u0600",
        "سلام",
        "\x1b",
        "&",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S.-led talks, at 10:30.", "The|U.S.-led|talks|at|10:30"),
        ("It cost $1,910.5 million (95%)", "It|cost|1,910.5|million|95"),
        ("don't stop the pilots' ‘rock’", "don't|stop|the|pilots|rock"),
        ("mail a.b@c.org, see https://x.org/a?b=c.", "mail|a.b@c.org|see|https://x.org/a?b=c"),
        ("東京 and カタ", "東|京|and|カ|タ"),
        ("ที่นี่", "ที่|นี่"),
        ("हिन्दी भाषा। cafe\u0301s", "हिन्दी|भाषा|cafe\u0301s"),
        ("ok 👩‍👩‍👧🇯🇵 -- ... ___", "ok|👩‍👩‍👧|🇯🇵"),
        ("AT&T end.Next", "AT&T|end|Next"),
        ("", ""),
    ],
)
def test_words_are_those_of_a_reader(text: str, expected: str) -> None:
    assert "|".join(text[word.start : word.end] for word in words(text)) == expected


@given(TEXTS)
def test_words_are_sorted_disjoint_and_whole_graphemes(text: str) -> None:
    last = 0
    for word in words(text):
        assert last <= word.start < word.end
        assert is_boundary(text, word.start)
        assert is_boundary(text, word.end)
        last = word.end


@given(TEXTS, st.integers(1, 30))
def test_moving_by_words_is_the_same_near_and_far(text: str, times: int) -> None:
    text = (text + " ") * times
    starts = [word.start for word in words(text)]
    offset = len(text) // 2
    assert next_word(text, offset) == next((start for start in starts if start > offset), None)
    assert previous_word(text, offset) == next((start for start in reversed(starts) if start < offset), None)


# A blank with a mark on it is no place to begin from.
@given(
    st.sampled_from([0, 150]), st.text("aB1. ,'-@/:\n東あ😀\ufe0f\u0301ก\u0e31\u200d", max_size=60), st.integers(0, 60)
)
@example(150, "x \u0e31&", 3)
def test_words_near_a_place_are_those_that_the_whole_text_has(before: int, text: str, place: int) -> None:
    text, offset = "a " * before + text, 2 * before + min(place, len(text))
    assert word_at(text, offset) == next((word for word in words(text) if word.end > offset), None)
    starts = [word.start for word in words(text)]
    assert next_word(text, offset) == next((start for start in starts if start > offset), None)
    assert previous_word(text, offset) == next((start for start in reversed(starts) if start < offset), None)


@pytest.mark.parametrize("offset", [0, 100, 200, 5000])
def test_the_words_before_are_not_looked_at(monkeypatch: pytest.MonkeyPatch, offset: int) -> None:
    looked: list[int] = []

    def looking(text: str, offset: int) -> bool:
        looked.append(offset)
        return is_boundary(text, offset)

    monkeypatch.setattr("annotations.text.words.is_boundary", looking)
    assert word_at("five " * 2000, offset) == Span(offset, offset + 4)
    assert len(looked) <= 4


@pytest.mark.parametrize("piece", ["東京。", "a ", "ไทย", "👍🏽", "🇯🇵", "हिन्दी "])
def test_forth_and_back_in_a_long_text(piece: str) -> None:
    text = piece * 1000
    starts = [word.start for word in words(text)]
    assert [previous_word(text, start) for start in starts[1:12]] == starts[:11]
    assert [next_word(text, start) for start in starts[-12:-1]] == starts[-11:]


def test_the_word_at_an_offset_is_the_one_on_it_or_the_next() -> None:
    text = "one, two"
    assert word_at(text, 1) == Span(0, 3)
    assert word_at(text, 3) == Span(5, 8)
    assert word_at(text, 8) is None
