"""What times of day mean: a clock time, part of a day, or duration, in ISO 8601."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from annotations.entities.frame import WEEKDAYS, Frame
from annotations.entities.meant import Meaning
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

_PARTS = {"morning": (6, 12), "afternoon": (12, 18), "evening": (18, 22), "night": (20, 4), "early hours": (0, 6)}
_NAMED = {"noon": "T12:00", "midday": "T12:00", "midnight": "T00:00"}
_UNITS = {"hour": "H", "minute": "M", "second": "S"}


@cache
def _clocks() -> tuple[re.Pattern[str], ...]:
    zone = "|".join(_ZONES)
    return (
        re.compile(
            r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?::(?P<second>\d\d))?"
            rf"(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s(?P<zone>{zone}))?"
        ),
        re.compile(rf"(?P<hour>\d\d):?(?P<minute>\d\d)(?P<second>)(?P<half>)\s(?:(?P<zone>{zone})|hours)"),
    )


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    weekday = "|".join(WEEKDAYS)
    clock = rf"(?P<clock>\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?(?:\s(?:{'|'.join(_ZONES)}))?|{'|'.join(_NAMED)})"
    return (
        re.compile(r"(?:about|around|(?:shortly |just )?(?:before|after)|nearly) (?P<clock>.{1,20})"),
        re.compile(
            r"(?P<day>\d{4}-\d\d-\d\d)[t ]"
            r"(?P<clock>(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:z|[+-]\d\d:\d\d)?)"
        ),
        re.compile(
            rf"(?:early |late )?(?P<day>this|yesterday|tomorrow|last|{weekday})\s"
            rf"(?:early\s|late\s)?(?P<part>{'|'.join(_PARTS)})"
            "|tonight|(?P<last>overnight)"
        ),
        re.compile(rf"(?:the )?(?P<part>{'|'.join(_PARTS)}) of (?:the )?(?P<day>.+)"),
        re.compile(rf"{clock},? (?:on )?(?P<day>\D.*|\d\d? [a-z].*)"),
        re.compile(rf"(?:on )?(?P<day>.{{6,40}}?),? (?:at )?{clock}"),
        re.compile(r"(?:from |between )?(?P<first>.{1,20}?)(?: ?- ?| to | and | until )(?P<last>.{4,20})"),
        re.compile(r"(?:for )?(?P<count>\w[\w ,.-]*?)[ -](?P<unit>hour|minute|second)s?"),
    )


def clock_meaning(text: str, today: date | None, *, ahead: bool | None = None) -> Meaning | None:
    """The time of day, part of a day or duration that an expression means; None where it is vague."""
    lower = text.lower().replace("–", "-").replace("’", "'").removeprefix("at ").removesuffix("'s")
    if found := _of_day(lower):
        return found
    frame = Frame(today, ahead)
    about, stamp, part, early, dated, beside, between, duration = _shapes()
    if match := about.fullmatch(lower):
        found = _of_day(match["clock"])
        return found and found._replace(value=f"{found.value}~")
    if match := stamp.fullmatch(lower):
        return _on(match["day"], match["clock"].upper(), frame, "as written")
    if match := part.fullmatch(lower) or early.fullmatch(lower):
        return _part(match, frame)
    if match := dated.fullmatch(lower) or beside.fullmatch(lower):
        clock = _of_day(match["clock"])
        if clock and (found := _on(match["day"], clock.value[1:], frame, clock.by)):
            return found
    if match := between.fullmatch(lower):
        last = _of_day(match["last"])
        # `2-4 p.m.`: the half of the day stands at the end.
        half = match["last"].partition(" ")[2] if match["first"].isdecimal() else ""
        first = _of_day(f"{match['first']} {half}".strip())
        if first and last:
            return Meaning(f"{first.value}/{last.value}", last.by)
    if match := duration.fullmatch(lower):
        count = number(match["count"])
        return None if count is None else Meaning(f"PT{written(count)}{_UNITS[match['unit']]}", "as written")
    return None


def _of_day(lower: str) -> Meaning | None:
    """A time of day that stands alone."""
    if (plain := lower.removesuffix(" local time")) in _NAMED:
        return Meaning(_NAMED[plain], "as written")
    clock, military = _clocks()
    match = clock.fullmatch(lower) or military.fullmatch(lower)
    return _clock(match) if match else None


def _on(day: str, clock: str, frame: Frame, by: str) -> Meaning | None:
    """A time on a day; None where that is not one day."""
    from annotations.entities.day_meaning import day_meaning

    found = day_meaning(day, frame.today, ahead=frame.ahead)
    if found is None or len(found.value) != len("2019-12-05"):
        return None
    return Meaning(f"{found.value}T{clock}", found.by if found.by != "as written" else by)


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
    known = match.groupdict()
    named, part = known["day"] or ("last" if known.get("last") else "this"), known["part"] or "night"
    if named in ("this", "last"):
        day = frame.today - timedelta(named == "last")
    else:
        found = day_meaning(named, frame.today, ahead=frame.ahead)
        if found is None or len(found.value) != len("2019-12-05"):
            return None
        day = date.fromisoformat(found.value)
    begin, end = _PARTS[part]
    last = day + timedelta(1) if end < begin else day
    return Meaning(f"{day}T{begin:02}/{last}T{end:02}", frame.by(f"{part} taken as {begin} to {end}"))
