"""Runs of capitalised words: where a name may stand that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.text.span import Span
from annotations.text.words import words

JOINING = frozenset(
    ("of", "the", "and", "de", "del", "della", "di", "da", "du", "des", "la", "le", "van", "von", "der", "al")
)
"""Words in small letters that may stand within a name."""


def runs(text: str, sight: Span) -> Iterator[Span]:
    """Runs of capitalised words, numbers and what joins them: `Torre de la Vela`, `Studio 9 of the Nine Elms`."""
    first = last = None
    joined: Span | None = None
    for word in words(text, sight.start, sight.end):
        written = text[word.start : word.end]
        capital = written[0] != written[0].lower()
        if joined is not None and text[joined.end : word.start] in (" ", "\n") and first is not None:
            if capital or written[0].isdigit():
                joined = last = word
                continue
            if written in JOINING:
                joined = word
                continue
        if first is not None and last is not None:
            yield Span(first.start, last.end)
        first = last = joined = word if capital else None
    if first is not None and last is not None:
        yield Span(first.start, last.end)
