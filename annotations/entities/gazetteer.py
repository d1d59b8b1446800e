"""Names that are known: countries, peoples, cities, regions, and a few organisations and events.

The list is made by `gazetteer_build` and ships as data; it is read when a text is first looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

from annotations.entities.candidates import Candidate
from annotations.entities.capitals import Capitals, Word
from annotations.entities.vocabulary import (
    BEFORE_PLACES,
    CALENDAR,
    DIRECTIONS,
    EVENTS,
    ORGANISATIONS,
    TITLES,
    words,
)

_DATA = Path(__file__).parent / "data" / "gazetteer.json"
_LABELS = {
    "country": "GPE",
    "state": "GPE",
    "city": "GPE",
    "nationality": "NORP",
    "region": "LOC",
    "organisation": "ORG",
    "event": "EVENT",
}
_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0327\u0328")
_SHORT = 3
_PLACES = ("country", "state", "city")
# Without a capital these are things, beasts and other words.
_PLAIN = words("turkey china jersey guinea mecca phoenix cork buffalo lima orange cologne champagne macau male bath")
_SINGULAR_ENDS = ("s", "sh", "ch", "ese", "x")


class Gazetteer:
    """Finds known names, the longest at each place."""

    def search(self, capitals: Capitals, given_names: frozenset[str]) -> Iterator[Candidate]:
        """Candidates; a city or a name that people bear too is left out where what stands beside it says so."""
        reached = 0
        for index, word in enumerate(capitals.words):
            if word.start < reached:
                continue
            found = self._longest(capitals.text, word)
            if found is None or (
                word.weak and word.text.isupper() and word.end - word.start < 4 and _loud(capitals, word)
            ):
                continue
            name, kind = found
            start, end = word.start, word.start + len(name)
            doubtful = not word.weak and (kind in ("city", "state") or name in self.ambiguous)
            if doubtful and self._part_of_other(capitals, index, end, given_names):
                continue
            if capitals.text[max(start - 3, 0) : start] in ("al-", "Al-") and name == "Qaeda":
                start -= 3
            reached = end
            yield Candidate(start, end, _LABELS[kind], "gazetteer")
        for match in self._unspaced.finditer(capitals.text):
            yield Candidate(match.start(), match.end(), "GPE", "gazetteer")

    def without_capitals(self, capitals: Capitals) -> Iterator[Candidate]:
        """Places of an English text that are written as in a chat: `from malaysia to san francisco`."""
        text = capitals.text
        for first in capitals.lower & self._small_names.keys():
            for name in (each for each in self._small_names[first] if each in text):
                for match in re.finditer(rf"(?<![\w@./'’-]){name}(?![\w@/-]|\.\w)", text):
                    yield Candidate(match.start(), match.end(), "GPE", "gazetteer")

    def kind(self, name: str) -> str | None:
        """What a whole name is known as."""
        return _kinds().get(name)

    @cached_property
    def ambiguous(self) -> frozenset[str]:
        """Names of places that people bear, too."""
        return frozenset(_lists()["ambiguous"])

    @cached_property
    def _small_names(self) -> dict[str, list[str]]:
        """First word, without its capital → names of places that are no plain words and no names of people."""
        names: dict[str, list[str]] = {}
        for name, kind in _kinds().items():
            small = name.lower()
            plain = len(name) <= _SHORT or small in _PLAIN or name in self.ambiguous
            if kind in _PLACES and not plain and small.replace(" ", "").isalpha():
                names.setdefault(small.partition(" ")[0], []).append(small)
        return names

    @cached_property
    def _unspaced(self) -> re.Pattern[str]:
        names = [name for kind in ("country", "city") for name in _lists()[kind] if name[0] > "\u3000"]
        return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))

    def _longest(self, text: str, word: Word) -> tuple[str, str] | None:
        """The longest name at a word, as it is in the list, and its kind; also where it is all in capitals."""
        for name in _beginning(word.text):
            if text.startswith(name, word.start) and _ends(text, word.start + len(name)):
                return name, _kinds()[name]
        if not word.text.isupper():
            return None
        for name in _beginning(word.text.title()):
            end = word.start + len(name)
            if len(name) > _SHORT and text[word.start : end] == name.upper() and _ends(text, end):
                return name, _kinds()[name]
        return None

    def _part_of_other(self, capitals: Capitals, index: int, end: int, given_names: frozenset[str]) -> bool:
        """Whether a capitalised neighbour makes the name a part of another, such as a person's."""
        words = capitals.words
        if index and capitals.gap(index - 1) == " ":
            before = words[index - 1]
            known = _known(before.text) or before.text in DIRECTIONS or before.text in CALENDAR
            if before.text in given_names or before.text in TITLES or not (known or capitals.common(before)):
                return True
        last = index
        while last + 1 < len(words) and words[last + 1].start < end:
            last += 1
        if last + 1 < len(words) and capitals.gap(last) == " ":
            after = words[last + 1].text
            # A person behind the place that the title is of: `the senator from Vermont Bernie Sanders`.
            if after in given_names and capitals.text.endswith((" from ", " of "), 0, words[index].start):
                return False
            known = after in TITLES or after in CALENDAR or after in ORGANISATIONS or after in EVENTS
            return not (known or after in BEFORE_PLACES or _known(after))
        return False


@cache
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = json.loads(_DATA.read_text(encoding="utf-8"))
    return lists


@cache
def _kinds() -> dict[str, str]:
    """Name → kind, of all names and the plurals of peoples; earlier kinds win."""
    kinds: dict[str, str] = {}
    for kind in _LABELS:
        for name in _lists()[kind]:
            kinds.setdefault(name, kind)
            if kind == "nationality" and not name.endswith(_SINGULAR_ENDS):
                kinds.setdefault(f"{name}s", kind)
    return kinds


@cache
def _longer() -> dict[str, list[str]]:
    """First word → names of several words that begin with it, the longest first."""
    names: dict[str, list[str]] = {}
    for name in sorted(_kinds(), key=len, reverse=True):
        if " " in name or "-" in name:
            names.setdefault(_first(name), []).append(name)
    return names


def _beginning(word: str) -> Iterator[str]:
    """The names that begin with a word, the longest first."""
    yield from _longer().get(word, ())
    if word in _kinds():
        yield word


def _known(word: str) -> bool:
    """Whether a name begins with a word."""
    return word in _kinds() or word in _longer()


def _first(name: str) -> str:
    return name.replace("-", " ").partition(" ")[0]


def _ends(text: str, end: int) -> bool:
    following = text[end : end + 1]
    return not (following.isalnum() or following in _MARKS)


def _loud(capitals: Capitals, word: Word) -> bool:
    """Whether the words around a short one are in capitals too, so that `US` may be `us`."""
    before = capitals.text[max(word.start - 8, 0) : word.start].rpartition("\n")[2]
    after = capitals.text[word.end : word.end + 8].partition("\n")[0]
    return (before + after).isupper()
