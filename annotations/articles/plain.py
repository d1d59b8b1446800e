"""Regions of plain text: what a line is, told from how news articles are saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from annotations.articles.article import Region, RegionKind
from annotations.articles.dates import DATE
from annotations.text.sentences import paragraphs
from annotations.text.span import Span, stripped

LONGEST_TITLE = 200
LONGEST_FIELDS = 2000
LONGEST_BOILERPLATE = 80
HEAD_LINES = 12
"""Lines at the beginning among which title, source, dates and byline are looked for."""

_LABELLED = re.compile(
    r"(?P<label>source|published(?: on| at)?|posted|date|updated|last updated|modified|editor|edited by|author|byline"
    r"|written by|by)(?::\s*|(?<=by)\s+|(?<=BY)\s+|(?<=By)\s+)(?P<value>\S.*)",
    re.IGNORECASE,
)
_KINDS = {
    "source": RegionKind.SOURCE,
    "published": RegionKind.PUBLISHED,
    "published on": RegionKind.PUBLISHED,
    "published at": RegionKind.PUBLISHED,
    "posted": RegionKind.PUBLISHED,
    "date": RegionKind.PUBLISHED,
    "updated": RegionKind.UPDATED,
    "last updated": RegionKind.UPDATED,
    "modified": RegionKind.UPDATED,
    "editor": RegionKind.EDITOR,
    "edited by": RegionKind.EDITOR,
    "author": RegionKind.AUTHOR,
    "byline": RegionKind.AUTHOR,
    "written by": RegionKind.AUTHOR,
    "by": RegionKind.AUTHOR,
}
_DATED = (RegionKind.PUBLISHED, RegionKind.UPDATED)
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_FIELDS = re.compile(r"[^|•·]+")
_DIGIT = re.compile(r"\d")
_FULL_STOP = re.compile(r"(?<![.A-Z])[.。]$")
_TWO_SENTENCES = re.compile(r"[.!?]\s+[A-Z].*[.!?]\s+[A-Z]")
_NAME = re.compile(r"[^\W\d_][\w.'’,& -]{1,80}")
# Names and offices, in capitals but for what joins them: `By Friday the army had left` is no byline.
_BYLINE = re.compile(
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[^\W\d_a-z][^\s,]*"
    r"(?:,?\s+(?:[^\W\d_a-z][^\s,]*|and|al|bin|da|de|del|der|di|dos|du|el|for|in|la|of|the|van|von|with|&)){0,14}(?<!\w\w\.)"
)
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?:[ ,/]+[A-ZÀ-ÖØ-Þ][\w.'’-]*){0,4}?)"
    r"(?:,?\s+(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,\s*\d{4})?)?"
    r"(?:\s*\((?P<agency>[^()\n]{2,40})\))?\s*(?:--|—|–|-)\s"
)
_BOILERPLATE = re.compile(
    r"video player ?close|advertisement|share(?: this)?(?: article| story| page)?"
    r"|(?:story )?continues? below advertisement"
    r"|read more:?.*|(?:click|tap) here .*|sign up (?:for|to) .*|subscribe .*|follow us on .*"
    r"|(?:print|e-?mail)(?: this)?(?: article| page)?|related (?:articles|stories|news):?|all rights reserved\.?"
    r"|copyright ©.*|©.*|facebook|twitter|whatsapp|image source.*|media caption.*",
    re.IGNORECASE,
)


def regions(text: str, start: int = 0, *, titled: bool = False) -> tuple[Region, ...]:
    """Regions of `text[start:]`, in the order of the text; `titled`: the title is known and not looked for."""
    lines = _head(text, start)
    line, end = next(lines, None), len(text)
    said: list[Region] | None = None
    found: list[Region] = []
    while line is not None:
        said = _meta(text, line) if said is None else said
        following, said_next = next(lines, None), None
        if said:
            found += said
        elif not titled and following is not None:
            said_next = _meta(text, following)
            if not _is_title(text, line, following, told=bool(said_next)):
                break
            found.append(Region(RegionKind.TITLE, line))
            titled = True
        else:
            break
        end = line.end
        line, said = following, said_next
    body = end if line is None else line.start
    found += _dateline(text, body, any(region.kind is RegionKind.SOURCE for region in found))
    found += _bodies(text, body)
    return tuple(sorted(found, key=lambda region: (region.span.start, -region.span.end)))


def _head(text: str, start: int) -> Iterator[Span]:
    """The first lines that are not blank, without the blanks around them."""
    for line in islice(_LINE.finditer(text, start), HEAD_LINES):
        yield Span(*line.span())


def _is_title(text: str, line: Span, following: Span, *, told: bool) -> bool:
    """Whether a line is the title; `told`: the line after it is one of the head, and no running text."""
    if len(line) > LONGEST_TITLE:
        return False
    first = text[line.start : line.end]
    if _DATELINE.match(first):
        return False
    if first[-1] in ",;:-" or _FULL_STOP.search(first) or _TWO_SENTENCES.search(first):
        return False
    if told:
        return True
    # The first line of hard-wrapped text is no title: its paragraph goes on.
    if following.start - line.end == 1 and text[following.start].islower():
        return False
    return next(paragraphs(text, line.start)).end == line.end


def _meta(text: str, line: Span) -> list[Region]:
    """What a line of the head says: fields with a label, a lone date, boilerplate; empty for running text."""
    if _BOILERPLATE.fullmatch(text, line.start, line.end):
        return [Region(RegionKind.BOILERPLATE, line)]
    if len(line) > LONGEST_FIELDS:
        return []
    found: list[Region] = []
    for field in _FIELDS.finditer(text, line.start, line.end):
        said = field.group()
        words = said.lstrip()
        region = _field(words.rstrip(), field.end() - len(words))
        if region is None:
            return []
        found.append(region)
    return found


def _field(words: str, at: int) -> Region | None:
    labelled = _LABELLED.fullmatch(words)
    if labelled is None:
        return Region(RegionKind.PUBLISHED, Span(at, at + len(words))) if DATE.fullmatch(words) else None
    label, value = labelled["label"].lower(), labelled["value"].rstrip()
    kind = _KINDS[label]
    if len(value) > 100 or not (_DIGIT.search(value) if kind in _DATED else _NAME.match(value)):
        return None
    if label == "by" and not _BYLINE.fullmatch(value):
        return None
    start = at + labelled.start("value")
    return Region(kind, Span(start, start + len(value)))


def _dateline(text: str, body: int, has_source: bool) -> list[Region]:
    match = _DATELINE.match(text, body)
    if match is None or (match["agency"] is None and not re.search(r"\d|--|—|–", match.group())):
        return []
    end = match.end() - 1
    found = [
        Region(RegionKind.DATELINE, Span(match.start(), end)),
        Region(RegionKind.PLACE, Span(match.start("place"), match.start("place") + len(match["place"].rstrip(" ,")))),
    ]
    if match["agency"] and not has_source:
        found.append(Region(RegionKind.SOURCE, Span(match.start("agency"), match.end("agency"))))
    return found


def _bodies(text: str, start: int) -> list[Region]:
    """The running text, in one region or in several around lines of boilerplate."""
    found: list[Region] = []
    at = start
    for line in _boilerplate(text, start):
        found += _body(text, at, line.start)
        found.append(Region(RegionKind.BOILERPLATE, line))
        at = line.end
    return [*found, *_body(text, at, len(text))]


def _boilerplate(text: str, start: int) -> Iterator[Span]:
    """Lines of boilerplate after the one that holds `start`."""
    for line in _line_of_boilerplate().finditer(text, start):
        words = stripped(text, *line.span("words"))
        if len(words) < LONGEST_BOILERPLATE:
            yield words


@cache
def _line_of_boilerplate() -> re.Pattern[str]:
    # It begins with a literal, which is searched for faster than each line could be looked at.
    return re.compile(rf"\n[^\S\n]*(?P<words>(?i:{_BOILERPLATE.pattern}))[^\S\n]*(?=\n|\Z)")


def _body(text: str, start: int, end: int) -> list[Region]:
    body = stripped(text, start, end)
    return [Region(RegionKind.BODY, body)] if body else []
