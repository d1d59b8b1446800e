"""What a word tells by itself, here and as a neighbour: its letters, its shape, the lists that it is in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from annotations.entities.known_words import known_words
from annotations.entities.persons import given_names
from annotations.entities.vocabulary import (
    CALENDAR,
    COMMON,
    EVENTS,
    FACILITIES,
    LAWS,
    OCCUPATIONS,
    ORGANISATIONS,
    PLACES,
    REGIONS,
    TITLES,
)

_CACHED = 50_000
_LONGEST = 40
_DIGIT = re.compile(r"\d")
_SHAPED = 12
_RUN = re.compile(r"(.)\1+")
_LISTS: Mapping[str, frozenset[str]] = {
    "title": TITLES,
    "organisation": ORGANISATIONS,
    "facility": FACILITIES,
    "place": PLACES,
    "region": REGIONS,
    "event": EVENTS,
    "law": LAWS,
    "day": CALENDAR,
    "common": COMMON,
    "occupation": OCCUPATIONS,
}


class Form(NamedTuple):
    """The attributes of a word here, and one or two tokens before or after.

    `short` is its shape, `X` a capital, with which it begins if it is `capitalised`; `begins` tells whether a town of
    several words may begin with it.
    """

    here: list[str]
    before: list[str]
    after: list[str]
    two_before: list[str]
    two_after: list[str]
    short: str
    lower: str
    capitalised: bool
    begins: bool


class Forms:
    """The forms of words; kept for words that come again."""

    def __init__(self) -> None:
        self._kept: dict[str, Form] = {}

    def __call__(self, word: str) -> Form:
        """The form of a word."""
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) > _CACHED:
                self._kept.clear()
            found = self._kept[word] = self._form(word[:_LONGEST])
        return found

    @cached_property
    def _lists(self) -> list[tuple[str, frozenset[str]]]:
        return [*_LISTS.items(), ("given", given_names())]

    def _form(self, word: str) -> Form:
        lower, shape, known = _DIGIT.sub("0", word.lower()), _shape(word), known_words()(word.lower())
        short = _RUN.sub(r"\1", shape)
        lists = [f"i={name}" for name, members in self._lists if word in members or word.title() in members]
        lists += known.lists
        here = [f"w={word}", f"l={lower}", f"s={shape}", f"h={short}"]
        here += [f"p{n}={lower[:n]}" for n in (1, 2, 3, 4) if len(lower) > n]
        here += [f"e{n}={lower[-n:]}" for n in (1, 2, 3, 4) if len(lower) > n]
        near = [f"l={lower}", f"h={short}", f"e3={lower[-3:]}", f"p3={lower[:3]}", *lists, *known.like, *known.likely]
        far = [f"l={lower}", f"h={short}", *lists, *known.like[1:]]
        return Form(
            [*here, *lists, *known.like, *known.likely],
            [f"-1{each}" for each in near],
            [f"+1{each}" for each in near],
            [f"-2{each}" for each in far],
            [f"+2{each}" for each in far],
            short,
            lower,
            short[:1] == "X",
            known.begins,
        )


def _shape(word: str) -> str:
    """Its letters as `X`, `x` or `0`; other characters, and those that have no case, stand as they are."""
    return "".join(
        "X" if char.isupper() else "x" if char.islower() else "0" if char.isdigit() else char for char in word[:_SHAPED]
    )
