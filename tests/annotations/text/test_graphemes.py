from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from annotations.text.graphemes import is_boundary, next_boundary, snap
from annotations.text.span import Span

# What joins, in every way that joins, amid what does not.
PIECES = st.sampled_from(
    [
        "a",
        " ",
        "\n",
        "é",
        "e\u0301",
        "\u0301",
        "\u200d",
        "漢",
        "カ",
        "ﾞ",
        "ที่",
        "ำ",
        "हिन्दी",
        "\u0600",
        "한",
        "\u1100",
        "\u1161",
        "🇯",
        "🇵",
        "👩",
        "👩‍👩‍👧",
        "👍🏽",
        "❤\ufe0f",
        "\U0001f3fd",
        "©",
        "1\ufe0f\u20e3",
        "\x1b",
        "\ud800",
        "\u0e33",
        "क",
        "्",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def boundaries(text: str) -> list[int]:
    found = [0]
    for cluster in iter_graphemes(text):
        found.append(found[-1] + len(cluster))
    return found


@given(TEXTS)
def test_boundaries_are_those_of_the_whole_text(text: str) -> None:
    assert [offset for offset in range(len(text) + 1) if is_boundary(text, offset)] == boundaries(text)


@given(TEXTS, st.integers(0, 80), st.integers(0, 80))
def test_snapping_widens_to_the_nearest_boundaries(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    places = boundaries(text)
    span = snap(text, start, end)
    assert span.start == max(place for place in places if place <= start)
    assert span.end == (span.start if start == end else min(place for place in places if place >= end))


@given(TEXTS.filter(bool))
def test_stepping_visits_every_boundary(text: str) -> None:
    places = boundaries(text)
    assert [next_boundary(text, place) for place in places[:-1]] == places[1:]


@pytest.mark.parametrize("cluster", ["🇯🇵", "a\u0301", "👩‍👩‍👧", "ที่", "e" + 40 * "\u0301"])
def test_a_boundary_far_into_a_text_without_ascii(cluster: str) -> None:
    text = cluster * 400
    middle = 200 * len(cluster)
    assert snap(text, middle + 1, middle + 2) == Span(middle, middle + len(cluster))
    assert is_boundary(text, middle)


def test_stepping_stays_within_the_text() -> None:
    assert next_boundary("ab", 2) == 2
    assert next_boundary("", 0) == 0
