"""Numbers as news writes them: in figures, in words, or both."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache


def _listed(words: str) -> list[str]:
    return words.split()


_ONES = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")
NUMBERS = (*_ONES, *_TENS)
"""The words that a number is spelt with, but for its scale."""

_SCALES = {
    "hundred": 2,
    "thousand": 3,
    "lakh": 5,
    "crore": 7,
    "k": 3,
    "million": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
}
_ORDINALS = _listed(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth"
)


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")


def number(text: str) -> Decimal | None:
    """The number that a text is, such as `1.2 billion`, `twenty-one`, `a dozen` or `half a million`; else None."""
    total = current = Decimal(0)
    seen = False
    for part in _parts().findall(text.lower().strip()):
        value = _plain(part)
        if value is not None:
            current += value
        elif part in ("a", "an") and not seen:
            current = Decimal(1)
        elif part == "half" and not seen:
            current = Decimal("0.5")
        elif part == "dozen" and seen:
            current *= 12
        elif part in _SCALES and seen:
            scale = 10 ** _SCALES[part]
            current = (current or 1) * scale
            if scale > 100:
                total, current = total + current, Decimal(0)
        elif not (part in ("a", "an", "and") and seen):
            return None
        seen = True
    return total + current if seen else None


def ordinal(text: str) -> int | None:
    """The rank that a word names: `first`, `21st`."""
    lower = text.lower()
    if lower in _ORDINALS:
        return _ORDINALS.index(lower)
    if lower == "twentieth":
        return 20
    digits = re.fullmatch(r"(\d{1,9})(?:st|nd|rd|th)", lower)
    return int(digits[1]) if digits else None


def written(value: Decimal) -> str:
    """A number in plain figures, without zeros at its end."""
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def _plain(part: str) -> Decimal | None:
    if part[0].isdecimal():
        return Decimal(part.replace(",", ""))
    if part in _ONES:
        return Decimal(_ONES.index(part))
    return Decimal(10 * _TENS.index(part) + 20) if part in _TENS else None
