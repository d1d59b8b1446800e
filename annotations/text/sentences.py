"""Sentences and paragraphs, for moving and for the engines.

Blank lines part paragraphs. So does every other line feed, but where text was wrapped by hand: after a line of
`SHORTEST` to `LONGEST` code points, if the first word of the next line would not have fitted. What fits is told from
the neighbouring lines only, so that a paragraph is known without reading the text before it. A line that ends with a
full stop was wrapped only if its neighbour was, too; an indented line or an item of a list always begins anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

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
FAR = 64 * _WINDOW
"""Code points within which a motion looks for the next sentence or paragraph, so that it never reads a whole text."""

Parts = Callable[[str, int, int], Iterator[Span]]


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
    """Where the first paragraph that starts after `offset` starts, or `FAR` on where none does so near."""
    return _next(paragraphs, text, offset)


def previous_paragraph(text: str, offset: int) -> int | None:
    """Where the last paragraph that starts before `offset` starts, or `FAR` back where none does so near."""
    return _previous(paragraphs, text, offset)


def next_sentence(text: str, offset: int) -> int | None:
    """Where the first sentence that starts after `offset` starts, or `FAR` on where none does so near."""
    return _next(sentences, text, offset)


def previous_sentence(text: str, offset: int) -> int | None:
    """Where the last sentence that starts before `offset` starts, or `FAR` back where none does so near."""
    return _previous(sentences, text, offset)


def _next(parts: Parts, text: str, offset: int) -> int | None:
    reach = _WINDOW
    while True:
        low, high = max(0, offset - reach), min(offset + reach, len(text))
        whole = low == 0 or reach >= FAR
        for part in parts(text, low, high):
            # The first may be the rest of one that starts before the window.
            if part.start > offset:
                if not whole:
                    break
                return part.start
            whole = True
        else:
            if high == len(text):
                return None
            if reach >= FAR:
                return snap(text, high, high).start
        reach *= 4


def _previous(parts: Parts, text: str, offset: int) -> int | None:
    offset, reach = min(offset, len(text)), _WINDOW
    while offset > 0:
        low = max(0, offset - reach)
        starts = [part.start for part in parts(text, low, offset)]
        if low == 0:
            return starts[-1] if starts else None
        if len(starts) > 1:
            return starts[-1]
        if reach >= FAR:
            return snap(text, low, low).start
        reach *= 4
    return None


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
