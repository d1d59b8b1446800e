"""How many notes find their place again in texts edited at random: counted, not timed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.notes.approximate import distance
from annotations.notes.note import Status
from benchmarks.places import bereft, followed

_NOTES = 400


@pytest.mark.parametrize("kept", [True, False], ids=["the old text is kept", "by the quote alone"])
@pytest.mark.parametrize("seed", [1, 2])
def test_notes_find_their_place_in_edited_texts_and_hardly_ever_another_silently(seed: int, kept: bool) -> None:
    count = followed(seed, _NOTES, kept=kept)
    assert count["live"] > 0.9 * _NOTES
    assert count["right"] >= 0.98 * count["live"]
    assert count["silently wrong"] <= 0.002 * count["live"]


def test_the_old_text_makes_sure_of_more_notes() -> None:
    asked = [followed(3, _NOTES, kept=kept)["right, but asked about"] for kept in (True, False)]
    assert 2 * asked[0] <= asked[1]


@pytest.mark.parametrize("kept", [True, False], ids=["the old text is kept", "by the quote alone"])
def test_of_a_deleted_quote_a_lookalike_is_rarely_taken_silently(kept: bool) -> None:
    count = bereft(1, _NOTES, kept=kept)
    assert count[Status.ANCHORED] <= 0.03 * _NOTES
    if kept:
        assert count[Status.ORPHANED] > 0.6 * _NOTES, "most are known to be gone"


@given(st.text(alphabet="abc", max_size=8), st.text(alphabet="abc", max_size=8))
def test_the_distance_is_levenshteins(one: str, other: str) -> None:
    row = list(range(len(other) + 1))
    for number, left in enumerate(one, 1):
        above, row = row, [number]
        for at, right in enumerate(other):
            row.append(min(above[at + 1] + 1, row[-1] + 1, above[at] + (left != right)))
    assert distance(one, other) == row[-1]
