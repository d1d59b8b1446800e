from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.entities.meaning import meaning, meaning_of
from annotations.entities.place_time import at_place
from annotations.text.span import Span

WIRE = datetime(2019, 12, 5, 23, 3, 9)  # a Thursday
_LABELS = ["DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "PERSON"]
_POINT = r"(?:-?\d{4}(?:-\d\d(?:-\d\d)?)?|\d{3}X|\d\dXX|\.\.)[~?]?"
_EDTF = re.compile(rf"{_POINT}(?:/{_POINT})?|P\d+(?:\.\d+)?[DWMY]~?|\[[\d-]+,[\d-]+\]")


def _value(label: str, text: str, published: datetime | None = WIRE, *, ahead: bool = False) -> str | None:
    found = meaning(label, text, published, ahead=ahead)
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019-12-05", "2019-12-05"),
        ("2019/12/05", "2019-12-05"),
        ("12/25/2019", "2019-12-25"),
        ("25/12/2019", "2019-12-25"),
        ("3/3/2019", "2019-03-03"),
        ("3/4/2019", "[2019-03-04,2019-04-03]"),
        ("Dec. 5, 2019", "2019-12-05"),
        ("DEC. 5, 2019", "2019-12-05"),
        ("December 27th, 2018", "2018-12-27"),
        ("5 December 2019", "2019-12-05"),
        ("5th of December 2019", "2019-12-05"),
        ("Monday, January 6, 2020", "2020-01-06"),
        ("December 5-7, 2019", "2019-12-05/2019-12-07"),
        ("5–7 December 2019", "2019-12-05/2019-12-07"),
        ("February 30, 2019", None),
        ("Feb. 29, 2020", "2020-02-29"),
        ("December 2019", "2019-12"),
        ("Sept. 2019", "2019-09"),
        ("May 2019", "2019-05"),
        ("November, 2016", "2016-11"),
        ("mid-June 2018", "2018-06~"),
        ("1965", "1965"),
        ("1910-1945", "1910/1945"),
        ("1919–33", "1919/1933"),
        ("1945-1910", None),
        ("from 1990 to 1995", "1990/1995"),
        ("since 2003", "2003/.."),
        ("the 1970s", "197X"),
        ("the early 1990s", "199X~"),
        ("the 19th century", "18XX"),
        ("21st century", "20XX"),
        ("the first quarter of 2019", "2019-01/2019-03"),
        ("fourth quarter of 2018", "2018-10/2018-12"),
        ("summer 2018", "2018-22"),
        ("three years", "P3Y"),
        ("45-year-old", "P45Y"),
        ("two days earlier", None),
        ("half a century", "P50Y"),
        ("a week", "P1W"),
        ("two decades", "P20Y"),
        ("18 months", "P18M"),
        ("five consecutive years", "P5Y"),
    ],
)
def test_dates_that_say_which_they_are_need_no_article(text: str, value: str | None) -> None:
    assert _value("DATE", text, None) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Thursday", "2019-12-05"),
        ("Wednesday", "2019-12-04"),
        ("Friday", "2019-11-29"),
        ("last Thursday", "2019-11-28"),
        ("next Thursday", "2019-12-12"),
        ("next Monday", "2019-12-09"),
        ("this Friday", "2019-12-06"),
        ("Dec. 5", "2019-12-05"),
        ("Dec. 16", "2019-12-16"),
        ("January 6", "2020-01-06"),
        ("Monday, January 6", "2020-01-06"),
        ("Sunday, Nov. 10", "2019-11-10"),
        ("July 4", "2019-07-04"),
        ("5-7 December", "2019-12-05/2019-12-07"),
        ("October last year", "2018-10"),
        ("March next year", "2020-03"),
        ("June this year", "2019-06"),
        ("July", "2019-07"),
        ("December", "2019-12"),
        ("late September", "2019-09~"),
        ("last April", "2019-04"),
        ("last December", "2018-12"),
        ("next March", "2020-03"),
        ("yesterday", "2019-12-04"),
        ("Today", "2019-12-05"),
        ("tomorrow", "2019-12-06"),
        ("last week", "2019-11-25/2019-12-01"),
        ("this week", "2019-12-02/2019-12-08"),
        ("next week", "2019-12-09/2019-12-15"),
        ("last weekend", "2019-11-30/2019-12-01"),
        ("this month", "2019-12"),
        ("last month", "2019-11"),
        ("next month", "2020-01"),
        ("last year", "2018"),
        ("this year", "2019"),
        ("late last year", "2018~"),
        ("the past year", "2018-12-05/2019-12-05"),
        ("last decade", "200X"),
        ("this century", "20XX"),
        ("last quarter", "2019-07/2019-09"),
        ("the third quarter", "2019-07/2019-09"),
        ("last summer", "2019-22"),
        ("next spring", "2020-21"),
        ("the last three years", "2016-12-05/2019-12-05"),
        ("the next two weeks", "2019-12-05/2019-12-19"),
        ("three years ago", "2016"),
        ("two months ago", "2019-10"),
        ("10 days ago", "2019-11-25"),
        ("a week ago", "2019-11-28~"),
        ("Thanksgiving", "2019-11-28?"),
        ("Christmas", "2019-12-25"),
        ("New Year's Day", "2020-01-01"),
    ],
)
def test_other_dates_are_told_from_the_day_of_publication(text: str, value: str) -> None:
    found = meaning("DATE", text, WIRE)
    assert found is not None
    assert found.value == value
    assert "published 2019-12-05" in found.by
    assert meaning("DATE", text, None) is None


@pytest.mark.parametrize("text", ["Labor Day", "last winter", "these days", "a few years", "3 to 5 years ago"])
def test_what_is_vague_or_differs_from_place_to_place_has_no_meaning(text: str) -> None:
    assert _value("DATE", text) is None


def test_what_lies_ahead_is_the_next_and_says_so() -> None:
    assert meaning("DATE", "Friday", WIRE, ahead=True) == ("2019-12-06", "the next such day, published 2019-12-05")
    assert meaning("DATE", "Friday", WIRE) == ("2019-11-29", "the last such day, published 2019-12-05")
    assert _value("DATE", "March", ahead=True) == "2020-03"
    assert _value("DATE", "March") == "2019-03"


def test_months_that_are_shorter_and_years_that_turn() -> None:
    assert _value("DATE", "last month", datetime(2020, 1, 31)) == "2019-12"
    assert _value("DATE", "two months ago", datetime(2020, 4, 30)) == "2020-02"
    assert _value("DATE", "the last two months", datetime(2020, 4, 30)) == "2020-02-29/2020-04-30"
    assert _value("DATE", "Dec. 30", datetime(2020, 1, 2)) == "2019-12-30"
    assert _value("DATE", "a thousand centuries ago") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("23:03:09", "T23:03:09"),
        ("8:30 a.m. EST", "T08:30-05:00"),
        ("3 p.m.", "T15:00"),
        ("12 a.m.", "T00:00"),
        ("12.15pm", "T12:15"),
        ("15:30 local time", "T15:30"),
        ("1430 UTC", "T14:30Z"),
        ("noon", "T12:00"),
        ("13 p.m.", None),
        ("24 hours", "PT24H"),
        ("an hour", "PT1H"),
        ("ninety minutes", "PT90M"),
        ("this morning", "2019-12-05T06/2019-12-05T12"),
        ("Wednesday afternoon", "2019-12-04T12/2019-12-04T18"),
        ("last night", "2019-12-04T20/2019-12-05T04"),
        ("tonight", "2019-12-05T20/2019-12-06T04"),
        ("tomorrow evening", "2019-12-06T18/2019-12-06T22"),
    ],
)
def test_times(text: str, value: str | None) -> None:
    assert _value("TIME", text) == value


@pytest.mark.parametrize(
    ("label", "text", "value"),
    [
        ("MONEY", "500 million U.S. dollars", "500000000 USD"),
        ("MONEY", "$1.2 billion", "1200000000 USD"),
        ("MONEY", "US$40", "40 USD"),
        ("MONEY", "$300-400 million", "300000000/400000000 USD"),
        ("MONEY", "€3m", "3000000 EUR"),
        ("MONEY", "5,000 yen", "5000 JPY"),
        ("MONEY", "GBP 20", "20 GBP"),
        ("MONEY", "2 million won", "2000000 KRW"),
        ("MONEY", "a million Canadian dollars", "1000000 CAD"),
        ("MONEY", "20 Mexican pesos", "20 MXN"),
        ("MONEY", "20 pesos", None),
        ("MONEY", "fifty cents", None),
        ("PERCENT", "2.5 percent", "2.5 %"),
        ("PERCENT", "3%", "3 %"),
        ("PERCENT", "two per cent", "2 %"),
        ("PERCENT", "3 to 5 percent", "3/5 %"),
        ("PERCENT", "two percentage points", "2 percentage points"),
        ("QUANTITY", "3,340 kilometers", "3340 km"),
        ("QUANTITY", "5-mile", "5 mi"),
        ("QUANTITY", "3.5 million tonnes", "3500000 t"),
        ("QUANTITY", "20 degrees Celsius", "20 °C"),
        ("QUANTITY", "80 km/h", "80 km/h"),
        ("QUANTITY", "sixty miles per hour", "60 mi/h"),
        ("QUANTITY", "12 square kilometres", "12 km²"),
        ("QUANTITY", "six feet", "6 ft"),
        ("MONEY", "1.5 trillion yen", "1500000000000 JPY"),
        ("MONEY", "RM1.2 million", "1200000 MYR"),
        ("MONEY", "₹10 crore", "100000000 INR"),
        ("MONEY", "more than $5 million", ">5000000 USD"),
        ("MONEY", "about $100", "~100 USD"),
        ("MONEY", "at least $20 million", "≥20000000 USD"),
        ("MONEY", "up to $3,000", "≤3000 USD"),
        ("MONEY", "between $5 and $7 million", "5000000/7000000 USD"),
        ("MONEY", "half a million dollars", "500000 USD"),
        ("MONEY", "$60 a barrel", "60 USD"),
        ("MONEY", "millions of dollars", None),
        ("PERCENT", "5% to 10%", "5/10 %"),
        ("PERCENT", "between 5 and 10 percent", "5/10 %"),
        ("PERCENT", "minus 0.3 percent", "-0.3 %"),
        ("PERCENT", "25 basis points", "0.25 percentage points"),
        ("PERCENT", "more than 60 per cent", ">60 %"),
        ("PERCENT", "a third", None),
        ("QUANTITY", "about 20 km", "~20 km"),
        ("QUANTITY", "half a mile", "0.5 mi"),
        ("QUANTITY", "38 °C", "38 °C"),
        ("QUANTITY", "20 metric tons", "20 t"),
        ("QUANTITY", "300,000 barrels per day", "300000 bbl/d"),
        ("QUANTITY", "60-80 km", "60/80 km"),
        ("QUANTITY", "6 feet 2 inches", None),
        ("QUANTITY", "three-quarters of a mile", None),
        ("QUANTITY", "several miles", None),
        ("ORDINAL", "first", "1"),
        ("ORDINAL", "21st", "21"),
        ("CARDINAL", "three", "3"),
        ("CARDINAL", "1,000", "1000"),
        ("CARDINAL", "twenty-one", "21"),
        ("CARDINAL", "a dozen", "12"),
        ("CARDINAL", "two hundred thousand", "200000"),
        ("CARDINAL", "five to ten", "5/10"),
        ("CARDINAL", "thousands", None),
        ("PERSON", "Three", None),
    ],
)
def test_amounts(label: str, text: str, value: str | None) -> None:
    assert _value(label, text) == value


def test_a_currency_that_is_taken_for_granted_says_so() -> None:
    assert meaning("MONEY", "$5", None) == ("5 USD", "the dollar taken for the US one")
    assert meaning("MONEY", "5 U.S. dollars", None) == ("5 USD", "as written")


_PIECES = (
    "last |next |the |three |3|0|99999|day|month|century|centuries| ago|s|-|/| to |Dec. |May|Friday|quarter|year|$|%"
)


@given(
    st.sampled_from(_LABELS),
    st.lists(st.sampled_from(_PIECES.split("|")), max_size=6).map("".join) | st.text(max_size=20),
    st.none() | st.datetimes(),
    st.booleans(),
)
def test_any_text_has_a_meaning_in_form_or_none(label: str, text: str, published: datetime | None, ahead: bool) -> None:
    found = meaning(label, text, published, ahead=ahead)
    if found is not None and label == "DATE":
        assert _EDTF.fullmatch(found.value)


@pytest.mark.parametrize(
    ("published", "place", "value", "by"),
    [
        ("2019-12-05T23:03:09+00:00", "TOKYO", "2019-12-06", "published 2019-12-06 in TOKYO"),
        ("2019-12-06T02:00:00+00:00", "Washington, D.C.", "2019-12-05", "published 2019-12-05 in Washington, D.C."),
        ("2019-12-05T12:00:00+00:00", "TOKYO", "2019-12-05", "published 2019-12-05"),
        ("2019-12-05T23:03:09+00:00", "NOWHERE", "2019-12-05", "published 2019-12-05"),
        ("2019-12-05T23:03:09+00:00", None, "2019-12-05", "published 2019-12-05"),
        # What names no zone is told by the clocks of the place.
        ("2019-12-05T23:03:09", "TOKYO", "2019-12-05", "published 2019-12-05"),
    ],
)
def test_today_is_the_day_at_the_place_of_the_dateline(published: str, place: str | None, value: str, by: str) -> None:
    text = "They meet today."
    found = meaning_of("DATE", text, Span(10, 15), datetime.fromisoformat(published), place)
    assert found is not None
    assert (found.value, found.by) == (value, by)


def test_a_moment_stays_the_same_by_other_clocks_also_at_the_end_of_the_calendar() -> None:
    last = datetime.max.replace(tzinfo=UTC)
    assert at_place(last, "Tokyo") == last
    assert at_place(None, "Tokyo") is None
