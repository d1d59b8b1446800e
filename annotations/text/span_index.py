"""Spans that may overlap, found by bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

from annotations.text.span import Span

Item = TypeVar("Item")


class SpanIndex(Generic[Item]):
    """Items by their spans: sorted by start, with the running maximum of the ends, so a look-up is two bisections."""

    def __init__(self, items: Iterable[tuple[Span, Item]] = ()) -> None:
        self._items = sorted(items, key=lambda item: item[0])
        self._starts = [span.start for span, _ in self._items]
        self._reach: list[int] = []
        for span, _ in self._items:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def __len__(self) -> int:
        return len(self._items)

    def overlapping(self, start: int, end: int) -> list[tuple[Span, Item]]:
        """What shares a character with `[start, end)`, in the order of the text."""
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return [item for item in self._items[first:last] if item[0].end > start]

    def at(self, offset: int) -> list[tuple[Span, Item]]:
        """What covers a character, the innermost last."""
        return sorted(self.overlapping(offset, offset + 1), key=lambda item: -len(item[0]))

    def after(self, offset: int) -> tuple[Span, Item] | None:
        """The first item that starts after an offset."""
        index = bisect_right(self._starts, offset)
        return self._items[index] if index < len(self._items) else None

    def before(self, offset: int) -> tuple[Span, Item] | None:
        """The last item that starts before an offset."""
        index = bisect_left(self._starts, offset)
        return self._items[index - 1] if index else None
