"""An old text laid against a new one: what became of a span, and what in the new text was not in the old."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from annotations.notes.approximate import likest, plain, plain_whole
from annotations.notes.note import Note
from annotations.notes.word_diff import Words, paired
from annotations.text.span import Span, stripped

LARGEST = 2_000_000
"""Code points between the first change and the last, of either text, past which two texts are not compared."""

# Words beside a quote that must have moved with it, to tell it from one that merely looks like it.
_COMPANY = 3
# A whole sentence of so many words needs no other company.
_SENTENCE = 5
# One of so many characters of a quote that moved may be paired with another.
_STRAYS = 5
_SENTENCE_ENDS = frozenset(".!?…")
_CLOSING = frozenset("'\")]}")
# A quote is looked for among words that took its place, if it is no longer than this, and they are not much longer.
_LONG, _REACH = 2_000, 400


@dataclass(frozen=True, slots=True)
class _Compared:
    """The words that are not in what both texts begin and end with, and which is which: its number there, else -1."""

    old: Words
    new: Words
    to_new: array[int]
    to_old: array[int]


class Alignment:
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
        compared = self._compared
        first, last = self._words(compared.old, span)
        company = 0
        for way, here in ((-1, first), (1, last)):
            there = compared.to_new[here] if 0 <= here < len(compared.old) else -1
            for step in range(way, way * (_COMPANY + 1), way):
                if there < 0 or not 0 <= here + step < len(compared.old):
                    break
                if compared.to_new[here + step] != there + step:
                    break
                company += 1
        return company >= _COMPANY

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

    def moved(self, span: Span) -> Span | None:
        """Where the words of a span that is gone stand as they were, with some that stood beside them, or as a whole
        sentence; None if nowhere, or in several places.
        """
        compared = self._compared
        first, last = self._words(compared.old, span)
        places = [(self._company(first, last, at), at) for at in self._copies(first, last)]
        places.sort(reverse=True)
        if not places or places[0][0] < _COMPANY or (len(places) > 1 and 2 * places[1][0] > places[0][0]):
            return None
        at, old, new = places[0][1], compared.old, compared.new
        before = max(0, span.start - old.starts[first])
        after = max(0, old.ends[last] - span.end)
        return Span(new.starts[at] + before, new.ends[at + last - first] - after)

    def is_new(self, start: int, end: int) -> bool:
        """Whether the words of a part of the new text, or most of them, are none of the old text's in their place."""
        if end <= self._head or start >= len(self.new) - self._tail:
            return False
        new, to_old = self._compared.new, self._compared.to_old
        first, last = self._words(new, Span(start, end))
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
    def _compared(self) -> _Compared:
        old = Words(plain(self.old), self._head, len(self.old) - self._tail)
        new = Words(plain_whole(self.new), self._head, len(self.new) - self._tail)
        to_new, to_old = array("i", [-1]) * len(old), array("i", [-1]) * len(new)
        for at, there in paired(old.words, new.words):
            to_new[at], to_old[there] = there, at
        return _Compared(old, new, to_new, to_old)

    @staticmethod
    def _words(words: Words, span: Span) -> tuple[int, int]:
        """The numbers of the first and the last word that a span has a part of."""
        return bisect_right(words.ends, span.start), bisect_left(words.starts, span.end) - 1

    def _densest(self, span: Span) -> list[Span]:
        """Of what was compared, the part with the most words of an old span and the fewest others, if there is one."""
        compared = self._compared
        first, last = self._words(compared.old, span)
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
        compared = self._compared
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

    # What moved

    @cached_property
    def _fresh(self) -> dict[str, list[int]]:
        """The words of the new text that are not paired, with their numbers."""
        fresh: dict[str, list[int]] = {}
        for at, there in enumerate(self._compared.to_old):
            if there < 0:
                fresh.setdefault(self._compared.new.words[at], []).append(at)
        return fresh

    def _copies(self, first: int, last: int) -> Iterator[int]:
        """Where words of the old text stand anew, one behind the other; the numbers of the first of them."""
        if not 0 <= first <= last < len(self._compared.old):
            return
        old, new, to_old = self._compared.old.words, self._compared.new.words, self._compared.to_old
        rarest = min(range(first, last + 1), key=lambda at: len(self._fresh.get(old[at], ())))
        for there in self._fresh.get(old[rarest], ()):
            start = there - (rarest - first)
            stop = start + last - first + 1
            if start < 0 or new[start:stop] != old[first : last + 1]:
                continue
            taken = sum(len(new[at]) for at in range(start, stop) if to_old[at] >= 0)
            # Of a text that moved, a sign or a little word may have been paired with another.
            if _STRAYS * taken <= sum(map(len, new[start:stop])):
                yield start

    def _company(self, first: int, last: int, at: int) -> int:
        """How many words beside a quote moved with it to a place; as many as are needed for a whole sentence."""
        compared = self._compared
        old, new, to_new, to_old = compared.old.words, compared.new.words, compared.to_new, compared.to_old
        company = 0
        for way, here, there in ((-1, first - 1, at - 1), (1, last + 1, at + last - first + 1)):
            while 0 <= here < len(old) and 0 <= there < len(new) and old[here] == new[there]:
                if (to_new[here] >= 0 or to_old[there] >= 0) and old[here].isalnum():
                    break
                company, here, there = company + 1, here + way, there + way
        size = last - first + 1
        if size >= _SENTENCE and _is_sentence(old, first, last) and _is_sentence(new, at, at + size - 1):
            company = max(company, _COMPANY)
        return company


def _is_sentence(words: list[str], first: int, last: int) -> bool:
    """Whether words end a sentence, or stand before its end, and what is before them ends one."""
    while first > 0 and words[first - 1] in _CLOSING:
        first -= 1
    while last + 1 < len(words) and words[last] in _CLOSING:
        last -= 1
    begins = first == 0 or words[first - 1] in _SENTENCE_ENDS
    return begins and (words[last] in _SENTENCE_ENDS or words[last + 1 : last + 2] in ([], ["."], ["!"], ["?"], ["…"]))


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
