"""What dates mean: days, months, years and what lies between, in EDTF."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from annotations.entities import relative_days as relative
from annotations.entities import written_days as plain
from annotations.entities.frame import MONTHS, WEEKDAYS, Frame
from annotations.entities.meaning import Meaning

_ABOUT = ("early ", "mid ", "mid-", "late ", "earlier ", "later ")
_DASHES = re.compile("[–—]")

_Told = Callable[[Frame, re.Match[str]], Meaning | None]


def day_meaning(text: str, today: date | None, *, ahead: bool = False) -> Meaning | None:
    """The day, interval or duration that an expression means; None where it is vague or the article has no date."""
    lower = _DASHES.sub("-", text.lower()).removeprefix("the ")
    about = lower.startswith(_ABOUT)
    if about:
        lower = re.split("[ -]", lower, maxsplit=1)[1].removeprefix("the ")
    frame = Frame(today, ahead)
    for pattern, told in _rules():
        if match := pattern.fullmatch(lower):
            try:
                found = told(frame, match)
            except (ValueError, OverflowError):
                return None  # no such day, or none that a calendar has
            return found._replace(value=f"{found.value}~") if found and about else found
    return None


@cache
def _rules() -> tuple[tuple[re.Pattern[str], _Told], ...]:
    month = rf"(?P<month>(?:{'|'.join(MONTHS)})|(?:{'|'.join(name[:3] for name in MONTHS)}|sept)\.?)"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?-\s?(?P<last>\d{1,2})(?:st|nd|rd|th)?)?"
    year, weekday = r"(?P<year>\d{4})", rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
    which = r"(?P<which>last|past|previous|this|next|coming)"
    count, unit = r"(?P<count>\w[\w ,.-]{0,40}?)", r"(?P<unit>day|week|month|year|decade|century|centurie)s?"
    season, nth = rf"(?P<season>{'|'.join(relative.SEASONS)})", "(?P<nth>first|second|third|fourth)"
    rules: tuple[tuple[str, _Told], ...] = (
        (r"(?P<year>\d{4})[-/](?P<month>\d\d)[-/](?P<day>\d\d)", plain.iso_day),
        (rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{year}", plain.slashed_day),
        (rf"(?:{weekday},? )?{month} {day}(?:,? {year})?", relative.month_day),
        (rf"(?:{weekday},? )?{day} (?:of )?{month}(?:,? {year})?", relative.month_day),
        (rf"{month}(?: of|,)? {year}", plain.month_of),
        (rf"{month} (?P<which>last|this|next) year", relative.month_of_year),
        (rf"(?:{which} )?{month}", relative.month_alone),
        (rf"(?:{which} )?{weekday}", relative.weekday),
        (rf"{which} (?P<unit>year|month|week|weekend|decade|century|quarter)", relative.period),
        (rf"(?:{which} )?{season}(?:(?: of)? {year})?", relative.season),
        (rf"{nth} quarter of {year}", plain.quarter_of),
        (rf"{nth} quarter", relative.quarter),
        (r"(?P<decade>\d{3})0s", plain.decade),
        (r"(?P<nth>\d{1,2}(?:st|nd|rd|th))[ -]century", plain.century),
        (rf"(?:from |between )?{year}(?: ?- ?| to | and )(?P<last>\d{{4}}|\d\d)", plain.years),
        (rf"since {year}", plain.since),
        (year, plain.year),
        ("yesterday|today|tomorrow", relative.beside_today),
        ("|".join(relative.FEASTS), relative.feast),
        (rf"{which} {count} {unit}", relative.stretch),
        (rf"{count} {unit} ago", relative.ago),
        (
            rf"{count}[ -](?:(?:consecutive|more|straight) )?{unit}(?: earlier| later|[ -]old| of age)?",
            plain.duration,
        ),
    )
    return tuple((re.compile(pattern), told) for pattern, told in rules)
