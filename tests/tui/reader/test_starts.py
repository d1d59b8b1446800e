"""Where lines start answers as a list of numbers does."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from hypothesis import given
from hypothesis import strategies as st

from tui.reader.starts import Starts

ASCENDING = st.sets(st.integers(0, 300_000) | st.integers(65_530, 65_540), max_size=40).map(sorted)


def of(offsets: list[int]) -> Starts:
    starts = Starts()
    for offset in offsets:
        starts.append(offset)
    return starts


def listed(starts: Starts) -> list[int]:
    return [starts[number] for number in range(len(starts))]


@given(ASCENDING, st.integers(0, 300_000))
def test_what_is_added_is_found(offsets: list[int], other: int) -> None:
    starts = of(offsets)
    assert listed(starts) == offsets
    for offset in (*offsets, other):
        assert starts.up_to(offset) == bisect_right(offsets, offset)
        assert starts.below(offset) == bisect_left(offsets, offset)


@given(ASCENDING, st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(1, 200_000))
def test_a_part_of_others_and_an_end_that_is_taken_away(
    offsets: list[int], own: int, first: int, last: int, step: int
) -> None:
    first = max(first, own)
    starts = of(offsets[:own])
    starts.extend(of(offsets), first, min(last, len(offsets)))
    expected = offsets[:own] + offsets[first:last]
    assert listed(starts) == expected
    if expected:
        assert starts.pop() == expected.pop()
    starts.append(expected[-1] + step if expected else step)
    assert listed(starts)[:-1] == expected
    assert starts.up_to(starts[len(starts) - 1]) == len(starts)
