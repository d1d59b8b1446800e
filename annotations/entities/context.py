"""What a whole article tells of a word: how else it is written there, beside what, and what the rules take it for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotations.entities.capitals import Capitals
from annotations.entities.entity import Entity
from annotations.entities.persons import given_names
from annotations.entities.vocabulary import ORGANISATIONS, TITLES, words

_AROUND = 8
"""Words before and after that are told of a word that comes often."""

_REACH = 20
_NAMES = words("PERSON ORG GPE LOC NORP FAC EVENT LAW PRODUCT WORK_OF_ART")


class Context:
    """What the article tells of its capitalised words, wherever they stand in it."""

    def __init__(self, capitals: Capitals, opinions: Sequence[Entity]) -> None:
        self._lower = capitals.lower
        self._inside: set[str] = set()
        self._first: set[str] = set()
        self._last: set[str] = set()
        self._called: set[str] = set()
        self._office: set[str] = set()
        self._kept: dict[str, list[str]] = {}
        self._around: dict[str, dict[str, None]] = {}
        given, words = given_names(), capitals.words
        for index, word in enumerate(words):
            if word.weak:
                continue
            if not word.initial:
                self._inside.add(word.text)
            around = self._around.setdefault(word.text, {})
            if len(around) < _AROUND:
                before = capitals.text[max(word.start - _REACH, 0) : word.start].rpartition("\n")[2].split(" ")
                if len(before) > 1 and not before[-1]:
                    around[f"a<{before[-2].lower()}"] = None
                after = capitals.text[word.end : word.end + _REACH].partition("\n")[0].split(" ")
                if len(after) > 1:
                    around[f"a>{(after[0] or after[1]).lower()}"] = None
            if capitals.gap(index) == " ":
                following = words[index + 1].text
                self._first.add(word.text)
                self._last.add(following)
                if word.text in given or word.text in TITLES:
                    self._called.add(following)
                if following in ORGANISATIONS:
                    self._office.add(word.text)
        self._labels: dict[str, str] = {}
        for entity in opinions:
            if entity.label in _NAMES:
                self._labels.setdefault(entity.text, entity.label)
                self._labels.setdefault(entity.text.rpartition(" ")[2], entity.label)

    def __call__(self, word: str) -> list[str]:
        """Attributes of a word."""
        found = self._kept.get(word)
        if found is None:
            found = self._kept[word] = list(self._told(word))
        return found

    def _told(self, word: str) -> Iterator[str]:
        if word.lower() in self._lower:
            yield "a=lower"
        if word in self._inside:
            yield "a=inside"
        if word in self._last:
            yield "a=last" if word not in self._first else "a=middle"
        elif word in self._first:
            yield "a=first"
        yield from self._around.get(word, ())
        if word in self._called:
            yield "a=called"
        if word in self._office:
            yield "a=office"
        if label := self._labels.get(word):
            yield f"a={label}"
