"""Where many lines start, at two bytes each: the longest text has a quarter of a million of them. Pure."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

_BITS = 16
_LOW = (1 << _BITS) - 1


class Starts:
    """Offsets in ascending order: of each its lower half, and how many there are before each 65,536 code points."""

    def __init__(self) -> None:
        self._lower = array("H")
        self._before = array("I")

    def __len__(self) -> int:
        return len(self._lower)

    def __getitem__(self, number: int) -> int:
        return (bisect_right(self._before, number) - 1) << _BITS | self._lower[number]

    def append(self, offset: int) -> None:
        """Add one that is greater than all there are."""
        while len(self._before) <= offset >> _BITS:
            self._before.append(len(self._lower))
        self._lower.append(offset & _LOW)

    def pop(self) -> int:
        """Take the last one away."""
        last = self[len(self) - 1]
        self._lower.pop()
        while self._before and self._before[-1] >= len(self._lower):
            self._before.pop()
        return last

    def extend(self, other: Starts, first: int, last: int) -> None:
        """Add `other[first:last]`, all of which are greater than all there are."""
        if first >= last:
            return
        moved = len(self) - first
        for half in range(len(self._before), len(other._before)):
            if other._before[half] >= last:
                break
            self._before.append(max(other._before[half], first) + moved)
        self._lower.frombytes(memoryview(other._lower)[first:last].cast("B"))

    def up_to(self, offset: int) -> int:
        """How many are not greater than an offset."""
        return bisect_right(self._lower, offset & _LOW, *self._within(offset >> _BITS))

    def below(self, offset: int) -> int:
        """How many are less than an offset."""
        return bisect_left(self._lower, offset & _LOW, *self._within(offset >> _BITS))

    def _within(self, half: int) -> tuple[int, int]:
        """The numbers of those with an upper half."""
        ends = (*self._before[half : half + 2], len(self), len(self))
        return ends[0], ends[1]
