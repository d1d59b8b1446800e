"""Where what is looked for stands in a text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile
from typing import NamedTuple

from annotations.search.sought import Phrase, Sought
from annotations.text.folding import Token, kinds, tokens
from annotations.text.span import Span

NEARBY = 200
"""Code points within which several phrases make one good hit."""
_REACH = 4096
"""Code points past a slice that are looked at for what begins in it."""


class Place(NamedTuple):
    """A span, and the number of the phrase that stands there."""

    span: Span
    phrase: int


class Marker:
    """Finds the phrases that a search looks for, as a `Finder` of texts does."""

    def __init__(self, sought: Sought) -> None:
        self._phrases = [phrase for clause in sought.wanted for phrase in clause.phrases]
        self._longest = max((len(phrase.words) for phrase in self._phrases), default=1)

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """See `Finder.matches`; of two that begin alike the longer one, and none within another."""
        last = start
        for place in self.places(text, start, end):
            if place.span.end > last:
                last = place.span.end
                yield place.span

    def cut(self, text: str, offset: int) -> int:
        """The next place that no word crosses."""
        while offset < len(text):
            found = next((at for at, kind in enumerate(kinds(text[offset : offset + 256])) if kind in " u"), None)
            if found is not None:
                return offset + found
            offset += 256
        return len(text)

    def places(self, text: str, start: int = 0, end: int | None = None) -> list[Place]:
        """All places that start in `text[start:end]`, in their order, the longest of those that begin alike first."""
        stop = len(text) if end is None else min(end, len(text))
        seen = list(tokens(text, start, self.cut(text, stop + _REACH)))
        inside = sum(1 for _ in takewhile(lambda token: token.start < stop, seen))
        seen = seen[: inside + self._longest - 1]
        found = [place for number, phrase in enumerate(self._phrases) for place in _of(phrase, number, seen, inside)]
        return sorted(found, key=lambda place: (place.span.start, -place.span.end, place.phrase))

    def best(self, text: str) -> Place | None:
        """The first place after which the most of the phrases are near, on its line; None where there is none."""
        found = self.places(text)
        best, most = None, 0
        for number, place in enumerate(found):
            feed = text.find("\n", place.span.end)
            last = min(place.span.start + NEARBY, len(text) if feed < 0 else feed)
            near = takewhile(lambda other: other.span.start <= last, islice(found, number, None))  # noqa: B023
            together = len({other.phrase for other in near})
            if together > most:
                best, most = place, together
        return best


def _of(phrase: Phrase, number: int, seen: list[Token], inside: int) -> Iterator[Place]:
    for at in phrase.at([token.word for token in seen]):
        if at < inside:
            yield Place(Span(seen[at].start, max(token.end for token in seen[at : at + len(phrase.words)])), number)
