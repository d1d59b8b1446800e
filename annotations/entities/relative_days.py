"""Dates that mean something only with the day on which the article was published."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterable
from datetime import date, timedelta

from annotations.entities.frame import WEEKDAYS, Frame, month_number, months_of_quarter, shifted
from annotations.entities.meaning import Meaning
from annotations.entities.number_words import number

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23}
"""Seasons of the northern half, as EDTF numbers them; a winter could be of two years."""

FEASTS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
}
"""Feasts that have the same day everywhere."""

_AFTER = ("next", "coming")
_NTHS = ("first", "second", "third", "fourth")


def month_day(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`Dec. 16`, `Monday, January 6`, `5-7 December 2019`: without a year, the nearest such day."""
    month, day, last = month_number(match["month"]), int(match["day"]), match["last"]
    if match["year"]:
        first, by = date(int(match["year"]), month, day), "as written"
    elif frame.today is None:
        return None
    else:
        days = _in_years(frame.today, month, day)
        if match["weekday"]:
            days = [each for each in days if WEEKDAYS[each.weekday()] == match["weekday"]]
        if not days:
            return None
        first, by = _nearest(frame.today, days), frame.by("the nearest such day")
    return Meaning(f"{first}/{first.replace(day=int(last))}" if last else f"{first}", by)


def month_of_year(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`October last year`."""
    if frame.today is None:
        return None
    year = frame.today.year + {"last": -1, "this": 0, "next": 1}[match["which"]]
    return Meaning(f"{year:04}-{month_number(match['month']):02}", frame.by())


def month_alone(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`July`, `last April`: the last up to now, or the next from now on; `this` is in the year."""
    if frame.today is None:
        return None
    month, which, today = month_number(match["month"]), match["which"], frame.today
    year, by = today.year, "in the year"
    if which in _AFTER or (which is None and frame.ahead):
        year += month < today.month or (month == today.month and which is not None)
        by = "the next such month"
    elif which != "this":
        year -= month > today.month or (month == today.month and which is not None)
        by = "the last such month"
    return Meaning(f"{year:04}-{month:02}", frame.by(by))


def weekday(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`Thursday`: the last up to the day of publication, or the next from it on; `this` is in the same week."""
    if frame.today is None:
        return None
    which, today = match["which"], frame.today
    step = WEEKDAYS.index(match["weekday"]) - today.weekday()
    if which == "this":
        by = "in the same week"
    elif which in _AFTER or (which is None and frame.ahead):
        step, by = step % 7 or (7 if which else 0), "the next such day"
    else:
        step, by = -(-step % 7 or (7 if which else 0)), "the last such day"
    return Meaning(f"{today + timedelta(step)}", frame.by(by))


def period(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`last week`, `this year`, `next quarter`; `past` ends with the day of publication."""
    if frame.today is None:
        return None
    today, unit, which = frame.today, match["unit"], match["which"]
    if which == "past" and unit != "weekend":
        return _up_to(frame, today, 1, unit)
    step = 0 if which == "this" else 1 if which in _AFTER else -1
    if unit in ("week", "weekend"):
        monday = today + timedelta(7 * step - today.weekday())
        return Meaning(f"{monday + timedelta(5 if unit == 'weekend' else 0)}/{monday + timedelta(6)}", frame.by())
    values = {
        "month": f"{shifted(today.replace(day=1), step, 'month')}"[:7],
        "quarter": months_of_quarter(today.year * 4 + (today.month - 1) // 3 + step),
        "year": f"{today.year + step:04}",
        "decade": f"{today.year // 10 + step:03}X",
        "century": f"{today.year // 100 + step:02}XX",
    }
    return Meaning(values[unit], frame.by())


def season(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`last summer`, `spring 2019`."""
    number_, which, today = SEASONS[match["season"]], match["which"], frame.today
    if match["year"]:
        return Meaning(f"{match['year']}-{number_}", "as written, a season of the northern half")
    if today is None:
        return None
    begins = 3 * (number_ - 20)
    year = today.year
    if which in _AFTER or (which is None and frame.ahead):
        year += today.month >= begins
    elif which != "this":
        year -= today.month < begins + (3 if which else 0)
    return Meaning(f"{year:04}-{number_}", frame.by("a season of the northern half"))


def quarter(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`third quarter`: the last that has begun."""
    if frame.today is None:
        return None
    now = frame.today.year * 4 + (frame.today.month - 1) // 3
    return Meaning(months_of_quarter(now - (now - _NTHS.index(match["nth"])) % 4), frame.by("the last such quarter"))


def beside_today(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`yesterday`, `today`, `tomorrow`."""
    if frame.today is None:
        return None
    step = {"yesterday": -1, "today": 0, "tomorrow": 1}[match[0]]
    return Meaning(f"{frame.today + timedelta(step)}", frame.by())


def feast(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`Christmas`: the nearest."""
    if frame.today is None:
        return None
    return Meaning(f"{_nearest(frame.today, _in_years(frame.today, *FEASTS[match[0]]))}", frame.by("the nearest"))


def stretch(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`last three years`, `next two weeks`: up to the day of publication, or from it on."""
    count, unit = number(match["count"]), match["unit"].replace("centurie", "century")
    if frame.today is None or count is None or count % 1 or match["which"] == "this":
        return None
    if match["which"] in _AFTER:
        return Meaning(f"{frame.today}/{shifted(frame.today, int(count), unit)}", frame.by())
    return _up_to(frame, frame.today, int(count), unit)


def ago(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`two days ago`, `three years ago`: as exactly as the unit says."""
    count, unit = number(match["count"]), match["unit"].replace("centurie", "century")
    if frame.today is None or count is None or count % 1:
        return None
    day = shifted(frame.today, -int(count), unit)
    return Meaning({"day": f"{day}", "week": f"{day}~", "month": f"{day}"[:7]}.get(unit, f"{day}"[:4]), frame.by())


def _up_to(frame: Frame, today: date, count: int, unit: str) -> Meaning:
    return Meaning(f"{shifted(today, -count, unit)}/{today}", frame.by(f"{count} {unit} up to it"))


def _in_years(today: date, month: int, day: int) -> list[date]:
    """The days with that month and number in the years around; a 29 February is not in each."""
    years = range(max(today.year - 4, 1), min(today.year + 4, 9999) + 1)
    return [date(year, month, day) for year in years if (month, day) != (2, 29) or isleap(year)]


def _nearest(today: date, days: Iterable[date]) -> date:
    return min(days, key=lambda day: abs(day - today))
