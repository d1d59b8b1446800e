"""Dates that say themselves which they are, whenever they are read."""

from __future__ import annotations

import re
from datetime import date

from annotations.entities.frame import Frame, month_number, months_of_quarter
from annotations.entities.meaning import Meaning
from annotations.entities.number_words import number, ordinal, written

AS_WRITTEN = "as written"
_DESIGNATORS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_YEARS = {"decade": 10, "century": 100}


def iso_day(_: Frame, match: re.Match[str]) -> Meaning:
    """`2019-12-05`."""
    return Meaning(date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat(), AS_WRITTEN)


def slashed_day(_: Frame, match: re.Match[str]) -> Meaning | None:
    """`12/25/2019`: a day of which the month can be told. Where both could be it, nobody knows who wrote it."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if first <= 12 and second <= 12 and first != second:
        return None
    month, day = (first, second) if first <= 12 else (second, first)
    return Meaning(date(year, month, day).isoformat(), AS_WRITTEN)


def month_of(_: Frame, match: re.Match[str]) -> Meaning:
    """`November 2016`."""
    return Meaning(f"{match['year']}-{month_number(match['month']):02}", AS_WRITTEN)


def quarter_of(_: Frame, match: re.Match[str]) -> Meaning:
    """`first quarter of 2019`."""
    nth = ("first", "second", "third", "fourth").index(match["nth"])
    return Meaning(months_of_quarter(int(match["year"]) * 4 + nth), AS_WRITTEN)


def year(_: Frame, match: re.Match[str]) -> Meaning:
    """`1965`."""
    return Meaning(match["year"], AS_WRITTEN)


def decade(_: Frame, match: re.Match[str]) -> Meaning:
    """`1970s`."""
    return Meaning(f"{match['decade']}X", AS_WRITTEN)


def century(_: Frame, match: re.Match[str]) -> Meaning | None:
    """`19th century`."""
    nth = ordinal(match["nth"])
    return Meaning(f"{nth - 1:02}XX", AS_WRITTEN) if nth else None


def years(_: Frame, match: re.Match[str]) -> Meaning | None:
    """`1910-1945`, `1919-33`."""
    first, last = match["year"], match["last"]
    last = first[: 4 - len(last)] + last
    return Meaning(f"{first}/{last}", AS_WRITTEN) if first < last else None


def since(_: Frame, match: re.Match[str]) -> Meaning:
    """`since 2003`."""
    return Meaning(f"{match['year']}/..", AS_WRITTEN)


def duration(_: Frame, match: re.Match[str]) -> Meaning | None:
    """`three years`, `45-year-old`, `two days earlier`: how long, not when."""
    count, unit = number(match["count"]), match["unit"].replace("centurie", "century")
    if count is None:
        return None
    return Meaning(f"P{written(count * _YEARS.get(unit, 1))}{_DESIGNATORS.get(unit, 'Y')}", AS_WRITTEN)
