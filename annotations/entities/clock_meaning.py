"""What times of day mean: a clock time, part of a day, or duration, in ISO 8601."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from annotations.entities.frame import WEEKDAYS, Frame
from annotations.entities.meaning import Meaning
from annotations.entities.number_words import number, written

_ZONES = {
    "gmt": "Z",
    "utc": "Z",
    "est": "-05:00",
    "edt": "-04:00",
    "cst": "",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
    "bst": "+01:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "jst": "+09:00",
    "ist": "",
    "aest": "+10:00",
    "aedt": "+11:00",
    "et": "",
    "local time": "",
}
"""Zones and how far they are from UTC; nothing where several places, or summer and winter, have the same name."""

_PARTS = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 22), "night": (20, 4)}
_UNITS = {"hour": "H", "minute": "M", "second": "S"}


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    zone = "|".join(_ZONES)
    weekday = "|".join(WEEKDAYS)
    return (
        re.compile(
            r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::(?P<second>\d\d))?"
            rf"(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s(?P<zone>{zone}))?"
        ),
        re.compile(rf"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>)(?P<half>)\s(?P<zone>{zone})"),
        re.compile(
            rf"(?P<day>this|yesterday|tomorrow|last|{weekday})\s(?:early\s|late\s)?(?P<part>{'|'.join(_PARTS)})|tonight"
        ),
        re.compile(r"(?P<count>\w[\w ,.-]*?)[ -](?P<unit>hour|minute|second)s?"),
    )


def clock_meaning(text: str, today: date | None, *, ahead: bool = False) -> Meaning | None:
    """The time of day, part of a day or duration that an expression means; None where it is vague."""
    lower = text.lower()
    if lower in ("noon", "midnight"):
        return Meaning("T12:00" if lower == "noon" else "T00:00", "as written")
    clock, military, part, duration = _shapes()
    if match := clock.fullmatch(lower) or military.fullmatch(lower):
        return _clock(match)
    if match := part.fullmatch(lower):
        return _part(match, Frame(today, ahead))
    if match := duration.fullmatch(lower):
        count = number(match["count"])
        return None if count is None else Meaning(f"PT{written(count)}{_UNITS[match['unit']]}", "as written")
    return None


def _clock(match: re.Match[str]) -> Meaning | None:
    hour, half = int(match["hour"]), match["half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half == "p")
    elif not match["minute"]:
        return None
    if hour > 23 or int(match["minute"] or 0) > 59:
        return None
    seconds = f":{match['second']}" if match["second"] else ""
    zone = match["zone"]
    by = f"as written, in the zone {zone.upper()}" if zone and not _ZONES[zone] else "as written"
    return Meaning(f"T{hour:02}:{match['minute'] or '00'}{seconds}{_ZONES.get(zone, '') if zone else ''}", by)


def _part(match: re.Match[str], frame: Frame) -> Meaning | None:
    """The hours that a part of a day is taken to have."""
    from annotations.entities.day_meaning import day_meaning

    if frame.today is None:
        return None
    named, part = match["day"] or "this", match["part"] or "night"
    if named in WEEKDAYS:
        found = day_meaning(named, frame.today, ahead=frame.ahead)
        day = date.fromisoformat(found.value) if found else frame.today
    else:
        day = frame.today + timedelta({"yesterday": -1, "last": -1, "tomorrow": 1}.get(named, 0))
    begin, end = _PARTS[part]
    last = day + timedelta(1) if end < begin else day
    return Meaning(f"{day}T{begin:02}/{last}T{end:02}", frame.by(f"{part} taken as {begin} to {end}"))
