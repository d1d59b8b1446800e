"""Dates of EDTF as days: which days a value covers, and whether two meet. Only what `meaning` writes is understood.

Extended Date/Time Format of the Library of Congress, now ISO 8601-2:2019: levels 0 and 1, and of level 2 one of a set.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

Days = tuple[date, date]
"""The first day and the last."""

_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
_POINT = re.compile(r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T[\d:Z+-]+)?")
_SURE = str.maketrans("", "", "~?%")


@lru_cache(4096)
def days(value: str) -> tuple[Days, ...]:
    """The days that a value covers, one pair for each that it may be; none where it names no day.

    What is uncertain counts as if it were not. An interval that is open reaches to the end of the calendar.
    """
    plain = value.translate(_SURE)
    try:
        if plain.startswith("["):
            return tuple(_point(each) for each in plain[1:-1].split(","))
        first, parted, last = plain.partition("/")
        if not parted:
            return (_point(first),)
        begin = date.min if first == ".." else _point(first)[0]
        end = date.max if last == ".." else _point(last)[1]
    except ValueError:
        return ()
    return ((begin, end),) if begin <= end and (first, last) != ("..", "..") else ()


def meet(one: str, other: str) -> bool:
    """Whether two values have a day in common."""
    return any(first <= end and begin <= last for first, last in days(one) for begin, end in days(other))


def _point(text: str) -> Days:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year = match["year"]
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if match["month"] is None:
        return date(max(first, 1), 1, 1), date(last, 12, 31)
    month = int(match["month"])
    begin, end = _SEASONS.get(month, (month, month))
    if match["day"]:
        return (date(first, month, int(match["day"])),) * 2
    return date(first, begin, 1), date(first, end, monthrange(first, end)[1])
