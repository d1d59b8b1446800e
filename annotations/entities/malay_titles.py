"""Titles of Malaysia, of one or several words: `Datuk Seri`, `Tan Sri`, `Dato' Sri`."""

from __future__ import annotations

import re

from annotations.entities.vocabulary import words

MALAY_TITLES = words("Datuk Datin Dato Tun Encik Puan Tan Toh Sri Seri Paduka Wira Amar")
_TITLE = (
    r"\b(?:Datuk|Datin|Dato['’]?|Tun|Encik|Puan|Tan(?= Se?ri )|Toh(?= Puan ))"
    r"(?: (?:Sri|Seri|Paduka|Wira|Amar|Puan))* "
)
_BEGINS = re.compile(rf"{_TITLE}(?=[A-Z])")
_ENDS = re.compile(rf"{_TITLE}\Z")
_REACH = 30


def behind_title(text: str, start: int) -> bool:
    """Whether such a title stands before `start`."""
    return _ENDS.search(text, max(start - _REACH, 0), start) is not None


def in_title(text: str, start: int, end: int) -> bool:
    """Whether the word `text[start:end]` is one of those of such a title."""
    return text[start:end] in MALAY_TITLES and (_BEGINS.match(text, start) is not None or behind_title(text, end + 1))
