"""Which words of one text are those of another, in their order.

Words that stand once in both texts, with the two behind them, are paired first, as long as they keep their order (the
patience diff of Bram Cohen); what lies between two such pairs is compared by the longest stretches (Ratcliff and
Obershelp, `difflib`). Both are bounded: what would take too long is left unpaired.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

# Words with those behind them that are to be unique in both texts, the more telling ones first.
_WIDTHS = (4, 2, 1)
# So many comparisons of two words are made between two pairs.
_MOST_COMPARED = 400_000
# Characters of scripts that put no blanks between words: kana, Han, Hangul, Thai.
_SINGLE = "\u0e01-\u0e4e\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0002ebef"

Pair = tuple[int, int]
"""The number of a word of the old text, and of the new."""


@cache  # compiled when it is first needed: start-up does not wait for it
def _word() -> re.Pattern[str]:
    return re.compile(rf"[^\W{_SINGLE}]+|\S")


class Words:
    """The words and signs of a part of a text, and where they stand in the whole."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.starts, self.ends = array("I"), array("I")
        self.words: list[str] = []
        for found in _word().finditer(text, start, end):
            self.starts.append(found.start())
            self.ends.append(found.end())
            self.words.append(found[0])

    def __len__(self) -> int:
        return len(self.words)


def paired(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The words that both texts have in the same order, as pairs of their numbers in ascending order."""
    return list(_paired(old, new, 0, len(old), 0, len(new), 0))


def _paired(
    old: Sequence[str], new: Sequence[str], low: int, high: int, new_low: int, new_high: int, level: int
) -> Iterator[Pair]:
    while low < high and new_low < new_high and old[low] == new[new_low]:
        yield low, new_low
        low, new_low = low + 1, new_low + 1
    tail: list[Pair] = []
    while low < high and new_low < new_high and old[high - 1] == new[new_high - 1]:
        high, new_high = high - 1, new_high - 1
        tail.append((high, new_high))
    if low < high and new_low < new_high:
        if level < len(_WIDTHS):
            sure = _sure(old, new, low, high, new_low, new_high, _WIDTHS[level])
            ends = [(low - 1, new_low - 1), *sure, (high, new_high)]
            for (before, new_before), (after, new_after) in pairwise(ends):
                yield from _paired(old, new, before + 1, after, new_before + 1, new_after, level + 1)
                if after < high:
                    yield after, new_after
        elif (high - low) * (new_high - new_low) <= _MOST_COMPARED:
            matcher = SequenceMatcher(None, old[low:high], new[new_low:new_high], autojunk=False)
            for at, new_at, size in matcher.get_matching_blocks():
                yield from ((low + at + step, new_low + new_at + step) for step in range(size))
    yield from reversed(tail)


def _sure(
    old: Sequence[str], new: Sequence[str], low: int, high: int, new_low: int, new_high: int, width: int
) -> list[Pair]:
    """Places of words that, with those behind them, stand once in both; the most of them that keep their order."""
    there = _once(new, new_low, new_high, width)
    pairs = [(at, there[words]) for words, at in _once(old, low, high, width).items() if words in there]
    pairs.sort()
    return _ascending(pairs)


def _once(words: Sequence[str], low: int, high: int, width: int) -> dict[tuple[str, ...], int]:
    seen: dict[tuple[str, ...], int] = {}
    often = set()
    for at in range(low, high - width + 1):
        key = tuple(words[at : at + width])
        if key in seen:
            often.add(key)
        seen[key] = at
    for key in often:
        del seen[key]
    return seen


def _ascending(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest run of pairs whose second numbers ascend, too (by patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, at) in enumerate(pairs):
        pile = bisect_left(tops, at)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(at)
            ends.append(number)
        else:
            tops[pile], ends[pile] = at, number
    run: list[Pair] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]
