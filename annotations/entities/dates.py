"""Dates and times of day as news writes them.

Every repetition is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.entities.candidates import Candidate

_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_MONTH = rf"(?:(?:{_FULL}|{_FULL.upper()})\b|(?:{_SHORT}|{_SHORT.upper()})\b\.?)"
# These two are words as well, so alone they need a preposition.
_PLAIN_MONTH = rf"(?:{'|'.join(m for m in _FULL.split('|') if m not in ('March', 'May'))})\b"
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d)(?![.,]\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?!\.\d)"
_DAYS = rf"{_DAY}(?:\s?[-–]\s?{_DAY})?"
_WHICH = r"(?:[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast|[Pp]revious)"
_PERIOD = r"(?:year|month|week|weekend|decade|century|quarter|summer|spring|autumn|winter|season)\b"
_ZONE = r"(?:\s(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|CEST|JST|IST|AEST|AEDT|ET|local time)\b)?"
_PART = r"(?:morning|afternoon|evening|night)\b"
_AFTER_YEAR = "and|but|or|to|until|when|while|as|for|by|with|after|before|in|on|at|from|due|that|which|he|she|it"

_DATES = (
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])",
    r"\d{4}/(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])(?![\w/])",
    r"\d{1,2}/\d{1,2}/(?:19|20)\d\d(?![\w/])",
    rf"{_WEEKDAY},?\s{_MONTH}\s{_DAY}(?:,?\s{_YEAR})?",
    rf"{_WEEKDAY},?\s{_DAY}\s{_MONTH}(?:,?\s{_YEAR})?",
    rf"{_MONTH}\s{_DAYS}(?:,?\s{_YEAR})?",
    rf"{_DAYS}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
    rf"(?:[Mm]id-)?{_MONTH}(?:\sof|,)?\s{_YEAR}",
    rf"{_MONTH}\s(?:last|this|next)\syear\b",
    rf"{_WHICH}\s(?:{_PERIOD}|{_WEEKDAY}\b|{_MONTH})",
    r"(?:[Tt]he\s)?(?:last|past|next|first|second|third|fourth)\squarter(?:\sof\s(?:1[5-9]|20)\d\d)?\b",
    rf"(?:[Mm]id-)?{_PLAIN_MONTH}",
    r"(?<=\b[Ii]n\s)(?:March|May)\b(?!\s[A-Z])|(?<=\b[Ss]ince\s)(?:March|May)\b(?!\s[A-Z])",
    rf"{_WEEKDAY}\b(?!\s(?:Times|Mail|Mirror|Telegraph|Night|Post))",
    r"(?:[Tt]he\s)?(?:(?:early|late|mid)[ -])?(?:1[5-9]|20)\d0s\b",
    r"(?:1[5-9]|20)\d\d\s?[-–—]\s?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\w-])",
    r"(?:[Tt]he\s)?\d{1,2}(?:st|nd|rd|th)[\s-]century\b",
    r"(?:New\sYear's|Christmas|Thanksgiving|Independence|Valentine's)\s(?:Day|Eve)\b|Thanksgiving\b|Christmas\b",
    r"(?:[Yy]esterday|[Tt]oday|[Tt]omorrow)\b",
)
_YEARS = (
    rf"(?<=\bin\s){_YEAR}|(?<=\bIn\s){_YEAR}|(?<=\b[Ss]ince\s){_YEAR}|(?<=\b[Dd]uring\s){_YEAR}|(?<=\b[Tt]hroughout\s){_YEAR}"
    rf"|(?<=\b[Uu]ntil\s){_YEAR}|(?<=\b[Bb]efore\s){_YEAR}|(?<=\b[Aa]fter\s){_YEAR}|(?<=\baround\s){_YEAR}",
    rf"(?:(?<=\bof\s)|(?<=\bby\s)|(?<=\bto\s)|(?<=\bfor\s)|(?<=\b[Ff]rom\s)|(?<=\band\s)|(?<=,\s)){_YEAR}"
    rf"(?=[.,;:)]|\s(?:{_AFTER_YEAR})\b|$)",
    # A singular article before it, or a name after it, and no round number: `a 1965 pact`, `2016 Olympics`.
    rf"(?<=\ba\s){_YEAR}(?=\s[a-z])",
    r"(?:1[5-9]|20)(?!00)\d\d(?=\s[A-Z])",
    r"(?<=\bthe\s)(?:19|20)(?!00)\d\d(?=\s[a-z])",
    rf"(?<=\(){_YEAR}(?=\))",
)
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d"
_HALF = r"[ap]\.m\.|[ap]m\b|[AP]\.M\.|[AP]M\b"
_TIMES = (
    rf"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])(?:\s?(?:{_HALF}))?{_ZONE}",
    rf"(?:{_CLOCK}|1[0-2]|0?[1-9])\s?(?:{_HALF}){_ZONE}",
    r"(?:[01]\d|2[0-3])[0-5]\d\s(?:GMT|UTC)\b",
    r"(?:noon|midnight|tonight|Tonight)\b",
    rf"(?:[Tt]his|[Yy]esterday|[Tt]omorrow|[Ll]ast|{_WEEKDAY})\s(?:early\s|late\s)?{_PART}(?<!this night)",
)


def _either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$€£¥])(?<!\d[.,:/-])(?=[\dA-Zelmnpsty])(?:{'|'.join(patterns)})")


_RULES = (
    ("TIME", "time", _either(_TIMES)),
    ("DATE", "date", _either(_DATES)),
)
_IN_YEARS = _either(_YEARS)
# What all of those begin with, which is found much faster than they are.
_FOUR_DIGITS = re.compile(r"[12]\d{3}")


def dates(text: str) -> Iterator[Candidate]:
    """Candidates DATE and TIME, in no order; lengths of time are found with the other amounts."""
    for label, rule, pattern in _RULES:
        for match in pattern.finditer(text):
            yield Candidate(*match.span(), label, rule)
    for digits in _FOUR_DIGITS.finditer(text):
        if year := _IN_YEARS.match(text, digits.start()):
            yield Candidate(*year.span(), "DATE", "date")
