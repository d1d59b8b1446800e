"""Reading an article again whose file has changed while it was read."""

from __future__ import annotations

from annotations.notes.comparison import Comparison
from annotations.text.span import Span


def carried(old: str, new: str, offset: int) -> int:
    """Where a place of an old text is in a new one, by the words around it; both offsets are code points."""
    comparison = Comparison(old, new)
    place = comparison.carried(Span(offset, offset + 1)) if offset < len(old) and comparison.feasible else None
    return max(0, min(offset if place is None else place.start, len(new) - 1))
