"""The filter language."""

from __future__ import annotations

from datetime import datetime

import pytest

from annotations.desk.filtering import QueryError, parse
from annotations.desk.rows import Row

ROW = Row(
    "asia/a.txt", "Export controls tighten", "Reuters", datetime(2020, 3, 5, 10), "Jane Doe", 300, 2, 1, "reading",
    True, ("trade",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("", True),
        ("export", True),
        ("EXPORT jane", True),
        ("export tax", False),
        ('"export controls"', True),
        ('"controls export"', False),
        ("-tax", True),
        ("-export", False),
        ("source:reuters", True),
        ("tag:trade -tag:war", True),
        ("tag:tra", False),
        ("state:reading", True),
        ("is:unread is:flagged is:annotated", True),
        ("is:done", False),
        ("has:notes", True),
        ("after:2020-03", True),
        ("after:2020-03-06", False),
        ("before:2020-03", False),
        ("before:2020-03-06", True),
        ("before:2021", True),
    ],
)
def test_terms(query: str, matches: bool) -> None:
    assert parse(query).matches(ROW) is matches


@pytest.mark.parametrize("query", ["is:nonsense", "state:lost", "nofield:x", "after:soon", 'open "quote', "has:x"])
def test_a_query_that_cannot_be_understood_says_which_term(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert query.split('"')[-1].split(":")[0] in str(caught.value)
