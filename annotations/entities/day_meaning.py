"""What dates mean: days, months, years and what lies between, in EDTF.

An expression is taken apart from outside: what makes it open (`since`), a range (`to`) or vague (`about`), and then the
one date that is left, by the first rule that it has the form of.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from annotations.entities.day_rules import rules
from annotations.entities.edtf import days
from annotations.entities.frame import WEEKDAYS, Frame
from annotations.entities.meant import Meaning

_DASHES = re.compile("[–—]")


@cache
def _shapes() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(pattern)
        for name, pattern in {
            "open": r"(?P<side>since|until|till|by|through|before) (?P<rest>.+)",
            "range": r"(?P<between>from |between )?(?P<first>.+?)"
            r"(?P<to>,? (?:to|and|until|through|till) | ?- ?)(?P<last>.+)",
            "weekdays": rf"(?:on )?(?P<first>{'|'.join(WEEKDAYS)}), (?:\w+, )*\w+,? and (?P<last>{'|'.join(WEEKDAYS)})",
            "about": r"(?P<word>early|mid|late|around|about|circa|nearly|almost|some|roughly)[ -](?:in )?(?P<rest>.+)",
            "ends": r"(?:end|beginning|start|middle|close) of (?P<rest>.+)|year-(?P<year>end)",
            "of_year": r"(?P<rest>.*[a-z].* ?\d.*?)(?: of)? (?P<which>last|this|next) year",
            "short_year": r"(?P<month>[a-z]{3,9}\.?(?: \d\d?)?),? '(?P<year>\d\d)",
            "up_to_now": r"(?:(?:in|over|during) )?the last (?P<unit>week|month|year|decade|century)",
            "lead": r"(?:(?:in|on|at|from|of|during|over|throughout|for|as of) )?(?:the )?(?:year (?=\d))?",
        }.items()
    }


def day_meaning(text: str, today: date | None, *, ahead: bool | None = None) -> Meaning | None:
    """The day, interval or duration that an expression means; None where it is vague or the article has no date.

    `ahead` says whether it lies ahead of the article or behind it, None where that is not known.
    """
    lower = _DASHES.sub("-", text.lower()).replace("’", "'").strip(" ,").removesuffix("'s")
    try:
        return _told(lower, Frame(today, ahead))
    except (ValueError, OverflowError):
        return None  # no such day, or none that a calendar has


def _told(text: str, frame: Frame) -> Meaning | None:
    shapes = _shapes()
    if match := shapes["weekdays"].fullmatch(text):
        return _range(match["first"], match["last"], frame, listed=True)
    if match := shapes["up_to_now"].fullmatch(text):
        return _one(f"past {match['unit']}", frame)
    if match := shapes["short_year"].fullmatch(text):
        return _one(f"{match['month']} 20{match['year']}", frame)
    if found := _one(text, frame):
        return found
    if frame.today and (match := shapes["of_year"].fullmatch(text)):
        year = frame.today.year + {"last": -1, "this": 0, "next": 1}[match["which"]]
        found = _one(f"{match['rest']} {year}", frame)
        return found and found._replace(by=frame.by())
    text = text.removeprefix("the ")
    if match := shapes["open"].fullmatch(text):
        return _open(match["side"], match["rest"], frame)
    if match := shapes["about"].fullmatch(text):
        found = _told(match["rest"], frame)
        whole = match["word"] in ("early", "late") and match["rest"].split(" ")[-1] in (*WEEKDAYS, "today", "yesterday")
        return found if found is None or whole else _about(found)
    if match := shapes["ends"].fullmatch(text):
        found = _one("this year" if match["year"] else match["rest"], frame)
        return found and _about(found)
    if match := shapes["range"].fullmatch(text):
        listed = match["to"].strip(", ") == "and" and not match["between"]
        if found := _range(match["first"], match["last"], frame, listed=listed):
            return found
    bare = text[shapes["lead"].match(text).end() :]  # type: ignore[union-attr]
    return _told(bare, frame) if bare != text else None


def _one(text: str, frame: Frame) -> Meaning | None:
    """What a single date means; a rule that has its form and finds no meaning ends the search."""
    for pattern, told in rules():
        if match := pattern.fullmatch(text.removeprefix("the ")):
            return told(frame, match)
    return None


def _about(found: Meaning) -> Meaning:
    return found._replace(value="/".join(f"{part.rstrip('~')}~" for part in found.value.split("/")))


def _open(side: str, rest: str, frame: Frame) -> Meaning | None:
    """`since Monday`, `until 1975`, `by the end of the year`."""
    if ends := _shapes()["ends"].fullmatch(rest.removeprefix("the ")):
        rest = "this year" if ends["year"] else ends["rest"]
    found = _told(rest, frame)
    if found is None or not days(found.value):
        return None
    first, _, last = found.value.partition("/")
    if side == "since":
        return found._replace(value=f"{first}/..")
    round_ = side == "before" and first.endswith("00")
    return found._replace(value=f"../{last or first}{'~' * round_}")


def _range(first: str, last: str, frame: Frame, *, listed: bool) -> Meaning | None:
    """What lies from one date to another, of which the first may leave its year to the last.

    Where they are merely `listed`, they are a stretch if nothing lies between them.
    """
    end = _told(last, frame)
    if end is None or not days(end.value):
        return None
    year = re.search(r",? (\d{4})$", last)
    begin = _told(first + year[0], frame) if year and not re.search(r"\d{3}", first) else None
    begin = begin or _told(first, frame)
    if begin is None or not days(begin.value):
        return None
    if days(begin.value) > days(end.value) and frame.today is not None:
        end = _told(last, Frame(days(begin.value)[0][0], True)) or end
    gap = (days(end.value)[0][0] - days(begin.value)[0][1]).days
    if days(begin.value) > days(end.value) or (listed and gap > 2):
        return None
    by = begin.by if "published" in begin.by else end.by
    if end.by.endswith(f"published {days(begin.value)[0][0]}"):
        by = begin.by
    return Meaning(f"{begin.value.partition('/')[0]}/{end.value.rpartition('/')[2]}", by)
