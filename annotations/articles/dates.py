"""Times of publication, as news writes them."""

from __future__ import annotations

import re
from datetime import datetime

LONGEST = 60
"""Code points of the longest text that is tried."""

# Hours east of Greenwich, for the names that a dateline may carry.
_ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "IST": 5.5,
    "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "EST": -5, "EDT": -4, "ET": -5, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.?"
_DAY = rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}})"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
_TIME = r"(?:\s*(?:[T,|@]|at|-)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?)?"
_ZONE = rf"(?:\s*\(?(?:[+-]\d{{2}}:?\d{{2}}|\b(?:{'|'.join(_ZONES)})\b)\)?)?"
DATE = re.compile(rf"{_WEEKDAY}{_DAY}(?:{_TIME}{_ZONE})", re.IGNORECASE)


def parse_date(text: str) -> datetime | None:
    """The moment that a text names, aware only where it names a zone; None where it names none."""
    text = text.strip()
    if not 6 <= len(text) <= LONGEST:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        if not DATE.fullmatch(text):
            return None
    from dateutil import parser

    try:
        # A default of day one, so that nothing of today slips in where the text leaves a part out.
        found = parser.parse(re.sub(r"\s+at\s+|[|@()]", " ", text), default=datetime(1, 1, 1), tzinfos=_seconds_east)
    except (ValueError, OverflowError):
        return None
    return found if isinstance(found, datetime) else None


def _seconds_east(name: str | None, offset: int | None) -> int | None:
    if offset is not None:
        return offset
    hours = _ZONES.get((name or "").upper())
    return None if hours is None else int(hours * 3600)
