"""What could stand at the cursor of a query; `|` is the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.desk.completion import Known, complete
from annotations.desk.filtering import FIELDS, QueryError, parse

KNOWN = Known(
    tags=["war", "trade"],
    sources=["Reuters", "Meridian News", 'The "Times"'],
    labels=["PERSON", "ORG"],
    entities=["South Korea", "Seoul", "North Korea"],
)


@pytest.mark.parametrize(
    ("query", "completed"),
    [
        ("|", [f"{field}:" for field in FIELDS]),
        ("tax s|", ["tax source:", "tax state:"]),
        ("tax -s| x", ["tax -source: x", "tax -state: x"]),
        ("is:|", ["is:unread", "is:flagged", "is:annotated", "is:done", "is:undecided"]),
        ("-has:no|", ["-has:notes"]),
        ("state:r|", ["state:reading"]),
        ("tag:|", ["tag:war", "tag:trade"]),
        ("label:per|", ["label:PERSON"]),
        ("source:n|", ['source:"Meridian News"']),
        ('entity:"north k|', ['entity:"North Korea"']),
        ("entity:se|", ["entity:Seoul"]),
        ("entity:kor|", ['entity:"South Korea"', 'entity:"North Korea"']),
        ("entity:so|", ['entity:"South Korea"']),
        ('tag:"a b" ta|', ['tag:"a b" tag:']),
        ("is:done|", []),
        ("after:|", []),
        ("nonsense:x|", []),
        ('"tag:t|', []),
    ],
)
def test_completion(query: str, completed: list[str]) -> None:
    cursor = query.index("|")
    text = query.replace("|", "")
    candidates = complete(text, cursor, KNOWN)
    assert [text[: each.start] + each.text + text[each.end :] for each in candidates] == completed


@given(st.text(alphabet='aeis:"- ', max_size=10))
def test_a_value_that_is_offered_is_understood(query: str) -> None:
    for each in complete(query, len(query), KNOWN):
        if not each.text.endswith(":"):
            try:
                parse(query[: each.start])
            except QueryError:
                continue
            assert parse(query[: each.start] + each.text).tests
