from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.notes.documents import (
    Malformed,
    to_article_state,
    to_document,
    to_note,
)
from annotations.notes.note import ArticleState, Decision, Kind, Note, Status


def test_a_relation_has_all_fields_of_the_contract(make_note: Callable[..., Note]) -> None:
    relation = make_note(
        kind=Kind.RELATION, start=None, end=None, quote="", prefix="", suffix="", label="WORKS_FOR", tags=("x", "y"),
        source="0190-0002", target="0190-0003",
    )  # fmt: skip
    assert to_document(relation) == {
        "id": "0190-0001",
        "kind": "relation",
        "article": "a.txt",
        "article_sha256": "0" * 64,
        "start": None,
        "end": None,
        "quote": "",
        "prefix": "",
        "suffix": "",
        "label": "WORKS_FOR",
        "decision": None,
        "body": "",
        "tags": ["x", "y"],
        "from": "0190-0002",
        "to": "0190-0003",
        "author": "ada",
        "created": "2024-12-05T08:30:00.000000+00:00",
        "modified": "2024-12-05T08:30:00.000000+00:00",
        "status": "anchored",
    }
    assert to_note(to_document(relation)) == relation


NOTES = st.builds(
    Note,
    id=st.text(min_size=1),
    kind=st.sampled_from([Kind.NOTE, Kind.ENTITY]),
    article=st.text(min_size=1),
    article_sha256=st.text(),
    start=st.integers(0, 50),
    end=st.integers(50, 99),
    quote=st.text(),
    prefix=st.text(),
    suffix=st.text(),
    author=st.text(),
    created=st.datetimes().map(lambda time: time.isoformat()),
    modified=st.datetimes().map(lambda time: time.isoformat()),
    label=st.none() | st.text(),
    decision=st.none() | st.sampled_from(Decision),
    body=st.text(),
    tags=st.lists(st.text()).map(tuple),
    status=st.sampled_from(Status),
)


@given(NOTES)
def test_notes_survive(note: Note) -> None:
    assert to_note(to_document(note)) == note


@given(st.builds(ArticleState, st.text(min_size=1), st.text(), st.sampled_from(["new", "reading", "done"])))
def test_article_states_survive(state: ArticleState) -> None:
    assert to_article_state(to_document(state)) == state


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("id", 7),
        ("kind", "remark"),
        ("kind", None),
        ("article", None),
        ("start", True),
        ("start", "6"),
        ("start", -1),
        ("end", 5),
        ("end", None),
        ("end", 11.0),
        ("quote", None),
        ("body", ["text"]),
        ("tags", "tag"),
        ("tags", [1]),
        ("decision", "maybe"),
        ("status", "lost"),
        ("created", "yesterday"),
    ],
)
def test_a_malformed_field_is_named(make_note: Callable[..., Note], field: str, value: object) -> None:
    with pytest.raises(Malformed) as caught:
        to_note({**to_document(make_note()), field: value})
    assert caught.value.field == field


JUNK = (
    st.none() | st.booleans() | st.integers(-1, 9) | st.floats() | st.text(max_size=3) | st.lists(st.text() | st.none())
)


@given(
    NOTES,
    st.sampled_from(
        (
            "id",
            "kind",
            "article",
            "start",
            "end",
            "quote",
            "created",
            "label",
            "decision",
            "tags",
            "from",
            "to",
            "status",
        )
    ),
    JUNK,
)
def test_a_document_with_all_fields_is_read_as_one_that_leaves_a_field_out(
    note: Note, field: str, junk: object
) -> None:
    document = {**to_document(replace(note, prefix="")), field: junk}
    assert read(document) == read({name: value for name, value in document.items() if name != "prefix"})


def read(document: dict[str, object]) -> Note | str:
    try:
        return to_note(document)
    except Malformed as error:
        return error.field


def test_a_relation_needs_both_its_ends(make_note: Callable[..., Note]) -> None:
    with pytest.raises(Malformed, match="'to'"):
        to_note({**to_document(make_note()), "kind": "relation", "from": "x"})


def test_what_another_program_left_out_has_its_plain_meaning(make_note: Callable[..., Note]) -> None:
    document = to_document(make_note())
    for field in ("prefix", "suffix", "author", "modified", "label", "decision", "body", "tags", "from", "to"):
        del document[field]
    note = to_note(document)
    assert (note.modified, note.body, note.tags, note.label) == (note.created, "", (), None)


@pytest.mark.parametrize(("field", "value"), [("state", "finished"), ("flag", 1), ("article", ""), ("tags", None)])
def test_a_malformed_article_state_is_named(field: str, value: object) -> None:
    with pytest.raises(Malformed) as caught:
        to_article_state({**to_document(ArticleState("a", "")), field: value})
    assert caught.value.field == field
