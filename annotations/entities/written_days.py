"""Dates that say themselves which they are, whenever they are read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from annotations.entities.frame import Frame, month_number
from annotations.entities.meant import Meaning
from annotations.entities.number_words import number, ordinal, written

AS_WRITTEN = "as written"
_DESIGNATORS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_YEARS = {"decade": 10, "century": 100}
_THIS_CENTURY = 50
"""Years of two figures below it are of this century."""

DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
"""Of the last century, as they are spelt; the teens are of either."""


def iso_day(_: Frame, match: re.Match[str]) -> Meaning:
    """`2019-12-05`."""
    return Meaning(date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat(), AS_WRITTEN)


def iso_month(_: Frame, match: re.Match[str]) -> Meaning:
    """`2019-12`, `12/2019`."""
    return Meaning(f"{match['year']}-{match['month']}", AS_WRITTEN)


def slashed_day(_: Frame, match: re.Match[str]) -> Meaning:
    """`12/25/2019`: a day of which the month can be told. Where both could be it, it is one of two days."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if year < 100:
        year += 2000 if year < _THIS_CENTURY else 1900
    if first <= 12 and second <= 12 and first != second:
        either = sorted((date(year, first, second), date(year, second, first)))
        return Meaning(f"[{either[0]},{either[1]}]", "ambiguous: either number could be the month")
    month, day = (first, second) if first <= 12 else (second, first)
    return Meaning(date(year, month, day).isoformat(), AS_WRITTEN)


def month_of(_: Frame, match: re.Match[str]) -> Meaning:
    """`November 2016`."""
    return Meaning(f"{match['year']}-{month_number(match['month']):02}", AS_WRITTEN)


def year(_: Frame, match: re.Match[str]) -> Meaning:
    """`1965`."""
    return Meaning(match["year"], AS_WRITTEN)


def decade(_: Frame, match: re.Match[str]) -> Meaning | None:
    """`1970s`, `'60s`, `sixties`; the `1900s` could be a century."""
    known = match.groupdict()
    if known.get("spelt"):
        return Meaning(f"19{DECADES.index(match['spelt']) + 2}X", AS_WRITTEN)
    if known["short"]:
        return Meaning(f"19{match['short']}X", "taken for the 20th century")
    return None if match["decade"].endswith("0") else Meaning(f"{match['decade']}X", AS_WRITTEN)


def century(_: Frame, match: re.Match[str]) -> Meaning | None:
    """`19th century`, `15th and 16th centuries`."""
    nths = [ordinal(nth) for nth in match.groups()]
    if not all(nths):
        return None
    return Meaning("/".join(f"{nth - 1:02}XX" for nth in nths if nth), AS_WRITTEN)


def era(_: Frame, match: re.Match[str]) -> Meaning | None:
    """`44 BC`, which is the year -43 of a calendar with a year 0, and `AD 79`."""
    if match["year"]:
        year = 1 - int(match["year"])
        return Meaning(f"-{-year:04}" if year else "0000", AS_WRITTEN) if year <= 0 else None
    return Meaning(f"{int(match['after'] or match['late']):04}", AS_WRITTEN)


def winter(_: Frame, match: re.Match[str]) -> Meaning | None:
    """`winter of 1962-63`, of the northern half."""
    first = int(match["year"])
    if int(match["last"]) not in (first + 1, (first + 1) % 100):
        return None
    return Meaning(f"{first:04}-12/{first + 1:04}-02", "as written, a season of the northern half")


def years(_: Frame, match: re.Match[str]) -> Meaning | None:
    """`1910-1945`, `1919-33`."""
    first, last = match["year"], match["last"]
    last = first[: 4 - len(last)] + last
    return Meaning(f"{first}/{last}", AS_WRITTEN) if first < last else None


def duration(_: Frame, match: re.Match[str]) -> Meaning | None:
    """`three years`, `45-year-old`: how long, not when."""
    unit = match["unit"].replace("centurie", "century")
    if match[0] == "one day":
        return None  # that day could be any
    whole = match["count"].removesuffix(" and a half")
    count = number(whole)
    if count is None:
        return None
    count += 0 if whole == match["count"] else Decimal("0.5")
    return Meaning(f"P{written(count * _YEARS.get(unit, 1))}{_DESIGNATORS.get(unit, 'Y')}", AS_WRITTEN)
