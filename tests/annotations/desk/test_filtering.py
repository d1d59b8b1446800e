"""The filter language."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.desk.filtering import FIELDS, VALUES, QueryError, going_on, parse
from annotations.desk.rows import Row

ROW = Row(
    "asia/a.txt", "Export controls tighten", "Reuters", datetime(2020, 3, 5, 10), "Jane Doe", 300, 2, 1, "reading",
    True, ("trade",), 7, (("GPE", "South Korea"), ("PERSON", "Shinzo Abe")), 0.5,
    ("2019-12-05", "199X", "2020-01~/..", "P3Y", "T10:00"),
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
        ("- 10:30 :x", False),
        ("source:reuters", True),
        ("tag:trade -tag:war", True),
        ("tag:tra", False),
        ("state:reading", True),
        ("is:unread is:flagged is:annotated", True),
        ("is:done", False),
        ("has:notes has:entities has:tags", True),
        ("entity:abe label:person", True),
        ('entity:"south korea" -entity:japan', True),
        ("label:per", False),
        ("after:2020-03", True),
        ("after:2020-03-06", False),
        ("before:2020-03", False),
        ("before:2020-03-06", True),
        ("before:2021", True),
        ("mentions:2019-12-05", True),
        ("mentions:2019-12-06", False),
        ("mentions:2019-12", True),
        ("mentions:1995-04", True),
        ("mentions:2019-11..2019-12", True),
        ("mentions:2019-12-06/2019-12-31", False),
        ("mentions:2030", True),
        ("mentions:..1980", False),
        ("mentions:198X -mentions:2019", False),
    ],
)
def test_terms(query: str, matches: bool) -> None:
    assert parse(query).matches(ROW) is matches


def test_only_a_query_that_asks_for_names_needs_them() -> None:
    assert [parse(query).named for query in ("tokyo", "-label:GPE", "is:done entity:x")] == [False, True, True]


@pytest.mark.parametrize(
    ("query", "start", "said"),
    [
        ("tax is:unred", 4, ("is:unred", "is:unread?")),
        ("-state:lost", 0, ("-state:lost", "state: can be new, reading, done")),
        ("a sorce:x", 2, ("sorce:x", "source:?")),
        ("http://x", 0, ("http://x", "in quotation marks", "note:, tag:, source:")),
        ("after:soon", 0, ("after:soon", "2020-01-31")),
        ("before:2020-02-30", 0, ("before:2020-02-30",)),
        ("after:2020-W01-1", 0, ("after:2020-W01-1",)),
        ('x tag:"open quote', 6, ('"open quote', "quotation mark")),
        ("has:x", 0, ("has:x", "notes")),
        ('a tag: b source:""', 2, ("tag:", "of what?")),
    ],
)
def test_a_query_that_cannot_be_understood_says_which_term_and_where(
    query: str, start: int, said: tuple[str, ...]
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.start == start
    assert query[start:].startswith(caught.value.term)
    assert all(each in str(caught.value) for each in (*said, f"character {start + 1}"))


OF_WORDS = ("text", "title", "note")
"""Fields that no row answers."""
WORDS = st.sampled_from(["a", "B", "south korea", "ß", "SS", "2020", "x-y"])
ROWS = st.builds(
    Row,
    name=WORDS,
    title=WORDS,
    source=st.none() | WORDS,
    published=st.none() | st.datetimes(datetime(2019, 12, 30), datetime(2020, 1, 3)),
    author=st.none() | WORDS,
    words=st.just(1),
    entities=st.integers(0, 1),
    notes=st.integers(0, 1),
    state=st.sampled_from(VALUES["state"]),
    flag=st.booleans(),
    tags=st.lists(WORDS, max_size=2).map(tuple),
    named=st.lists(st.tuples(st.sampled_from(["ORG", "GPE"]), WORDS), max_size=2).map(tuple),
    dated=st.lists(st.sampled_from(["2020-01-02", "2019", "P3Y"]), max_size=2).map(tuple),
)


@st.composite
def terms(draw: st.DrawFn) -> str:
    field = draw(st.sampled_from([*(field for field in FIELDS if field not in OF_WORDS), ""]))
    if field in VALUES:
        return f"{field}:{draw(st.sampled_from(VALUES[field]))}"
    if field == "mentions":
        return f"mentions:{draw(st.sampled_from(['2020', '2019-12..2020-01', '201X']))}"
    if field in ("after", "before"):
        return f"{field}:{draw(st.sampled_from(['2020', '2019-12', '2020-01-01', '2020-01-02']))}"
    value = draw(WORDS | st.just("gpe"))
    return f'{field}:"{value}"' if field else f'"{value}"'


@given(terms(), st.lists(ROWS))
def test_a_term_and_its_negation_share_the_rows_out(term: str, rows: list[Row]) -> None:
    having, lacking = parse(term), parse(f"-{term}")
    assert all(having.matches(row) is not lacking.matches(row) for row in rows)


@given(st.lists(terms()), ROWS)
def test_all_terms_must_hold_in_any_order(found: list[str], row: Row) -> None:
    each = all(parse(term).matches(row) for term in found)
    assert parse(" ".join(found)).matches(row) is each
    assert parse("  ".join(reversed(found))).matches(row) is each


@given(st.text(alphabet='ab :"-\n', max_size=12))
def test_any_text_is_understood_or_refused_with_its_place(query: str) -> None:
    fault: QueryError | None = None
    try:
        parse(query).matches(ROW)
    except QueryError as error:
        fault = error
    assert fault is None or query[fault.start :].startswith(fault.term)


@pytest.mark.parametrize(
    "whole",
    ["", "t", "night tr ", '"night tr"', "night. ", "U.S", "tr*", "-tr", "東京", "source:reu", "NEAR(a bc)", "̈"],
)
def test_what_is_typed_is_taken_as_it_stands_when_it_is_whole(whole: str) -> None:
    assert going_on(whole) == whole


@pytest.mark.parametrize("typed", ["tr", "night tr", "title:tr", "note:tr", "is:done zür", '"a b" 2019'])
def test_the_last_word_may_go_on_while_it_is_typed(typed: str) -> None:
    assert going_on(typed) == f"{typed}*"


def test_what_is_wrong_with_a_query_is_told_while_it_is_typed() -> None:
    with pytest.raises(QueryError, match="a quotation mark is missing"):
        going_on('night "tr')
