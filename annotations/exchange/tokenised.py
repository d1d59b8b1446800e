"""A text as tokens on whose edges given spans begin and end, for the formats that count in tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from annotations.entities.tokens import tokens
from annotations.text.span import Span


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a text, `starts[n]` to `ends[n]`; every character is in one, but single blanks between two.

    `spaced[n]` says whether such a blank follows, so that the text can be put together again.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    spaced: Sequence[bool]

    def of(self, span: Span) -> tuple[int, int]:
        """The first token of a span whose ends are edges of tokens, and the one after its last."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)


def tokenised(text: str, spans: Collection[Span]) -> Tokens:
    """The tokens of a text, cut anew at the ends of spans; other blanks are tokens, too."""
    begun, ended = {span.start for span in spans}, {span.end for span in spans}
    edges = sorted(begun | ended)
    starts: list[int] = []
    ends: list[int] = []
    spaced: list[bool] = []
    for start, end in _pieces(text, edges):
        told = text[start:end] == " " and starts and not spaced[-1] and start not in begun and end not in ended
        if told and not text[ends[-1] - 1].isspace():
            spaced[-1] = True
        else:
            starts.append(start)
            ends.append(end)
            spaced.append(False)
    return Tokens(starts, ends, spaced)


def _pieces(text: str, edges: list[int]) -> Iterator[tuple[int, int]]:
    at = 0
    for token in tokens(text):
        yield from _cut(at, token.start, edges)
        yield from _cut(token.start, token.end, edges)
        at = token.end
    yield from _cut(at, len(text), edges)


def _cut(start: int, end: int, edges: list[int]) -> Iterator[tuple[int, int]]:
    for edge in edges[bisect_right(edges, start) : bisect_left(edges, end)]:
        yield start, edge
        start = edge
    if start < end:
        yield start, end
