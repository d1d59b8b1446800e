"""From where a date is seen, and steps from there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = {"day": 0, "week": 0, "month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
"""Units of time, and how many months they have."""


class Frame(NamedTuple):
    """What a date is told from: the day of publication, and whether what is said is ahead of it (None: unknown)."""

    today: date | None
    ahead: bool | None

    def by(self, how: str = "") -> str:
        """From what a date was told."""
        return f"{how + ', ' if how else ''}published {self.today}"


def month_number(name: str) -> int:
    """The number of a month, from 1 on, whose name may be shortened."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def shifted(day: date, count: int, unit: str) -> date:
    """A day so many units later; the last of a month where that has no such day.

    Raises ValueError or OverflowError where the calendar ends.
    """
    if unit in ("day", "week"):
        return day + timedelta(count * (7 if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + count * UNITS[unit], 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(1)).day))


def months_of_quarter(quarter: int) -> str:
    """The first and last month of a quarter, counted from the year 0."""
    year, nth = divmod(quarter, 4)
    return f"{year:04}-{3 * nth + 1:02}/{year:04}-{3 * nth + 3:02}"
