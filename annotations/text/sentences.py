"""Sentences and paragraphs, for moving and for the engines.

A paragraph ends at a blank line, or at a line feed after which no hard-wrapped text goes on: a line of at least
`FULL` code points followed by one that begins in lower case is taken as wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from annotations.text.span import Span

FULL = 50
"""Code points from which on a line may have been wrapped by hand."""

_BREAK = re.compile(r"\n[ \t]*(?:\n\s*)?|\Z")
_SHORT_FORMS = (
    "mr mrs ms dr prof rev hon gen col maj capt lt sgt cmdr adm gov sen rep pres st mt ft no nos vol vs etc cf e.g"
    " i.e al fig ca approx inc ltd co corp bros jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun"
    " u.s u.k u.n e.u a.m p.m ph.d d.c s n e w dept est jr sr"
)
_ABBREVIATIONS = frozenset(_SHORT_FORMS.split())
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？｡]+[」』”’）]*|[.!?…]+[\"'”’»)\]]*\Z")
_LAST_WORD = re.compile(r"[^\W\d_](?:[\w.]*\w)?\Z")
_WINDOW = 20_000
"""Code points that are looked at around an offset: no paragraph that a person wrote is longer."""


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The paragraphs of `text[start:end]` in order, without the blanks around them."""
    limit = len(text) if end is None else end
    begin = start
    for match in _BREAK.finditer(text, start, limit):
        if match.end() < limit and match.start() > begin and _wrapped(text, begin, match):
            continue
        body = text[begin : match.start()]
        stripped = body.strip()
        if stripped:
            first = begin + len(body) - len(body.lstrip())
            yield Span(first, first + len(stripped))
        begin = match.end()


def _wrapped(text: str, begin: int, at: re.Match[str]) -> bool:
    if at.group().count("\n") > 1:
        return False
    line = max(begin, text.rfind("\n", begin, at.start()) + 1)
    return at.start() - line >= FULL and text[at.end()].islower()


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of `text[start:end]` in order; none crosses the end of a paragraph."""
    for paragraph in paragraphs(text, start, end):
        begin = paragraph.start
        for match in _END.finditer(text, paragraph.start, paragraph.end):
            if match.end() < paragraph.end and not _ends(text, begin, match, paragraph.end):
                continue
            yield Span(begin, match.end())
            begin = match.end()
            while begin < paragraph.end and text[begin].isspace():
                begin += 1
        if begin < paragraph.end:
            yield Span(begin, paragraph.end)


def _ends(text: str, begin: int, stop: re.Match[str], limit: int) -> bool:
    mark = stop.group()
    if mark[0] in "。！？｡":
        return True
    following = text[stop.end() : min(limit, stop.end() + 40)].lstrip().lstrip("\"'“‘«([")
    if following[:1].islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(begin, stop.start() - 20), stop.start())
    if word is None:
        return True
    last = word.group()
    return not (len(last) == 1 and last.isupper()) and last.lower() not in _ABBREVIATIONS


def next_sentence(text: str, offset: int) -> int | None:
    """Where the next sentence begins; None in the last one."""
    return _after(sentences, text, offset)


def previous_sentence(text: str, offset: int) -> int | None:
    """Where the sentence before begins; None in the first one."""
    return _before(sentences, text, offset)


def next_paragraph(text: str, offset: int) -> int | None:
    """Where the next paragraph begins; None in the last one."""
    return _after(paragraphs, text, offset)


def previous_paragraph(text: str, offset: int) -> int | None:
    """Where the paragraph before begins; None in the first one."""
    return _before(paragraphs, text, offset)


Parts = Callable[[str, int, int], Iterator[Span]]


def _after(parts: Parts, text: str, offset: int) -> int | None:
    start = _blank_line_before(text, offset)
    for size in (_WINDOW, len(text)):
        found = (part.start for part in parts(text, start, min(len(text), offset + size)) if part.start > offset)
        target = next(found, None)
        if target is not None:
            return target
    return None


def _before(parts: Parts, text: str, offset: int) -> int | None:
    for window in (_WINDOW, len(text)):
        start = _blank_line_before(text, max(0, offset - window))
        last = None
        for part in parts(text, start, len(text)):
            if part.start >= offset:
                break
            last = part.start
        if last is not None:
            return last
    return None


def _blank_line_before(text: str, offset: int) -> int:
    """A place from which on paragraphs can be told without the text before."""
    return max(text.rfind("\n\n", 0, offset), 0)
