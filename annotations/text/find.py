"""Compiling what a reader types to search for.

A query is taken character by character (see `phrase`), and case is ignored unless it has a capital. One that begins
with `re:` is a regular expression (see `expression`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from annotations.problem import Problem
from annotations.text.span import Span

EXPRESSION_PREFIX = "re:"
LONGEST_QUERY = 200
"""Code points; what a slice costs grows with the query."""


class Finder(Protocol):
    """A query that can be looked for in any text."""

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """The matches that start in `text[start:end]`, in order and never empty; no end splits a grapheme cluster.

        They may end after `end`, and are the same wherever the search began: those of neighbouring slices are
        those of the whole. Raises PostilError where looking takes too long.
        """
        ...

    def cut(self, text: str, offset: int) -> int:
        """The nearest offset, not before `offset`, at which a slice ends with no work done twice."""
        ...


def compile_query(query: str) -> Finder | Problem:
    """What finds a query; a Problem where there is nothing to find, or the expression is none."""
    if len(query) > LONGEST_QUERY:
        return Problem(query[:20] + "…", "too long to be searched for", f"{LONGEST_QUERY} characters are the most")
    if query.startswith(EXPRESSION_PREFIX):
        from annotations.text.expression import compile_expression

        return compile_expression(query.removeprefix(EXPRESSION_PREFIX))
    if not query.strip():
        return Problem(query, "nothing to search for", "type some words")
    from annotations.text.phrase import Phrase, has_capital

    return Phrase(query, any_case=not has_capital(query))
