from __future__ import annotations

import pytest

from annotations.entities.candidates import settle
from annotations.entities.patterns import patterns


def _found(text: str) -> list[tuple[str, str]]:
    return [(entity.text, entity.label) for entity in settle(text, patterns(text))]


@pytest.mark.parametrize(
    "date",
    [
        "2019-12-05",
        "Dec. 5",
        "DEC. 5",
        "Dec. 5, 2019",
        "December 27th",
        "5 December 2019",
        "Monday, January 6, 2020",
        "December 2019",
        "Thursday",
        "October last year",
        "last year",
        "Last April",
        "1910-1945",
        "1919–33",
        "the 1990s",
        "three years",
        "45-year-old",
        "two days earlier",
        "the first quarter of 2019",
        "yesterday",
    ],
)
def test_dates(date: str) -> None:
    assert _found(f"it was {date}, they said") == [(date, "DATE")]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("settled by a 1965 pact", "1965"),
        ("in 1965 it ended", "1965"),
        ("the 2016 Olympics", "2016"),
        ("meet later this month to talk", "this month"),
        ("since March the talks", "March"),
        ("about 2050 people came", None),
        ("they march in May-like weather; may they", "May"),
        ("page 2019-13-45", None),
    ],
)
def test_years_and_months_need_a_context(text: str, date: str | None) -> None:
    assert _found(text) == ([(date, "DATE")] if date else [])


@pytest.mark.parametrize(
    "time",
    [
        "23:03:09",
        "8:30 a.m. EST",
        "3 p.m.",
        "noon",
        "this morning",
        "15:30 local time",
        "1430 UTC",
        "24 hours",
        "an hour",
    ],
)
def test_times(time: str) -> None:
    assert _found(f"at {time}, they said") == [(time, "TIME")]


@pytest.mark.parametrize(
    ("amount", "label"),
    [
        ("500 million U.S. dollars", "MONEY"),
        ("$1.2 billion", "MONEY"),
        ("$300-400 million", "MONEY"),
        ("€3m", "MONEY"),
        ("5,000 yen", "MONEY"),
        ("GBP 20", "MONEY"),
        ("2 million won", "MONEY"),
        ("5.2 percent", "PERCENT"),
        ("3%", "PERCENT"),
        ("two per cent", "PERCENT"),
        ("3 to 5 percent", "PERCENT"),
        ("120 km", "QUANTITY"),
        ("3.5 million tonnes", "QUANTITY"),
        ("20 degrees Celsius", "QUANTITY"),
        ("5-mile", "QUANTITY"),
        ("200 pounds", "QUANTITY"),
        ("first", "ORDINAL"),
        ("3rd", "ORDINAL"),
        ("21st", "ORDINAL"),
        ("three", "CARDINAL"),
        ("1,000", "CARDINAL"),
        ("a dozen", "CARDINAL"),
        ("five million", "CARDINAL"),
        ("twenty-one", "CARDINAL"),
    ],
)
def test_amounts(amount: str, label: str) -> None:
    assert _found(f"some {amount} of it") == [(amount, label)]


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 and the A320",
        "version 1.2.3.4",
        "they won 3-1",
        "Interstate 80 and Chapter 11",
        "no one",
        "at first sight",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    "piece", ["1", "1,111", "1-", "$", "two hundred ", "Dec. ", "1910-", "12:34:", "in 19", " ", "half a "]
)
def test_long_hostile_texts_end(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert all(text[candidate.start : candidate.end] for candidate in patterns(text))
