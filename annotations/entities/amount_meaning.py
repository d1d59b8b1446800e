"""What amounts mean: a number and its unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from annotations.entities.meant import Meaning
from annotations.entities.number_words import NUMBERS, number, ordinal, written
from annotations.entities.units import CURRENCIES, NATIONS, POWERS, SIGNS, TAKEN_FOR, UNITS

_AS_WRITTEN = "as written"
_BOUNDS = {
    "about": "~",
    "around": "~",
    "roughly": "~",
    "approximately": "~",
    "some": "~",
    "nearly": "~",
    "almost": "~",
    "just under": "~",
    "just over": "~",
    "more than": ">",
    "over": ">",
    "at least": "≥",
    "less than": "<",
    "under": "<",
    "fewer than": "<",
    "up to": "≤",
    "at most": "≤",
    "minus": "-",
    "-": "-",
    "−": "-",
}
"""Words before an amount, and the sign that says the same."""

_PERCENT = ("%", "percent", "per cent", "pct", "percentage", "pc")
_POINTS = ("percentage point", "percentage points", "points", "point")


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    digits = r"\d[\d,]*(?:\.\d+)?(?: ?(?:hundred|thousand|lakh|crore|million|billion|trillion|[kmb]n?\b|tn\b))*"
    word = rf"(?:{'|'.join(NUMBERS)})"
    spelt = rf"{word}(?:-{word})?(?![a-z])(?: (?:hundred|thousand|million|billion|trillion|dozen))*"
    a_scale = "half an? [a-z]+illion|half(?= an? )|an? (?:hundred|thousand|million|billion|trillion|dozen)"
    one = rf"(?:{a_scale}|{digits}|{spelt})"
    to = r"(?:%? ?[-–] ?|%?(?: percent| per cent)? (?:to|or|and) )[$€£¥]?"
    return (
        re.compile(rf"(?P<low>{one})(?:{to}(?P<high>{one}))?(?P<unit>(?:[ -]?\D.*)?)"),
        re.compile(r"(?P<sign>(?:us|au|a|ca|c|hk|nz|s|r)?[$€£¥₹₩₽₺]|[a-z]{3}|rm|rs\.?) ?(?P<rest>[\d].*)"),
        re.compile(rf"(?:(?:{'|'.join(word for word in _BOUNDS if word.isascii() and word != '-')}) |[-−])(?=[^-−])"),
    )


def amount_meaning(label: str, text: str) -> Meaning | None:
    """The number and unit of an amount with that label; None where it is vague or unknown."""
    lower = text.lower().removeprefix("between ")
    if bound := _shapes()[2].match(lower):
        if _shapes()[2].match(lower, bound.end()):
            return None
        found = amount_meaning(label, lower[bound.end() :])
        return found and found._replace(value=_BOUNDS[bound[0].strip()] + found.value)
    if label == "ORDINAL":
        rank = ordinal(lower)
        return None if rank is None else Meaning(str(rank), _AS_WRITTEN)
    sign = ""
    if label == "MONEY" and (signed := _shapes()[1].fullmatch(lower)):
        sign, lower = signed["sign"], signed["rest"]
    shape = _shapes()[0].fullmatch(lower)
    if shape is None:
        return None
    figures = _figures(shape["low"], shape["high"])
    unit = shape["unit"].strip(" -")
    if figures is None:
        return None
    if label == "CARDINAL":
        return None if unit else Meaning(figures, _AS_WRITTEN)
    if label == "PERCENT":
        if unit in ("basis point", "basis points"):
            parts = (written(Decimal(part) / 100) for part in figures.split("/"))
            return Meaning(f"{'/'.join(parts)} percentage points", "a basis point is a hundredth of one")
        name = "%" if unit in _PERCENT else "percentage points" if unit in _POINTS else None
        return Meaning(f"{figures} {name}", _AS_WRITTEN) if name else None
    if label == "MONEY":
        return _money(figures, sign, unit)
    unit = _unit(unit.removeprefix("a ").removeprefix("an "))
    return (
        None
        if any(map(str.isdecimal, unit)) or unit.startswith("quarters")
        else Meaning(f"{figures} {unit}", _AS_WRITTEN)
    )


def _figures(low: str, high: str | None) -> str | None:
    """The number, or the two of a range, of which the first may leave its scale to the second: `300-400 million`."""
    first = number(low)
    if first is None or high is None:
        return None if first is None else written(first)
    last = number(high)
    if last is None:
        return None
    bare = number(high.split(" ")[0].rstrip("kmbnt"))
    if bare and first <= bare < last and " " not in low:
        first *= last / bare
    return f"{written(first)}/{written(last)}"


def _money(figures: str, sign: str, unit: str) -> Meaning | None:
    if sign:
        code = SIGNS.get(sign, sign.upper().replace("RMB", "CNY"))
        by = {"$": TAKEN_FOR["USD"], "¥": "the sign taken for the yen"}.get(sign, _AS_WRITTEN)
        return Meaning(f"{figures} {code}", by)
    nation, _, word = unit.rpartition(" ")
    if len(word) == 3 and word.upper() in ("USD", "EUR", "GBP", "JPY", "CNY", "KRW", "INR", "AUD", "CAD", "CHF"):
        return Meaning(f"{figures} {word.upper()}", _AS_WRITTEN)
    if word in ("cents", "pence"):
        return None
    letter, usual = CURRENCIES.get(word.rstrip("s"), ("", ""))
    if nation in NATIONS and letter:
        return Meaning(f"{figures} {NATIONS[nation]}{letter}", _AS_WRITTEN)
    if nation and nation not in NATIONS:
        return None
    by = _AS_WRITTEN if nation else TAKEN_FOR.get(usual, _AS_WRITTEN)
    return Meaning(f"{figures} {usual}", by) if usual else None


def _unit(words: str) -> str:
    """The sign of a unit; what has none known stands as it was written."""
    words = words.replace("-", " ")
    if words in UNITS:
        return UNITS[words]
    for per, sign in ((" per hour", "/h"), (" an hour", "/h"), (" per second", "/s")):
        if words.endswith(per):
            return _unit(words.removesuffix(per)) + sign
    first, _, rest = words.partition(" ")
    if first in POWERS and rest:
        return _unit(rest) + POWERS[first]
    return UNITS.get(words.rstrip("s"), words)
