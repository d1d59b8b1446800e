"""Dates that mean something only with the day on which the article was published."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from annotations.entities.feasts import day_in
from annotations.entities.frame import WEEKDAYS, Frame, month_number, months_of_quarter, shifted
from annotations.entities.meant import Meaning
from annotations.entities.number_words import number

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23}
"""Seasons of the northern half, as EDTF numbers them; a winter could be of two years."""

_AFTER = ("next", "coming", "this coming")


def month_day(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`Dec. 16`, `Monday, January 6`, `5-7 December 2019`: without a year, the last, the next or the nearest such."""
    month, day, last = month_number(match["month"]), int(match["day"]), match["last"]
    if match["year"]:
        first, by = date(int(match["year"]), month, day), "as written"
    elif frame.today is None:
        return None
    else:
        days = _in_years(frame.today, month, day)
        if match["weekday"]:
            days = [each for each in days if WEEKDAYS[each.weekday()][:3] == match["weekday"][:3]]
        if not days:
            return None
        first, by = _chosen(frame, days, fixed=bool(match["weekday"]))
    # `5 and 7 December` are two days, and no stretch.
    if last and (int(last) <= day or (match["to"] == " and " and not match["between"] and int(last) > day + 1)):
        return None
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
    day = today + timedelta(step)
    # Of a day of this week, some say `last Monday` and mean the week before.
    doubt = which not in (None, "this") and day.isocalendar()[:2] == today.isocalendar()[:2]
    return Meaning(f"{day}{'?' * doubt}", frame.by(by))


def week_from_weekday(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`Thursday week`, `a week ago Thursday`."""
    if frame.today is None or bool(match["ago"]) == bool(match["week"]):
        return None
    step = WEEKDAYS.index(match["weekday"]) - frame.today.weekday()
    return Meaning(f"{frame.today + timedelta(step % 7 + 7 if match['week'] else -(-step % 7) - 7)}", frame.by())


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
        if unit == "weekend" and step > 0 and today.weekday() < 5:
            return Meaning(f"{monday + timedelta(5)}?/{monday + timedelta(6)}?", frame.by("not the coming one"))
        return Meaning(f"{monday + timedelta(5 if unit == 'weekend' else 0)}/{monday + timedelta(6)}", frame.by())
    values = {
        "month": f"{shifted(today.replace(day=1), step, 'month')}"[:7],
        "quarter": months_of_quarter(today.year * 4 + (today.month - 1) // 3 + step),
        "year": f"{today.year + step:04}",
        "decade": f"{today.year // 10 + step:03}X",
        "century": f"{today.year // 100 + step:02}XX",
    }
    return Meaning(values[unit], frame.by())


def part_of_period(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`earlier this month`: up to the day of publication; `later this year`: from it on."""
    today, unit = frame.today, match["unit"]
    if today is None:
        return None
    if unit is None:
        return Meaning(f"{today}", frame.by())
    first = today - timedelta(today.weekday()) if unit == "week" else today.replace(day=1)
    if unit == "year":
        first = first.replace(month=1)
    if match["part"] == "earlier":
        return Meaning(f"{first}/{today}", frame.by())
    return Meaning(f"{today}/{shifted(first, 1, unit) - timedelta(1)}", frame.by())


def the_period(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`the month`, `the year`: that of publication; `the weekend`: the last or the next."""
    today, unit = frame.today, match["unit"]
    if today is None:
        return None
    if unit != "weekend":
        return Meaning(f"{today}"[: 7 if unit == "month" else 4], frame.by())
    step = (5 - today.weekday()) % 7 if frame.ahead else -((today.weekday() - 5) % 7)
    saturday = today + timedelta(step)
    return Meaning(f"{saturday}/{saturday + timedelta(1)}", frame.by("the next" if frame.ahead else "the last"))


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


def beside_today(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`yesterday`, `today`, `tomorrow`, `the day before yesterday`."""
    if frame.today is None:
        return None
    step = {"yesterday": -1, "today": 0, "tomorrow": 1}[match[0].split(" ")[-1]]
    step *= 2 if " " in match[0] else 1
    return Meaning(f"{frame.today + timedelta(step)}", frame.by())


def feast(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`Christmas`: the last, the next or the nearest; `Easter 2018`."""
    day_of = day_in(match["feast"])
    american = match["feast"].startswith("thanksgiving")
    if match["year"]:
        day = day_of(int(match["year"]))
        return Meaning(f"{day}{'?' * american}", "that of the United States" if american else "as written")
    if frame.today is None:
        return None
    year = frame.today.year
    days = [day_of(each) for each in range(max(year - 1, 1583), min(year + 1, 4099) + 1)]
    day, by = _chosen(frame, days)
    return Meaning(f"{day}{'?' * american}", f"that of the United States, {by}" if american else by)


def day_of_month(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`the 14th`."""
    if frame.today is None:
        return None
    first, days = frame.today.replace(day=1), []
    for step in (-2, -1, 0, 1, 2):
        month = shifted(first, step, "month")
        if int(match["day"]) <= monthrange(month.year, month.month)[1]:
            days.append(month.replace(day=int(match["day"])))
    day, by = _chosen(frame, days)
    return Meaning(f"{day}", by)


def stretch(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`last three years`, `next two weeks`: up to the day of publication, or from it on."""
    count, unit = number(match["count"]), match["unit"].replace("centurie", "century")
    if frame.today is None or count is None or count % 1 or match["which"] == "this":
        return None
    if match["which"] in _AFTER:
        return Meaning(f"{frame.today}/{shifted(frame.today, int(count), unit)}", frame.by())
    return _up_to(frame, frame.today, int(count), unit)


def ago(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`two days ago`, `three years ago`: as exactly as the unit says, and about that where it is a round one."""
    count, unit = number(match["count"]), match["unit"].replace("centurie", "century")
    if frame.today is None or count is None or count % 1:
        return None
    return _away(frame, -int(count), unit, about=bool(match["about"]) or count == 1)


def hence(frame: Frame, match: re.Match[str]) -> Meaning | None:
    """`in two weeks`, `two years from now`; of what is past, `in two weeks` is how long it took."""
    from annotations.entities.written_days import duration

    now = match["count"] is None
    count = number(match["count_" if now else "count"])
    unit = match["unit_" if now else "unit"].replace("centurie", "century")
    if not now and frame.ahead is False:
        return duration(frame, match)
    if frame.today is None or count is None or count % 1:
        return None
    return _away(frame, int(count), unit, about=False)


def _away(frame: Frame, count: int, unit: str, *, about: bool) -> Meaning:
    assert frame.today is not None
    day = f"{shifted(frame.today, count, unit)}"
    about = (about and unit != "day") or unit in ("week", "decade", "century")
    # `A year ago` is meant by the month, `three years ago` by the year.
    month = unit == "month" or (unit == "year" and abs(count) == 1)
    value = day if unit in ("day", "week") else day[:7] if month else day[:4]
    return Meaning(f"{value}{'~' * about}", frame.by())


def _up_to(frame: Frame, today: date, count: int, unit: str) -> Meaning:
    return Meaning(f"{shifted(today, -count, unit)}/{today}", frame.by(f"{count} {unit} up to it"))


def _in_years(today: date, month: int, day: int) -> list[date]:
    """The days with that month and number in the years around; a 29 February is not in each."""
    years = range(max(today.year - 4, 1), min(today.year + 4, 9999) + 1)
    return [date(year, month, day) for year in years if (month, day) != (2, 29) or isleap(year)]


def _chosen(frame: Frame, days: Iterable[date], *, fixed: bool = False) -> tuple[date, str]:
    """The last of some days up to today, or the next from it on; where neither is known, or it is `fixed`, the nearest.

    Raises ValueError where there is none.
    """
    today = frame.today
    assert today is not None
    if frame.ahead is None or fixed:
        return min(days, key=lambda day: abs(day - today)), frame.by("the nearest such day")
    if frame.ahead:
        return min(day for day in days if day >= today), frame.by("the next such day")
    return max(day for day in days if day <= today), frame.by("the last such day")
