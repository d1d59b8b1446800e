"""What a date, a time or an amount stands for, as a value."""

from __future__ import annotations

from typing import NamedTuple


class Meaning(NamedTuple):
    """What an expression stands for.

    `value` is a date, time, interval or duration of ISO 8601 and EDTF (`2018-10`, `1910/1945`, `197X`, `P3Y`; `~` says
    about, `?` perhaps, `[a,b]` one of them), or a number with its unit (`500000000 USD`, `>5 km`); `by` says from what
    it was told.
    """

    value: str
    by: str
