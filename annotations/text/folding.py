"""Texts as a search compares them: folded, and cut into words.

NFKC and case folding; marks that only accent a letter, and points that only vocalise one (Latin, Greek, Cyrillic,
Hebrew, Arabic), make no difference. Each character of a script that is not cut into words by blanks, and each syllable
of Hangul, to which particles are joined, is a word of its own: as a phrase, any part of such a text can be found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from annotations.text.graphemes import snap
from annotations.text.span import Span

_ALONE = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # kana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),  # Hangul
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_ACCENTS = (
    (0x0300, 0x036F),
    (0x0483, 0x0487),
    (0x0591, 0x05BD),
    (0x05BF, 0x05C7),
    (0x0610, 0x061A),
    (0x0640, 0x0640),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
)

_SIGNS = "’“”–—‘…\xa0•€£"
_VOICING = (0x3099, 0x309A, 0xFF9E, 0xFF9F)
"""Marks of kana, which NFKC makes one character with what they follow."""


class Token(NamedTuple):
    """A word as it is compared, and where it stands in the text, in code points; no end splits a grapheme cluster."""

    word: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class _Folds(dict[int, str]):
    """By code point above ASCII: what stands for the character, with blanks around what is a word of its own."""

    def __missing__(self, code: int) -> str:
        fold = self[code] = "".join(map(_kept, _folded(code)))
        return fold


class _Kinds(dict[int, str]):
    """By code point: see `kinds`."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = _kind(code)
        return kind


_FOLDS, _KINDS = _Folds(), _Kinds()


def fold(text: str) -> str:
    """The text for an index that knows no case of ASCII, and takes all of it but letters and digits for blanks."""
    # Most of what a text of ASCII letters has beside them; so it need not be looked through for the rest.
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    if text.isascii():
        return text
    return _beyond_ascii().sub(lambda run: unicodedata.normalize("NFKC", run[0]).translate(_FOLDS), text)


def words(text: str) -> list[str]:
    """The words of a text, folded, in their order."""
    return [each.casefold() for each in _letters().findall(fold(text))]


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The `words` of `text[start:end]` with their places; of some that are one character in the text, all have its."""
    stop = len(text) if end is None else min(end, len(text))
    for atom in _atoms().finditer(kinds(text[start:stop])):
        first, last = start + atom.start(), start + atom.end()
        found = words(text[first:last])
        place = Span(first, last) if text[first:last].isascii() else snap(text, first, last)
        for word in found:
            yield Token(word, place.start, place.end)


def kinds(text: str) -> str:
    """For each character: `u` a word of its own, `m` a mark of what is before it, `w` part of a word, else a blank."""
    return text.translate(_KINDS)


@cache
def _beyond_ascii() -> re.Pattern[str]:
    return re.compile("[^\x00-\x7f]+")


@cache
def _letters() -> re.Pattern[str]:
    return re.compile("[0-9A-Za-z\x80-\U0010ffff]+")


@cache
def _atoms() -> re.Pattern[str]:
    return re.compile("um*|[wm]+")


def _folded(code: int) -> str:
    if 0xD800 <= code <= 0xDFFF:
        return " "
    letters = unicodedata.normalize("NFKD", chr(code)).casefold()
    return unicodedata.normalize("NFKC", "".join(each for each in letters if not _within(ord(each), _ACCENTS)))


def _kept(character: str) -> str:
    if _within(ord(character), _ALONE) and (character.isalnum() or _is_mark(character)):
        return f" {character} "
    if character.isalnum() or _is_mark(character):
        return character
    return "" if unicodedata.category(character) == "Cf" else " "


def _kind(code: int) -> str:
    character = chr(code)
    if code < 0x80:
        return "w" if character.isalnum() else " "
    if _FOLDS[code].isspace():
        return " "
    if code in _VOICING:
        return "m"
    if _within(code, _ALONE):
        return "u"
    return "m" if _is_mark(character) or not _FOLDS[code] else "w"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
