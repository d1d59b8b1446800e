"""Where the places of one text are in another that differs from it in blanks alone."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from annotations.text.span import Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts with the same characters that are no blanks; `theirs` and `ours` say where each of those stands."""

    theirs: array[int]
    ours: array[int]

    @classmethod
    def of(cls, theirs: str, ours: str) -> Alignment | None:
        """The alignment of two texts; None where they differ in more than blanks."""
        if "".join(theirs.split()) != "".join(ours.split()):
            return None
        return cls(_places(theirs), _places(ours))

    def span(self, span: Span) -> Span | None:
        """Where a span of theirs is in ours, without blanks at its ends; None for one of blanks alone."""
        from bisect import bisect_left

        first, after = bisect_left(self.theirs, span.start), bisect_left(self.theirs, span.end)
        return Span(self.ours[first], self.ours[after - 1] + 1) if first < after else None


def _places(text: str) -> array[int]:
    return array("q", (at for at, character in enumerate(text) if not character.isspace()))


def first_difference(theirs: str, ours: str) -> tuple[int, str, str]:
    """The line (from 1, of ours) in which two texts that differ first do, and that line as either has it."""
    at = next(
        (at for at, (one, other) in enumerate(zip(theirs, ours, strict=False)) if one != other),
        min(len(theirs), len(ours)),
    )
    begin = ours.rfind("\n", 0, at) + 1
    return ours.count("\n", 0, at) + 1, _line(theirs, begin), _line(ours, begin)


def _line(text: str, begin: int) -> str:
    end = text.find("\n", begin)
    return text[begin : end if end >= 0 else len(text)]
