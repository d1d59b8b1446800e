"""Things that stand at spans of a text, found by bisection."""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable
from typing import Generic, TypeVar

from annotations.text.extents import Extents
from annotations.text.span import Span

Item = TypeVar("Item")


class SpanLookup(ABC, Generic[Item]):
    """Items by their spans, which may overlap; a look-up makes no more items than it finds."""

    def __init__(self, extents: Extents) -> None:
        self.extents = extents

    def __len__(self) -> int:
        return len(self.extents)

    @abstractmethod
    def item(self, number: int) -> Item:
        """The item of a number, counted from 0 in the order of the starts."""

    def overlapping(self, start: int, end: int) -> list[tuple[Span, Item]]:
        """What shares a character with `[start, end)`, in the order of the text."""
        return [self._found(number) for number in self.extents.overlapping(start, end)]

    def at(self, offset: int) -> list[tuple[Span, Item]]:
        """What covers a character, the innermost last."""
        return sorted(self.overlapping(offset, offset + 1), key=lambda item: -len(item[0]))

    def after(self, offset: int) -> tuple[Span, Item] | None:
        """The first item that starts after an offset."""
        number = self.extents.after(offset)
        return None if number is None else self._found(number)

    def before(self, offset: int) -> tuple[Span, Item] | None:
        """The last item that starts before an offset."""
        number = self.extents.before(offset)
        return None if number is None else self._found(number)

    def _found(self, number: int) -> tuple[Span, Item]:
        return Span(self.extents.starts[number], self.extents.ends[number]), self.item(number)


class SpanIndex(SpanLookup[Item]):
    """Items that are at hand."""

    def __init__(self, items: Iterable[tuple[Span, Item]] = ()) -> None:
        ordered = sorted(items, key=lambda item: item[0])
        spans = [span for span, _ in ordered]
        super().__init__(Extents(array("I", [span.start for span in spans]), array("I", [span.end for span in spans])))
        self._items = [item for _, item in ordered]

    def item(self, number: int) -> Item:
        """The item of a number."""
        return self._items[number]
