"""Names told by their last or first word: organisations, places, buildings, events, laws."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.entities.candidates import Candidate
from annotations.entities.capitals import Capitals, Word
from annotations.entities.gazetteer import Gazetteer
from annotations.entities.vocabulary import (
    BEFORE_PLACES,
    CALENDAR,
    COMMON,
    DIRECTIONS,
    EVENTS,
    FACILITIES,
    LAWS,
    OF_ORGANISATIONS,
    ORGANISATIONS,
    PLACES,
    PLAIN_ORGANISATIONS,
    REGIONS,
    STORMS,
    TITLES,
)

_ENDINGS = {
    **dict.fromkeys(REGIONS, ("GPE", "place")),
    **dict.fromkeys(PLACES, ("LOC", "place")),
    **dict.fromkeys(FACILITIES, ("FAC", "place")),
    **dict.fromkeys(EVENTS, ("EVENT", "event")),
    **dict.fromkeys(LAWS, ("LAW", "treaty")),
    **dict.fromkeys(ORGANISATIONS, ("ORG", "organisation")),
}
# `Ministry of Economy, Trade and Industry`: after `of`, capitalised words with at most these between them.
_NAME = r"[^\Wa-z\d_][\w'.-]{0,30}(?<![.'])"
_OF = re.compile(rf" (?:of|for) (?:the )?{_NAME}(?: {_NAME}){{0,4}}")
_LIST = re.compile(rf"(?:, {_NAME}(?: {_NAME}){{0,2}}){{1,4}},? and {_NAME}(?: {_NAME}){{0,2}}|,? and {_NAME}(?: {_NAME}){{0,2}}")
_LISTED = frozenset({"Ministry", "Department"})
_LINKS = (" of ", " on ", " for ", " and ")
_PLAIN_BEFORE = TITLES | CALENDAR | COMMON - DIRECTIONS - frozenset({"First", "Second", "Third", "New", "National", "Local", "International", "Media", "People", "Police", "Earth", "Internet"})
_LONGEST = 8


def organisations(capitals: Capitals, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Candidates ORG, GPE, LOC, FAC, EVENT and LAW of names with a telling word; headlines and titles give none."""
    for run in capitals.runs():
        yield from _told_by_end(capitals, run, gazetteer)
        yield from _told_by_beginning(capitals, run)


def _told_by_end(capitals: Capitals, run: list[int], gazetteer: Gazetteer) -> Iterator[Candidate]:
    words = capitals.words
    first = _first_of_name(capitals, run)
    for position in range(len(run) - 1, -1, -1):
        word = words[run[position]]
        found = _ENDINGS.get(word.text)
        if not found or position < first:
            continue
        label, rule = found
        # A title inside the run parts two names: `Supreme Court Justice Ruth Ginsburg`.
        start = max([first] + [at + 1 for at in range(first, position) if words[run[at]].text in TITLES - {"General"}])
        start = max(start, position - _LONGEST)
        begin = words[run[start]]
        if label in ("LAW", "ORG") and start == 0:
            begin = _widened(capitals, run[0], gazetteer, label)
        if begin == word or (begin.text in STORMS and label == "EVENT"):
            continue
        if position - start < 2 and word.text in PLAIN_ORGANISATIONS and begin == words[run[start]]:
            continue
        if position - start == 1 and label not in ("ORG", "GPE") and _plain(gazetteer, begin):
            continue
        if label == "LOC" and position - start == 1 and begin.text in DIRECTIONS:
            continue
        end = word.end
        if label == "ORG" and (of := _OF.match(capitals.text, end)) and word.text in OF_ORGANISATIONS:
            end = of.end()
        yield Candidate(begin.start, end, label, rule)
        return


def _told_by_beginning(capitals: Capitals, run: list[int]) -> Iterator[Candidate]:
    words, text = capitals.words, capitals.text
    last = words[run[-1]]
    if last.text in OF_ORGANISATIONS and (of := _OF.match(text, last.end)):
        end = of.end()
        if last.text in _LISTED and (more := _LIST.match(text, end)):
            end = more.end()
        first = words[run[max(_first_of_name(capitals, run), 0)]] if len(run) > 1 else last
        yield Candidate(min(first.start, last.start), end, "ORG", "organisation")
    for position in range(len(run) - 1):
        word, following = words[run[position]], words[run[position + 1]]
        if following.text in ORGANISATIONS or following.text in FACILITIES or following.text in CALENDAR:
            continue
        if word.text in BEFORE_PLACES - {"Gulf", "Strait", "Bay", "Isle"}:
            yield Candidate(word.start, following.end, "LOC", "place")
        elif word.text in STORMS and not following.text.isupper():
            yield Candidate(word.start, following.end, "EVENT", "event")
    if last.text in ("Treaty", "Gulf", "Strait", "Bay", "Sea") and (of := _OF.match(text, last.end)):
        label = ("LAW", "treaty") if last.text == "Treaty" else ("LOC", "place")
        yield Candidate(last.start, of.end(), *label)


def _first_of_name(capitals: Capitals, run: list[int]) -> int:
    """Position in the run after titles, days and words that only begin the sentence."""
    position = 0
    while position < len(run):
        word = capitals.words[run[position]]
        plain = word.text in _PLAIN_BEFORE or (word.initial and word.text.lower() in capitals.lower)
        if not plain or (word.text in ORGANISATIONS and not word.initial):
            break
        position += 1
    return position


def _widened(capitals: Capitals, index: int, gazetteer: Gazetteer, label: str) -> Word:
    """The first word of a name that goes on to the left over `of` and the like."""
    words = capitals.words
    begin = index
    for _ in range(3):
        gap = capitals.gap(begin - 1) if begin else ""
        if gap not in _LINKS or words[begin - 1].weak:
            break
        before = words[begin - 1]
        # Only a law joins what `and`, `on` and `for` part; elsewhere they stand between two names.
        if (gap != " of " and label != "LAW") or before.text in TITLES or before.text in CALENDAR:
            break
        if _plain(gazetteer, before) or capitals.common(before):
            break
        begin -= 1
        while begin and capitals.gap(begin - 1) == " " and not _stops(capitals, words[begin - 1]):
            begin -= 1
    return words[begin]


def _stops(capitals: Capitals, word: Word) -> bool:
    return word.text in _PLAIN_BEFORE or capitals.common(word) or word.weak


def _plain(gazetteer: Gazetteer, word: Word) -> bool:
    return gazetteer.kind(word.text) in ("country", "nationality") and word.text not in ("Korean",)
