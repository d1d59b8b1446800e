"""An old text laid against a new one: what became of a span, and what in the new text was not in the old."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from annotations.notes.approximate import likest, plain, plain_whole
from annotations.notes.note import Note
from annotations.notes.word_diff import Words, paired
from annotations.text.span import Span, stripped

LARGEST = 2_000_000
"""Code points between the first change and the last, of either text, past which two texts are not compared."""

COMPANY = 3
"""Words beside a quote that must still be beside it, to tell it from one that merely looks like it."""
# A quote is looked for among words that took its place, if it is no longer than this, and they are not much longer.
_LONG, _REACH = 2_000, 400


@dataclass(frozen=True)
class Compared:
    """The words that are not in what both texts begin and end with, and which is which: its number there, else -1."""

    old: Words
    new: Words
    to_new: array[int]
    to_old: array[int]

    @staticmethod
    def within(words: Words, span: Span) -> tuple[int, int]:
        """The numbers of the first and the last word that a span has a part of."""
        return bisect_right(words.ends, span.start), bisect_left(words.starts, span.end) - 1

    @cached_property
    def fresh(self) -> dict[str, list[int]]:
        """The words of the new text that are none of the old one's, with their numbers."""
        fresh: dict[str, list[int]] = {}
        for at, there in enumerate(self.to_old):
            if there < 0:
                fresh.setdefault(self.new.words[at], []).append(at)
        return fresh


class Comparison:
    """Two texts compared by words, when it is first asked for; typography and line breaks make no difference."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new

    @property
    def feasible(self) -> bool:
        """Whether the texts differ in a part that is not too long to be compared."""
        return max(len(self.old), len(self.new)) - self._head - self._tail <= LARGEST

    def holds(self, note: Note) -> bool:
        """Whether the old text is that of a note, and can be compared with the new one."""
        span = note.span
        return span is not None and self.old[span.start : span.end] == note.quote and self.feasible

    def carried(self, span: Span) -> Span | None:
        """Where the words of an old span stand now, between the words that stood around them; None if nowhere."""
        if span.end <= self._head:
            return span
        shift = len(self.new) - len(self.old)
        if span.start >= len(self.old) - self._tail:
            return Span(span.start + shift, span.end + shift)
        start, low = self._edge(span.start, -1)
        end, high = self._edge(span.end, 1)
        if start is not None and end is not None:
            return Span(start, end) if start < end else None
        low, high = low if start is None else start, high if end is None else end
        if len(span) > _LONG or not low < high <= low + 2 * len(span) + _REACH:
            return None
        found = likest(plain(self.old[span.start : span.end]), plain(self.new[low:high]))
        return None if found is None else Span(low + found[0], low + found[1])

    def keeps_company(self, span: Span) -> bool:
        """Whether the words beside an old span still stand beside it, so that it cannot be another like it."""
        if span.start < self._head or span.end > len(self.old) - self._tail:
            return True
        compared = self.words
        first, last = compared.within(compared.old, span)
        company = 0
        for way, here in ((-1, first), (1, last)):
            there = compared.to_new[here] if 0 <= here < len(compared.old) else -1
            for step in range(way, way * (COMPANY + 1), way):
                if there < 0 or not 0 <= here + step < len(compared.old):
                    break
                if compared.to_new[here + step] != there + step:
                    break
                company += 1
        return company >= COMPANY

    def remnant(self, span: Span) -> Span | None:
        """The part of the new text that has the most words of an old span and the fewest others; None for no words."""
        pieces = []
        shift, last = len(self.new) - len(self.old), len(self.old) - self._tail
        if span.start < self._head:
            pieces.append(stripped(self.new, span.start, min(span.end, self._head)))
        if span.end > last:
            pieces.append(stripped(self.new, max(span.start, last) + shift, span.end + shift))
        if span.end > self._head and span.start < last:
            pieces += self._densest(span)
        return max(pieces, key=len, default=None)

    def is_new(self, start: int, end: int) -> bool:
        """Whether the words of a part of the new text, or most of them, are none of the old text's in their place."""
        if end <= self._head or start >= len(self.new) - self._tail:
            return False
        new, to_old = self.words.new, self.words.to_old
        first, last = self.words.within(new, Span(start, end))
        fresh = sum(len(new.words[at]) for at in range(first, last + 1) if to_old[at] < 0)
        return 2 * fresh > end - start

    # How far the texts are the same

    @cached_property
    def _head(self) -> int:
        """How many code points both begin with, up to a blank."""
        return _back_to_blank(self.old, _alike(self.old, self.new))

    @cached_property
    def _tail(self) -> int:
        """How many code points both end with, from a blank on, besides those that they begin with."""
        most = min(len(self.old), len(self.new)) - self._head
        tail = _alike(self.old[len(self.old) - most :][::-1], self.new[len(self.new) - most :][::-1])
        return _back_to_blank(self.old[::-1], tail)

    @cached_property
    def words(self) -> Compared:
        """Which words of the one are which of the other."""
        old = Words(plain(self.old), self._head, len(self.old) - self._tail)
        new = Words(plain_whole(self.new), self._head, len(self.new) - self._tail)
        to_new, to_old = array("i", [-1]) * len(old), array("i", [-1]) * len(new)
        for at, there in paired(old.words, new.words):
            to_new[at], to_old[there] = there, at
        return Compared(old, new, to_new, to_old)

    def _densest(self, span: Span) -> list[Span]:
        """Of what was compared, the part with the most words of an old span and the fewest others, if there is one."""
        compared = self.words
        first, last = compared.within(compared.old, span)
        theirs = [compared.to_new[at] for at in range(first, last + 1) if compared.to_new[at] >= 0]
        if not theirs:
            return []
        own, lengths = set(theirs), [len(word) for word in compared.new.words[theirs[0] : theirs[-1] + 1]]
        start, most, weight, best = 0, 0, 0, (0, 0)
        for step, length in enumerate(lengths):
            if weight <= 0:
                start, weight = step, 0
            weight += length if theirs[0] + step in own else -length
            if weight > most:
                most, best = weight, (start, step)
        return [Span(compared.new.starts[theirs[0] + best[0]], compared.new.ends[theirs[0] + best[1]])]

    def _edge(self, offset: int, way: int) -> tuple[int | None, int]:
        """Where an end of a span stands now; where its word is another now, None, and how far it may reach.

        `way` is -1 for the start of a span, whose word begins at or after it, and 1 for its end.
        """
        compared = self.words
        old, new, to_new = compared.old, compared.new, compared.to_new
        at = bisect_right(old.ends, offset) if way < 0 else bisect_left(old.starts, offset) - 1
        if offset < self._head:
            return offset, offset
        if offset > len(self.old) - self._tail:
            moved = offset + len(self.new) - len(self.old)
            return moved, moved
        if 0 <= at < len(old) and to_new[at] >= 0:
            there = to_new[at]
            # Within a word as far from its end as before, and on a blank beside it not farther than the blank.
            if way < 0:
                return new.starts[there] + max(0, offset - old.starts[at]), 0
            return new.ends[there] - max(0, old.ends[at] - offset), 0
        at += way
        while 0 <= at < len(old) and to_new[at] < 0:
            at += way
        if not 0 <= at < len(old):
            return None, self._head if way < 0 else len(self.new) - self._tail
        return None, new.ends[to_new[at]] if way < 0 else new.starts[to_new[at]]


def _alike(one: str, other: str) -> int:
    """How many code points two strings begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _back_to_blank(text: str, end: int) -> int:
    """The nearest place at or before an offset that is behind a blank; the beginning, if there is none."""
    return max(text.rfind(" ", 0, end), text.rfind("\n", 0, end)) + 1
