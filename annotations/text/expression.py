"""Finding by a regular expression of the user's, which may be wrong, or take for ever.

Python's own `re` cannot be interrupted, and no other thread runs while it matches; `regex` can be given a time limit,
and lets the screen go on. It is imported only for a query that needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from annotations.problem import PostilError, Problem
from annotations.text.graphemes import snap
from annotations.text.phrase import has_capital
from annotations.text.span import Span

if TYPE_CHECKING:
    import regex

PATIENCE = 1.0
"""Seconds that one call may look for matches."""


def compile_expression(source: str) -> Expression | Problem:
    """What finds an expression, ignoring case unless a capital stands for itself in it."""
    import regex

    if not source:
        return Problem("re:", "nothing to search for", "type an expression")
    literal = regex.sub(r"\\[pPN]\{[^}]*\}|\\.|\(\?P|\[:\w+:\]", "", source)
    try:
        return Expression(regex.compile(source, 0 if has_capital(literal) else regex.IGNORECASE))
    except (regex.error, RecursionError) as error:
        what = str(error) if isinstance(error, regex.error) else "nested too deep"
        return Problem(f"re:{source}", what, "without re: at its beginning a search takes every character as it stands")


class Expression:
    """Finds what matches within a line; a match that would split a grapheme cluster is widened to it.

    In a line, matches do not overlap, and the lines are looked at one by one: `^` and `$` are their ends.
    """

    def __init__(self, pattern: regex.Pattern[str]) -> None:
        self._pattern = pattern

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """See `Finder.matches`."""
        stop = len(text) if end is None else min(end, len(text))
        deadline = monotonic() + PATIENCE
        line = text.rfind("\n", 0, start) + 1
        while line < stop:
            feed = text.find("\n", line)
            line_end = len(text) if feed < 0 else feed
            for span in self._in_line(text, line, line_end, deadline):
                if start <= span.start < stop:
                    yield span
            line = line_end + 1

    def cut(self, text: str, offset: int) -> int:
        """At the end of a line, since each is looked at from its beginning."""
        feed = text.find("\n", max(0, offset - 1))
        return len(text) if feed < 0 else feed + 1

    def _in_line(self, text: str, start: int, end: int, deadline: float) -> Iterator[Span]:
        last = start
        # A negative limit would mean none.
        limit = max(deadline - monotonic(), 0.001)
        try:
            for found in self._pattern.finditer(text[start:end], timeout=limit):
                span = snap(text, start + found.start(), start + found.end())
                if span and span.start >= last:
                    yield span
                    last = span.end
        except TimeoutError:
            raise PostilError(_too_slow(self._pattern.pattern)) from None


def _too_slow(source: str) -> Problem:
    return Problem(f"re:{source}", "takes too long on this text", "repeat nothing that is itself repeated")
