"""All matches of a query in one text, found slice by slice, so that the longest text keeps nobody waiting."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

from annotations.problem import PostilError, Problem
from annotations.text.find import Finder
from annotations.text.span import Span

SLICE = 128 * 1024
"""Code points that are looked through at once."""


class Tally:
    """The matches found so far, from the beginning of the text on.

    One thread may look on (`advance`, and what calls it) while another asks for what is known.
    """

    def __init__(self, finder: Finder, text: str) -> None:
        self._finder = finder
        self._text = text
        self._reached = 0
        self._starts = array("I")
        self._ends = array("I")
        self.problem: Problem | None = None
        """Why the search was given up, if it was."""

    @property
    def complete(self) -> bool:
        """Whether nothing is left to look through."""
        return self.problem is not None or self._reached >= len(self._text)

    def advance(self, size: int = SLICE) -> bool:
        """Look through about so many code points more; whether anything is left then."""
        if self.complete:
            return False
        cut = self._finder.cut(self._text, self._reached + size)
        starts, ends = array("I"), array("I")
        try:
            for span in self._finder.matches(self._text, self._reached, cut):
                starts.append(span.start)
                ends.append(span.end)
        except PostilError as error:
            self.problem = error.problem
        # Ends first: who counts the starts then finds an end for each.
        self._ends.extend(ends)
        self._starts.extend(starts)
        self._reached = cut
        return not self.complete

    # What is known

    def __len__(self) -> int:
        """How many matches are known."""
        return len(self._starts)

    def within(self, start: int, end: int) -> list[Span]:
        """The known matches that share a character with `text[start:end]`."""
        # Ends ascend as starts do: no match lies within another.
        first = bisect_right(self._ends, start)
        return [self._span(index) for index in range(first, bisect_left(self._starts, end))]

    def standing(self, offset: int) -> str:
        """Where the last match that starts at or before `offset` stands among all, as in `3 of 17`.

        `17+` where there may be more.
        """
        return f"{bisect_right(self._starts, offset)} of {len(self)}{'' if self.complete else '+'}"

    # Going from one to the next

    def next_match(self, offset: int) -> Span | None:
        """The first match that starts after `offset`, else the first of all; looks on as far as it has to."""
        while bisect_right(self._starts, offset) == len(self) and self.advance():
            pass
        if not len(self):
            return None
        return self._span(bisect_right(self._starts, offset) % len(self))

    def previous_match(self, offset: int) -> Span | None:
        """The last match that starts before `offset`, else the last of all; looks on as far as it has to."""
        while (self._reached < offset or not bisect_left(self._starts, offset)) and self.advance():
            pass
        if not len(self):
            return None
        return self._span(bisect_left(self._starts, offset) - 1)

    def _span(self, index: int) -> Span:
        return Span(self._starts[index], self._ends[index])
