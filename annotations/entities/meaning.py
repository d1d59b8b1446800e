"""What dates, times and amounts mean: days and numbers, with what they were told by."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Meaning(NamedTuple):
    """What an expression stands for.

    `value` is a date, time, interval or duration of ISO 8601 and EDTF (`2018-10`, `1910/1945`, `197X`, `P3Y`; `~` says
    about), or a number with its unit (`500000000 USD`); `by` says from what it was told.
    """

    value: str
    by: str


def meaning(label: str, text: str, published: datetime | None, *, ahead: bool = False) -> Meaning | None:
    """What an entity of that label means; None where it has no such meaning, or too little is known to tell.

    `published` is when the article was: weekdays and dates without a year are told from it. `ahead`: what is said of
    it lies in the future, so that `Thursday` is the next one and not the last.
    """
    words = " ".join(text.split())
    if label == "DATE":
        from annotations.entities.day_meaning import day_meaning

        return day_meaning(words, published.date() if published else None, ahead=ahead)
    if label == "TIME":
        from annotations.entities.clock_meaning import clock_meaning

        return clock_meaning(words, published.date() if published else None, ahead=ahead)
    if label in ("MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"):
        from annotations.entities.amount_meaning import amount_meaning

        return amount_meaning(label, words)
    return None
