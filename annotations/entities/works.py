"""Titles of works, told by their quotation marks and capitals: the song “Time to Wake Up”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.entities.candidates import Candidate
from annotations.entities.vocabulary import words

_QUOTED = re.compile(r"[\"“]([^\"“”\n]{2,80})[\"”]")
_END = ".,!?;:"
_SMALL = words("of the a an and in on to for with from at by is or as but & vs vs.")
_LONGEST = 10
_REACH = 30
# What stands before the title of one word, which may be anything else: `the film “Arrival”`.
_CUE = re.compile(
    r"\b(?:songs?|albums?|films?|movies?|books?|novels?|singles?|episodes?|series|poems?|plays?|tracks?|shows?"
    r"|documentary|musical|opera|memoir|titled|entitled),? \Z"
)
_TITLE_AND_MORE = re.compile(r"\w: [A-Z\d]")


def works(text: str) -> Iterator[Candidate]:
    """Candidates WORK_OF_ART: titles of several words, and of one after a word for what it is."""
    for match in _QUOTED.finditer(text):
        title = match[1].rstrip(_END)
        parts = title.split()
        if not parts or len(parts) > _LONGEST or title.isupper() or title != title.strip() or not _titled(parts):
            continue
        if len(parts) > 1 or _CUE.search(text, max(match.start() - _REACH, 0), match.start()):
            yield Candidate(match.start(1), match.start(1) + len(title), "WORK_OF_ART", "work")


def is_work(text: str, start: int, end: int) -> bool:
    """Whether a name is told to be a work's, by a word before it or by a colon: the film `Zorblat: War of Quux`."""
    before = _CUE.search(text, max(start - _REACH, 0), start)
    return before is not None or _TITLE_AND_MORE.search(text, start, end) is not None


def _titled(parts: list[str]) -> bool:
    """Whether words are written as those of a title, small ones but for the first and last without a capital."""
    large = [not part[0].islower() for part in parts]
    return large[0] and large[-1] and all(each or part in _SMALL for each, part in zip(large, parts, strict=True))
