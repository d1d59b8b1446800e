"""Quarters, halves and other parts of a year, as business news tells them. Their years are those of the calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

from annotations.entities.edtf import days
from annotations.entities.frame import Frame, month_number, months_of_quarter, shifted
from annotations.entities.meant import Meaning
from annotations.entities.number_words import number

_NTHS = ("first", "second", "third", "fourth")
_WRITTEN = "as written, by the calendar"


def quarter(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`first quarter of 2019`, `Q3`: without a year the last that has begun, or the next."""
    nth = int(match["number"]) - 1 if match["number"] else _NTHS.index(match["nth"])
    year = _year(frame, match)
    if match["of"]:
        return None if year is None else Meaning(months_of_quarter(year * 4 + nth), _by(frame, match))
    if frame.today is None:
        return None
    now = frame.today.year * 4 + (frame.today.month - 1) // 3
    if frame.ahead:
        return Meaning(months_of_quarter(now + (nth - now) % 4), frame.by("the next such quarter"))
    return Meaning(months_of_quarter(now - (now - nth) % 4), frame.by("the last such quarter"))


def half(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`first half of 2019`."""
    year = _year(frame, match)
    if year is None or not match["of"]:
        return None
    first = 1 if match["nth"] == "first" else 7
    return Meaning(f"{year:04}-{first:02}/{year:04}-{first + 5:02}", _by(frame, match))


def first_months(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`first nine months of the year`."""
    year, count = _year(frame, match), number(match["count"])
    if year is None or count is None or not match["of"] or not 1 < count <= 12:
        return None
    return Meaning(f"{year:04}-01/{year:04}-{int(count):02}", _by(frame, match))


def months(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`July-September period`: the last that has begun, or the next."""
    if frame.today is None:
        return None
    first, last = month_number(match["first"]), month_number(match["month"])
    if first >= last:
        return None
    year = frame.today.year
    year += int(last < frame.today.month) if frame.ahead else -int(first > frame.today.month)
    by = "the next such months" if frame.ahead else "the last such months"
    return Meaning(f"{year:04}-{first:02}/{year:04}-{last:02}", frame.by(by))


def up_to(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`three months to September`, `fiscal year ended March 31`."""
    from annotations.entities.day_meaning import day_meaning

    end = day_meaning(match["end"], frame.today, ahead=bool(frame.ahead))
    count = number(match["count"]) if match["count"] else 12
    if end is None or count is None or count % 1 or not days(end.value):
        return None
    last = days(end.value)[-1][1]
    begin = shifted(last + timedelta(1), -int(count), "month")
    if len(end.value) == len("2019-09"):
        return Meaning(f"{begin}"[:7] + f"/{end.value}", end.by)
    return Meaning(f"{begin}/{last}", end.by) if end.value == f"{last}" else None


def fiscal(_: Frame, match: re.Match[str]) -> Meaning:
    """`fiscal 2020`: about that year, since each firm has its own."""
    return Meaning(f"{match['year']}~", "as written; fiscal years differ")


def _year(frame: Frame, match: re.Match[str]) -> int | None:
    if match["year"]:
        return int(match["year"])
    today: date | None = frame.today
    if today is None or not match["of"]:
        return None
    return today.year + {"last": -1, "next": 1}.get(match["of"].split(" ")[0], 0)


def _by(frame: Frame, match: re.Match[str]) -> str:
    return _WRITTEN if match["year"] else frame.by("by the calendar")
