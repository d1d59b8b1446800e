"""Feasts whose day a calendar tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

_FIXED = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
}
_FROM_EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
}
FEASTS = (*_FIXED, *_FROM_EASTER, "thanksgiving", "thanksgiving day")
"""The names, in small letters. Not among them are those that differ from country to country or follow the moon."""


def day_in(name: str) -> Callable[[int], date]:
    """The day of a feast in a year; Easter is that of the western churches, Thanksgiving that of the United States."""
    if name in _FIXED:
        return lambda year: date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        from dateutil.easter import easter

        return lambda year: easter(year) + timedelta(_FROM_EASTER[name])
    return _fourth_thursday_of_november


def _fourth_thursday_of_november(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta((3 - first.weekday()) % 7 + 21)
