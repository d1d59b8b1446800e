"""Which words of one text are those of another, in their order.

Words that stand once in both texts, with the two behind them, are paired first, as long as they keep their order (the
patience diff of Bram Cohen); what lies between two such pairs is compared by the longest stretches (Ratcliff and
Obershelp, `difflib`). Both are bounded: what would take too long is left unpaired.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

# Words with those behind them that are to be unique in both texts, the more telling ones first.
_WIDTHS = (4, 2, 1)
# The most steps that comparing by longest stretches may take between two pairs, and altogether.
_MOST_AT_ONCE, _MOST_WORK = 5_000_000, 30_000_000
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
    return list(_Pairing(old, new).between((-1, -1), (len(old), len(new)), 0))


class _Pairing:
    """Pairs the words of two texts, and gives up where that has become too much work."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old = old
        self._new = new
        self._left = _MOST_WORK

    def between(self, before: Pair, after: Pair, level: int) -> Iterator[Pair]:
        """The pairs between two pairs, in order."""
        old, new = self._old, self._new
        (low, new_low), (high, new_high) = (before[0] + 1, before[1] + 1), after
        while low < high and new_low < new_high and old[low] == new[new_low]:
            yield low, new_low
            low, new_low = low + 1, new_low + 1
        tail: list[Pair] = []
        while low < high and new_low < new_high and old[high - 1] == new[new_high - 1]:
            high, new_high = high - 1, new_high - 1
            tail.append((high, new_high))
        if low < high and new_low < new_high:
            if level < len(_WIDTHS):
                sure = self._sure((low, high), (new_low, new_high), _WIDTHS[level])
                ends = [(low - 1, new_low - 1), *sure, (high, new_high)]
                for one, other in pairwise(ends):
                    yield from self.between(one, other, level + 1)
                    if other[0] < high:
                        yield other
            else:
                yield from self._matched(old[low:high], new[new_low:new_high], low, new_low)
        yield from reversed(tail)

    def _sure(self, within: Pair, new_within: Pair, width: int) -> list[Pair]:
        """Places of words that, with those behind them, stand once in both; the most of them that keep their order."""
        there = _once(self._new, *new_within, width)
        pairs = [(at, there[words]) for words, at in _once(self._old, *within, width).items() if words in there]
        pairs.sort()
        return _ascending(pairs)

    def _matched(self, old: Sequence[str], new: Sequence[str], low: int, new_low: int) -> Iterator[Pair]:
        counts = Counter(new)
        # As many looks for the longest stretch as there may be stretches, each at all words that are the same.
        work = (len(old) + sum(counts[word] for word in old)) * min(len(old), len(new))
        if work > min(_MOST_AT_ONCE, self._left):
            return
        self._left -= work
        for at, new_at, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            yield from ((low + at + step, new_low + new_at + step) for step in range(size))


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
