"""Abbreviations that a text introduces: `General Security of Military Information Agreement (GSOMIA)`.

The algorithm of A. S. Schwartz and M. A. Hearst, *A simple algorithm for identifying abbreviation definitions in
biomedical text*, Pacific Symposium on Biocomputing 2003.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotations.text.span import Span

_BRACKET = re.compile(r"\(\s?(?P<short>[^\W_][\w.&/-]{1,9})\s?[);,]")
_WORD_BEFORE = re.compile(r"[^\s()]+")
_STOP = re.compile(r"[()\n;:!?]|\.\s")
_WIDEST = 160


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and the long form before it, where they are introduced."""

    short: Span
    long: Span


def abbreviations(text: str) -> list[Abbreviation]:
    """The introductions in a text, in order. Offsets are into that text."""
    found = []
    for match in _BRACKET.finditer(text):
        short = match["short"]
        if sum(letter.isupper() for letter in short) < 2 and not short[-1].isupper():
            continue
        window = max(match.start() - _WIDEST, 0)
        if stops := list(_STOP.finditer(text, window, match.start())):
            window = stops[-1].end()
        words = list(_WORD_BEFORE.finditer(text, window, match.start()))[-min(len(short) + 5, len(short) * 2) :]
        if words and (start := _long_form(short, text, words[0].start(), words[-1].end())) is not None:
            found.append(Abbreviation(Span(*match.span("short")), Span(start, words[-1].end())))
    return found


def _long_form(short: str, text: str, start: int, end: int) -> int | None:
    """Where the shortest long form in `text[start:end]` begins.

    From right to left each letter of the short form is found in turn, the first of them at the head of a word.
    """
    at = end
    for position in range(len(short) - 1, -1, -1):
        letter = short[position].lower()
        if not letter.isalnum():
            continue
        at -= 1
        while at >= start and (text[at].lower() != letter or (position == 0 and at > start and text[at - 1].isalnum())):
            at -= 1
        if at < start:
            return None
    begin = max(text.rfind(" ", start, at + 1) + 1, start)
    long = text[begin:end]
    if len(long) <= len(short) or short in long.split():
        return None
    return begin
