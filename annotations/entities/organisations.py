"""Names told by their last or first word: organisations, places, buildings, events, laws."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.entities.candidates import Candidate
from annotations.entities.capitals import Capitals, Word
from annotations.entities.gazetteer import Gazetteer
from annotations.entities.vocabulary import (
    AWARDS,
    BEFORE_PLACES,
    BEGINNERS,
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
    PORTFOLIOS,
    REGIONS,
    STORMS,
    SURNAME_LIKE,
    TITLES,
)

_ENDINGS = {
    **dict.fromkeys(REGIONS, ("GPE", "place")),
    **dict.fromkeys(PLACES, ("LOC", "place")),
    **dict.fromkeys(FACILITIES, ("FAC", "place")),
    **dict.fromkeys(EVENTS, ("EVENT", "event")),
    **dict.fromkeys(AWARDS, ("WORK_OF_ART", "award")),
    **dict.fromkeys(LAWS, ("LAW", "treaty")),
    **dict.fromkeys(ORGANISATIONS, ("ORG", "organisation")),
}
_OF = (" of ", " of the ", " for ", " for the ")
_LAW_LINKS = (" of ", " on ", " for ", " and ")
_OF_ENDINGS = {
    **dict.fromkeys(OF_ORGANISATIONS, ("ORG", "organisation")),
    **dict.fromkeys(("Gulf", "Strait", "Bay", "Isle"), ("LOC", "place")),
    "Treaty": ("LAW", "treaty"),
}
_NEVER_FIRST = (TITLES | CALENDAR | COMMON) - DIRECTIONS - BEGINNERS
_PREPOSITIONS = ("the ", "The ", " at ", " in ", " of ", " to ", " near ", "from ", " on ")
_NUMERALS = ("I", "II", "III", "One", "Two")
_LONGEST = 8
# What they are for is often a list: `Ministry of Economy, Trade and Industry`, `Academy of Arts and Sciences`.
_BEFORE_RESCUE = ("Fire", "Search")
# What they are of is one word, behind which another name may stand: `House of Representatives Darin LaHood`.
_OF_ONE_WORD = ("House", "Chamber")
_LISTING = ("Ministry", "Department", "Academy", "Institute", "School", "College")


class Organisations:
    """Finds the names of one text that tell by a word what they name; headlines give none."""

    def __init__(self, capitals: Capitals, gazetteer: Gazetteer, given_names: frozenset[str]) -> None:
        self._capitals = capitals
        self._gazetteer = gazetteer
        self._given = given_names

    def search(self) -> Iterator[Candidate]:
        """Candidates ORG, GPE, LOC, FAC, EVENT and LAW."""
        for run in self._capitals.runs():
            yield from self._told_by_end(run)
            yield from self._told_by_beginning(run)

    def _told_by_end(self, run: list[int]) -> Iterator[Candidate]:
        words = self._capitals.words
        for last in range(run[-1], run[0], -1):
            found = _ENDINGS.get(words[last].text)
            if not found:
                continue
            first = self._first(run[0], last)
            label, rule = found
            if label == "GPE" and last < run[-1] and words[last + 1].text in _ENDINGS:
                continue
            if words[last].text == "District" and words[last - 1].text == "School":
                label, rule = "ORG", "organisation"
            if self._refused(first, last, label):
                continue
            end = last
            if label in ("ORG", "GPE"):
                end = self._object(last) or last
            if label in ("ORG", "LAW"):
                first = self._widened(first, label)
            if label == "EVENT" and self._capitals.gap(last) == " " and words[last + 1].text in _NUMERALS:
                end = last + 1
            if label == "GPE" and end == last and words[first].text in DIRECTIONS:
                continue
            yield Candidate(words[first].start, words[end].end, label, rule)
            return
        last = run[-1]
        # A law or body of which a single word stands after `of`: `Security of Information Agreement`.
        if len(run) == 1 and words[last].text in LAWS:
            first = self._widened(last, "LAW")
            if first < last:
                yield Candidate(words[first].start, words[last].end, "LAW", "treaty")

    def _told_by_beginning(self, run: list[int]) -> Iterator[Candidate]:
        words, last = self._capitals.words, run[-1]
        if (found := _OF_ENDINGS.get(words[last].text)) and (end := self._object(last)):
            first = self._first(run[0], last)
            yield Candidate(words[first].start, words[end].end, *found)
        if words[last].text in _BEFORE_RESCUE and len(run) > 1 and self._capitals.gap(last) in (" and ", " & "):
            end = last + 1
            if words[end].text == "Rescue":
                if self._capitals.gap(end) == " " and words[end + 1].text in ORGANISATIONS:
                    end += 1
                yield Candidate(words[self._first(run[0], last)].start, words[end].end, "ORG", "organisation")
        for word, following in ((words[at], words[at + 1]) for at in run[:-1]):
            if following.text in _ENDINGS or following.text in CALENDAR or following.text.isupper():
                continue
            if word.text in ("Mount", "Mt.", "Lake", "Cape"):
                yield Candidate(word.start, following.end, "LOC", "place")
            elif word.text in STORMS:
                yield Candidate(word.start, following.end, "EVENT", "event")

    def _first(self, first: int, last: int) -> int:
        """Where in its run a name that ends at `last` begins: after titles, days, words that begin the sentence."""
        first = max(first, last - _LONGEST)
        for at in range(last - 1, first - 1, -1):
            word = self._capitals.words[at]
            if word.text in _NEVER_FIRST or (word.initial and word.text.lower() in self._capitals.lower):
                return at + 1
        return first

    def _refused(self, first: int, last: int, label: str) -> bool:
        """Whether too little is there for a name of that kind."""
        words = self._capitals.words
        begin, end = words[first], words[last]
        if first == last:
            return True
        if begin.text in STORMS or (begin.text in BEFORE_PLACES and label == "LOC"):
            return True
        short = last - first == 1
        if short and (end.text in PLAIN_ORGANISATIONS or (label == "LOC" and begin.text in DIRECTIONS)):
            return True
        if short and label in ("EVENT", "LAW", "FAC") and self._nation(begin):
            return True
        if end.text in SURNAME_LIKE:
            before = self._capitals.text[max(begin.start - 6, 0) : begin.start]
            return begin.text in self._given or not before.endswith(_PREPOSITIONS)
        return False

    def _object(self, last: int) -> int | None:
        """The last word of what follows over `of` or `for`: `of Defense`, `of Economy, Trade and Industry`."""
        words, capitals = self._capitals.words, self._capitals
        if words[last].text not in _OF_ENDINGS and words[last].text not in REGIONS:
            return None
        if capitals.gap(last) not in _OF or (end := self._group(last + 1)) is None:
            return None
        if words[last].text in _OF_ONE_WORD and capitals.gap(last) == " of ":
            return last + 1
        if words[last].text not in _LISTING:
            return end
        tentative = end
        for _ in range(5):
            gap = capitals.gap(tentative)
            following = self._group(tentative + 1) if gap in (", ", " and ", ", and ") else None
            if following is None or self._nation(words[tentative + 1]) or words[following].text in _ENDINGS:
                break
            tentative = following
            if gap != ", ":
                return tentative
        return end

    def _group(self, first: int) -> int | None:
        """The last of the words from `first` that belong together, people and days left out."""
        words = self._capitals.words
        last = None
        for at in range(first, min(first + 5, len(words))):
            text = words[at].text
            if text in self._given or text in _NEVER_FIRST or words[at].weak:
                break
            last = at
            if self._capitals.gap(at) not in (" ", "-"):
                break
        return last

    def _widened(self, first: int, label: str) -> int:
        """The first word of a name that goes on to the left over `of`, and in a law over `on`, `for`, `and`."""
        words, capitals = self._capitals.words, self._capitals
        for _ in range(3):
            if not first:
                break
            gap, before = capitals.gap(first - 1), words[first - 1]
            paired = gap == " and " and {before.text, words[first].text} <= PORTFOLIOS
            if not paired and gap not in (_LAW_LINKS if label == "LAW" else (" of ",)):
                break
            if label == "ORG" and before.initial and before.text not in OF_ORGANISATIONS:
                break
            if self._ends_before(before) or self._nation(before) or before.text in TITLES:
                break
            first -= 1
            for _ in range(4):
                if not first or capitals.gap(first - 1) != " " or self._ends_before(words[first - 1]):
                    break
                first -= 1
        return first

    def _ends_before(self, word: Word) -> bool:
        return word.weak or word.text in _NEVER_FIRST or (word.initial and word.text.lower() in self._capitals.lower)

    def _nation(self, word: Word) -> bool:
        return self._gazetteer.kind(word.text) in ("country", "nationality") and word.text != "Korean"
