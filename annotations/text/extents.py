"""Where many spans that may overlap begin and end: a few bytes a span, and each question a bisection."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate, islice
from operator import gt

_FAN = 16


class Extents:
    """Spans by number, in the order of their starts; `starts` and `ends` are offsets in code points."""

    def __init__(self, starts: array[int], ends: array[int]) -> None:
        self.starts = starts
        self.ends = ends
        # Where none lies in another, as far as all before an end reach is that end.
        nested = any(map(gt, ends, islice(ends, 1, None)))
        self._reach = array("I", accumulate(ends, max)) if nested else ends
        # Each level holds the furthest end among every `_FAN` of the level below, so that a span over the whole
        # text does not make all that it covers be looked at.
        self._levels = [ends]
        while len(below := self._levels[-1]) > _FAN:
            furthest = (max(below[at : at + _FAN]) for at in range(0, len(below), _FAN))
            self._levels.append(array("I", furthest))

    def __len__(self) -> int:
        return len(self.starts)

    def overlapping(self, start: int, end: int) -> list[int]:
        """Those that share a character with `[start, end)`, and those that are empty between the two."""
        first, last = bisect_right(self._reach, start), bisect_left(self.starts, end)
        if last - first <= 2 * _FAN:
            return [number for number in range(first, last) if self.ends[number] > start]
        size = _FAN ** (len(self._levels) - 1)
        found = list(range(len(self._levels[-1])))
        for level in reversed(self._levels):
            found = [at for at in found if first < (at + 1) * size and at * size < last and level[at] > start]
            if size > 1:
                found = [below for at in found for below in range(at * _FAN, (at + 1) * _FAN)]
                size //= _FAN
        return found

    def after(self, offset: int) -> int | None:
        """The first that starts after an offset."""
        number = bisect_right(self.starts, offset)
        return number if number < len(self.starts) else None

    def before(self, offset: int) -> int | None:
        """The last that starts before an offset."""
        number = bisect_left(self.starts, offset) - 1
        return number if number >= 0 else None
