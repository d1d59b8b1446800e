"""Abbreviations that a text introduces: `General Security of Military Information Agreement (GSOMIA)`.

The algorithm of A. S. Schwartz and M. A. Hearst, *A simple algorithm for identifying abbreviation definitions in
biomedical text*, Pacific Symposium on Biocomputing 2003.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.entities.candidates import Candidate
from annotations.entities.vocabulary import LAWS
from annotations.text.span import Span

_BRACKET = re.compile(r"\(\s?(?P<short>[^\W_][\w.&/-]{1,9})\s?[);,]")
_WORD_BEFORE = re.compile(r"[^\s()]+")
_TOKEN = re.compile(r"[^\W_][\w.&/-]*(?<![./-])")
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


def long_forms(text: str) -> dict[str, str]:
    """The short forms that a text introduces, and the long form of each, where it is introduced first."""
    found: dict[str, str] = {}
    for each in abbreviations(text):
        long = text[_without_article(text, each.long) : each.long.end]
        found.setdefault(text[each.short.start : each.short.end], long)
    return found


def explained(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """What the brackets introduce, and every other mention of the short forms; they have the long form's label.

    `found` are the names known so far: one that ends where a long form ends gives its label.
    """
    ends: dict[int, list[Candidate]] = {}
    for each in found:
        ends.setdefault(each.end, []).append(each)
    labels: dict[str, str] = {}
    for introduction in abbreviations(text):
        long = introduction.long
        label = _label(text, long, ends.get(long.end, []))
        if label:
            labels.setdefault(text[introduction.short.start : introduction.short.end], label)
            start = _without_article(text, long)
            if not any(each.start <= start for each in ends.get(long.end, ()) if each.rule != "gazetteer"):
                yield Candidate(start, long.end, label, "abbreviation")
    if labels:
        for match in _TOKEN.finditer(text):
            if label := labels.get(match[0]):
                yield Candidate(match.start(), match.end(), label, "abbreviation")


def _label(text: str, long: Span, known: list[Candidate]) -> str | None:
    """The label of a long form: that of the name found there, else what its capitals suggest."""
    whole = [each for each in known if each.start <= _without_article(text, long) + 1]
    if whole:
        return max(whole, key=lambda each: each.end - each.start).label
    words = text[_without_article(text, long) : long.end].split()
    capitalised = [word for word in words if word[:1].isupper()]
    if len(capitalised) < 2 or not words[0][:1].isupper() or len(capitalised) * 2 < len(words):
        return None
    return "LAW" if words[-1] in LAWS else "ORG"


def _without_article(text: str, span: Span) -> int:
    return span.start + 4 if text[span.start : span.start + 4].lower() == "the " else span.start
