"""Whether some spans of a text cover any of another one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from annotations.text.extents import Extents
from annotations.text.span import Span


class Cover:
    """Spans that may overlap; each question a bisection."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._extents = Extents(
            array("I", [each.start for each in ordered]), array("I", [each.end for each in ordered])
        )

    def touches(self, span: Span) -> bool:
        """Whether one of them shares a character with a span."""
        return bool(self._extents.overlapping(span.start, span.end))
