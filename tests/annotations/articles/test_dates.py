from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.dates import parse_date


def east(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-12-05 23:03:09", datetime(2019, 12, 5, 23, 3, 9)),
        ("2019-12-05", datetime(2019, 12, 5)),
        ("2019-12-05T10:00:00Z", datetime(2019, 12, 5, 10, tzinfo=UTC)),
        ("Thu, 05 Dec 2019 10:00:00 +0900", datetime(2019, 12, 5, 10, tzinfo=east(9))),
        ("Dec. 5, 2019 at 10:30 a.m. EST", datetime(2019, 12, 5, 10, 30, tzinfo=east(-5))),
        ("December 5, 2019 | 3:04 PM", datetime(2019, 12, 5, 15, 4)),
        ("5 Dec 2019, 10:30 (GMT)", datetime(2019, 12, 5, 10, 30, tzinfo=UTC)),
        ("Friday, December 25, 2020 ", datetime(2020, 12, 25)),
    ],
)
def test_times_as_news_writes_them(text: str, expected: datetime) -> None:
    found = parse_date(text)
    assert found == expected
    assert found is not None
    assert (found.tzinfo is None) == (expected.tzinfo is None)


@pytest.mark.parametrize(
    "text",
    ["", "today", "12/05/2019", "2019-13-45", "99999-01-01", "9" * 50, "Dec. 5, 2019 25:99", "May", "2019-12-05 " * 9],
)
def test_what_names_no_moment_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.text(st.sampled_from("0123456789-:/., TZJanDec+pm|@()at"), max_size=80))
def test_no_text_is_an_error(text: str) -> None:
    assert parse_date(text) is None or isinstance(parse_date(text), datetime)
