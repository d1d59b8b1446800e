"""Offsets in code points as offsets in UTF-16 units, in which Java and JavaScript count, and back."""

from __future__ import annotations

from bisect import bisect_left

from annotations.text.span import Span


class Units:
    """The places of a text that are beyond the first plane of Unicode, where one code point is two units."""

    def __init__(self, text: str) -> None:
        self._points = [] if text.isascii() else [at for at, point in enumerate(text) if point > "\uffff"]
        self._units = [at + before for before, at in enumerate(self._points)]
        self.length = len(text) + len(self._points)

    def of(self, span: Span) -> Span:
        """A span of code points in units."""
        return Span(self._unit(span.start), self._unit(span.end))

    def span(self, units: Span) -> Span | None:
        """A span of units in code points; None where it is empty, outside the text or cuts a code point in two."""
        if not 0 <= units.start < units.end <= self.length:
            return None
        start, end = (unit - bisect_left(self._units, unit) for unit in (units.start, units.end))
        span = Span(start, end)
        return span if self.of(span) == units else None

    def _unit(self, point: int) -> int:
        return point + bisect_left(self._points, point)
