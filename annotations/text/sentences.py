"""Sentences and paragraphs, for moving and for the engines.

Blank lines part paragraphs. So does every other line feed, but where text was wrapped by hand: after a line of
`SHORTEST` to `LONGEST` code points, if the first word of the next line would not have fitted. What fits is told from
the neighbouring lines only, so that a paragraph is known without reading the text before it. A line that ends with a
full stop was wrapped only if its neighbour was, too; an indented line or an item of a list always begins anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.text.graphemes import snap
from annotations.text.span import Span

SHORTEST, LONGEST = 45, 100
"""Code points of the lines that may have been wrapped by hand."""

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_LABELLED = re.compile(r"By [A-Z]|(?:Source|Author|Editor|Date|Published|Posted|Updated|Last updated)\b[^:\n]{0,12}:")
_BEGINS_ANEW = re.compile(r"\s|\Z|[#>|]|[-*+•–—] |\(?\d{1,3}[.)] ")
_STOPPED = re.compile(r"[.!?…:。！？][\"'”’»)\]]*\s*\Z")
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s|\Z)|[؟।॥۔።։]++[\"'”’»)\]]*+(?=\s|\Z)|[。！？｡]++[」』”’）》\"')]*+"
)
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*(?P<word>\w{0,20})")
_LAST_WORD = re.compile(r"[^\W_](?:[\w.]*\w)?\Z")
_BLANKS = re.compile(r"\s*")
# Words before a full stop. These never end a sentence,
_TITLES = re.compile(
    r"(?i:adm|brig|capt|cf|cmdr|col|dr|e\.g|gen|gov|hon|i\.e|lt|maj|messrs|mr|mrs|ms|mt|prof|reps?|rev|sens?|sgt|st|supt"
    r"|viz|vs)"
)
# these not before a number,
_NUMBERED = re.compile(r"(?i:approx|art|ca|ch|figs?|nos?|pp?|para|sec|vols?)")
# and these (short forms, initials, `U.S`, `p.m`) only before a word that likes to begin a sentence.
_SHORT = re.compile(
    r"Al|Apr|Assn|Aug|Ave|Blvd|Bros|Co|Corp|Dec|Dept|Dist|Est|Feb|Fri|Ft|Inc|Jan|Jr|Jul|Jun|Ltd|Mar|Mon|Nov|Oct|Plc|Pty"
    r"|Sat|Sept?|Sr|Sun|Thur?s?|Tues?|Univ|Wed|[^\W\d_a-z]|Ph\.D|[^\W\d_](?:\.[^\W\d_])+"
)
_STARTER = re.compile(
    r"An?|And|As|At|But|For|He|Her|His|However|If?|Its?|In|Many|Most|My|Not?|On|Our|She|Since|So|Some|That|The|Their"
    r"|Then|There|These|They|This|Those|Though|Under|We|What|When|Where|While|Who|Why|With|Yet|You|Your"
)
_WINDOW = 512


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The paragraphs of `text[start:end]` in order, without the blanks around them."""
    limit = len(text) if end is None else min(end, len(text))
    whole: Span | None = None
    for line in _LINE.finditer(text, start, limit):
        whole = Span(whole.start if whole else line.start(), line.end())
        feed = text.find("\n", line.end(), limit)
        if feed < 0 or not _wrapped(text, feed):
            yield snap(text, whole.start, whole.end)
            whole = None
    if whole:
        yield snap(text, whole.start, whole.end)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of `text[start:end]` in order; none crosses the end of a paragraph."""
    for paragraph in paragraphs(text, start, end):
        begin = paragraph.start
        for stop in _END.finditer(text, paragraph.start, paragraph.end):
            sentence = snap(text, begin, stop.end())
            if sentence.end < paragraph.end and _ends(text, stop):
                yield sentence
                blanks = _BLANKS.match(text, sentence.end, paragraph.end)
                begin = snap(text, *2 * (blanks.end() if blanks else sentence.end,)).start
        yield Span(begin, paragraph.end)


def next_paragraph(text: str, offset: int) -> int | None:
    """Where the first paragraph that starts after `offset` starts."""
    line = text.rfind("\n", 0, offset) + 1
    return next((paragraph.start for paragraph in paragraphs(text, line) if paragraph.start > offset), None)


def previous_paragraph(text: str, offset: int) -> int | None:
    """Where the last paragraph that starts before `offset` starts."""
    before = len(text[: max(offset, 0)].rstrip())
    return next(paragraphs(text, _paragraph_start(text, before - 1))).start if before else None


def next_sentence(text: str, offset: int) -> int | None:
    """Where the first sentence that starts after `offset` starts."""
    begin, reach = _paragraph_start(text, offset), _WINDOW
    while True:
        anchor = max(begin, offset - reach)
        found = sentences(text, anchor)
        # The first may be the rest of a sentence that starts before the anchor.
        partial = next(found, None) if anchor > begin else None
        if partial is None or partial.start <= offset:
            return next((sentence.start for sentence in found if sentence.start > offset), None)
        reach *= 4


def previous_sentence(text: str, offset: int) -> int | None:
    """Where the last sentence that starts before `offset` starts."""
    before = len(text[: max(offset, 0)].rstrip())
    if not before:
        return None
    begin, reach = _paragraph_start(text, before - 1), _WINDOW
    while True:
        anchor = max(begin, before - reach)
        last: int | None = None
        for number, sentence in enumerate(sentences(text, anchor)):
            if sentence.start >= offset:
                break
            if number or anchor == begin:
                last = sentence.start
        if last is not None or anchor == begin:
            return last
        reach *= 4


def _paragraph_start(text: str, offset: int) -> int:
    """The start of the first line of the paragraph that `offset` is in."""
    line = text.rfind("\n", 0, offset) + 1
    while line and _wrapped(text, line - 1):
        line = text.rfind("\n", 0, line - 1) + 1
    return line


def _wrapped(text: str, feed: int) -> bool:
    """Whether the line feed at `feed` was set by wrapping, within a paragraph."""
    line = _line_before(text, feed)
    following = _line_after(text, feed)
    if line is None or following is None or len(line.rstrip()) < SHORTEST:
        return False
    if _BEGINS_ANEW.match(following) or _LABELLED.match(following) or _LABELLED.match(line):
        return False
    before = _line_before(text, feed - len(line) - 1) or ""
    first_word = following.split(maxsplit=1)[0]
    if len(line.rstrip()) + 1 + len(first_word) <= max(len(before), len(following)):
        return False
    if not _STOPPED.search(line):
        return True
    return any(len(other) >= SHORTEST and not _STOPPED.search(other) for other in (before, following))


def _line_before(text: str, feed: int) -> str | None:
    """The line that ends at `feed`; None where it is longer than any wrapped one."""
    if feed < 0:
        return None
    begin = text.rfind("\n", max(0, feed - LONGEST - 1), feed) + 1
    return None if feed - begin > LONGEST else text[begin:feed]


def _line_after(text: str, feed: int) -> str | None:
    end = text.find("\n", feed + 1, feed + LONGEST + 2)
    line = text[feed + 1 : end if end >= 0 else feed + LONGEST + 2]
    return None if len(line) > LONGEST else line


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Whether a sentence ends with the stop; told from the words beside it."""
    if stop[0][0] in "。！？｡":
        return True
    following = _NEXT_WORD.match(text, stop.end())
    word = following["word"] if following else ""
    if word[:1].islower():
        return False
    last = _LAST_WORD.search(text, max(0, stop.start() - 24), stop.start())
    if stop[0][0] != "." or stop[0].startswith("..") or last is None:
        return True
    if last[0].isdecimal():
        return last.start() > 0 and text[last.start() - 1] != "\n"  # no end: the number of an item
    if _TITLES.fullmatch(last[0]):
        return False
    if _NUMBERED.fullmatch(last[0]):
        return not word[:1].isdecimal()
    if _SHORT.fullmatch(last[0]):
        return following is not None and _STARTER.fullmatch(word) is not None and text[following.end()] != "."
    return True
