"""The forms that a single date has in news, and what tells its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from annotations.entities import periods
from annotations.entities import relative_days as relative
from annotations.entities import written_days as plain
from annotations.entities.feasts import FEASTS
from annotations.entities.frame import MONTHS, WEEKDAYS, Frame
from annotations.entities.meant import Meaning

Told = Callable[[Frame, re.Match[str]], Meaning | None]


@cache
def rules() -> tuple[tuple[re.Pattern[str], Told], ...]:
    """Patterns on text in small letters with plain dashes, to be matched whole; the first that does counts."""
    month = rf"(?P<month>(?:{'|'.join(MONTHS)})|(?:{'|'.join(name[:3] for name in MONTHS)}|sept)\.?)"
    until = r"(?P<to>\s?-\s?| to | and | through )"
    day = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:{until}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)?"
    year, weekday = r"(?P<year>\d{4})", rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
    day_names = "|".join(f"{name}|{name[:3]}" for name in WEEKDAYS)
    anyday = rf"(?P<between>from |between )?(?:(?:next |last |this )?(?P<weekday>{day_names})\.?,? )?"
    which = r"(?P<which>last|past|previous|this past|this coming|this|next|coming)"
    count, unit = r"(?P<count>\w[\w ,.-]{0,40}?)", r"(?P<unit>day|week|month|year|decade|century|centurie)s?"
    season, nth = rf"(?P<season>{'|'.join(relative.SEASONS)})", "(?P<nth>first|second|third|fourth)"
    of_year = rf"(?:(?: of|,)? (?P<of>{year}|(?:last|this|next|the) year))?"
    found: tuple[tuple[str, Told], ...] = (
        (rf"{year}[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)", plain.iso_day),
        (rf"{year}(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)", plain.iso_day),
        (rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.{year}", plain.iso_day),
        (rf"{year}-(?P<month>0[1-9]|1[0-2])", plain.iso_month),
        (rf"(?P<month>0[1-9]|1[0-2])/{year}", plain.iso_month),
        (r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>(?:\d\d)?\d\d)", plain.slashed_day),
        (rf"(?P<first>\d{{1,2}})-(?P<second>\d{{1,2}})-{year}", plain.slashed_day),
        (rf"{anyday}{month} {day}(?:,? {year})?", relative.month_day),
        (rf"{anyday}{day}[ -](?:of )?{month}(?:,?[ -]{year})?", relative.month_day),
        (rf"{month}(?: of|,)? {year}", plain.month_of),
        (rf"{month}(?: of)? (?P<which>last|this|next) year", relative.month_of_year),
        (rf"(?:{which} )?{month}", relative.month_alone),
        (rf"(?:{which} )?{weekday}", relative.weekday),
        (rf"(?P<ago>a week ago )?{weekday}(?P<week> week)?", relative.week_from_weekday),
        (rf"{which} (?P<unit>year|month|week|weekend|decade|century|quarter)", relative.period),
        (r"(?P<part>earlier|later) (?:this (?P<unit>week|month|year)|today)", relative.part_of_period),
        (r"(?P<unit>year|month|weekend)", relative.the_period),
        (rf"(?:{which} )?{season}(?:(?: of)? {year})?", relative.season),
        (r"winter of (?P<year>\d{4})-(?P<last>\d{4}|\d\d)", plain.winter),
        (rf"(?:q(?P<number>[1-4])|{nth}[ -]quarter){of_year}", periods.quarter),
        (rf"(?P<nth>first|second) half{of_year}", periods.half),
        (rf"first {count} months{of_year}", periods.first_months),
        (rf"(?P<first>{month.replace('month', 'from_')})-{month} (?:period|quarter)", periods.months),
        (
            rf"(?:{count} months|(?:fiscal |financial )?year) (?:to|ended|ending|through)(?: in)? (?P<end>.+)",
            periods.up_to,
        ),
        (rf"(?:fiscal(?: year)?|financial year|fy) ?{year}", periods.fiscal),
        (
            r"(?P<year>\d{4})[-/](?P<last>\d{4}|\d\d)(?: (?:fiscal year|financial year|school year|season))?",
            plain.years,
        ),
        (r"(?P<decade>\d{3})0s|'?(?P<short>[2-9])0s", plain.decade),
        (rf"(?P<spelt>{'|'.join(plain.DECADES)})", plain.decade),
        (r"(?P<nth>\w+)[ -]century", plain.century),
        (r"(?P<nth>\w+) and (?P<last>\w+) centuries", plain.century),
        (rf"(?:from |between )?{year}(?: ?- ?| to | and | until )(?P<last>\d{{4}}|\d\d)", plain.years),
        (
            r"(?P<year>\d{1,4}) ?b\.?c\.?(?:e\.?)?|a\.?d\.? ?(?P<after>\d{1,4})"
            r"|(?P<late>\d{1,4}) ?(?:a\.?d\.?|c\.?e\.?)",
            plain.era,
        ),
        (year, plain.year),
        ("yesterday|today|tomorrow|(?:the )?day (?:before yesterday|after tomorrow)", relative.beside_today),
        (rf"(?P<feast>{'|'.join(FEASTS)})(?:,? {year})?", relative.feast),
        (r"(?P<day>\d{1,2})(?:st|nd|rd|th)", relative.day_of_month),
        (rf"{which} {count} {unit}", relative.stretch),
        (rf"(?:(?P<about>about|around|nearly|almost|some|roughly) )?{count} {unit} ago", relative.ago),
        (
            rf"in {count} {unit}(?:'s?)?(?: time)?|(?P<count_>\w[\w ]*?) (?P<unit_>day|week|month|year)s? from now",
            relative.hence,
        ),
        (
            rf"(?:for )?(?:an? (?=\d))?{count}[ -](?:(?:consecutive|more|straight) )?{unit}(?:[ -]old| of age)?",
            plain.duration,
        ),
    )
    return tuple((re.compile(pattern), told) for pattern, told in found)
