from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.notes.layout import Document, Tables, decode, encode
from annotations.problem import PostilError, Problem


def problem_of(data: bytes) -> Problem:
    with pytest.raises(PostilError) as caught:
        decode(data, "n.json")
    assert caught.value.problem.file == "n.json"
    assert caught.value.problem.remedy
    return caught.value.problem


def test_one_document_a_line_by_article_and_id_with_sorted_keys() -> None:
    tables: Tables = {
        "meta": {"1": {"schema": 1}},
        "notes": {
            "7": {"id": "2", "article": "b"},
            "10": {"id": "3", "article": "a"},
            "9": {"id": "1", "article": "b"},
        },
        "more": {},
    }
    assert encode(tables).decode() == (
        '{"notes": {\n'
        '"10": {"article": "a", "id": "3"},\n'
        '"9": {"article": "b", "id": "1"},\n'
        '"7": {"article": "b", "id": "2"}\n'
        "},\n"
        '"meta": {\n'
        '"1": {"schema": 1}\n'
        "},\n"
        '"more": {}}\n'
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just("\udc80"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
Table = dict[str, Document]
DOCUMENTS = st.dictionaries(st.text(), JSON, max_size=4)
TABLES = st.dictionaries(st.integers(0, 2**53).map(str), DOCUMENTS, max_size=4)


@given(TABLES, TABLES, st.dictionaries(st.text(), TABLES, max_size=2))
def test_what_is_encoded_is_decoded_by_anyone(notes: Table, articles: Table, others: Tables) -> None:
    tables: Tables = {**others, "notes": notes, "articles": articles}
    assert decode(encode(tables), "") == json.loads(encode(tables)) == tables


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (b'{"notes": {\n"1": {"id": "a"},\n"2": {"id" "b"}\n}}\n', 3, "not JSON (column 12"),
        (b'{"notes": {\n"1": {"id": "a"},\n"2": {"id": "b', 3, "breaks off"),
        (b'{"notes": {\n"1": {"id": "a"}', 2, "breaks off"),
        (b"\0" * 512, 1, "not JSON"),
        (b"\xef\xbb\xbf{}", 1, "byte order mark"),
        (b'{"notes": {\n"1": {"body": "\xe9"}}}', 2, "not UTF-8"),
        (b'{"notes": {\n"1": {},\n<<<<<<< HEAD\n"2": {}\n=======\n', 3, "conflict markers"),
        (b'{"notes": {\n"1": {"id": "a"},\n"1": {"id": "b"}\n}}', 3, "the key '1' twice"),
        (b'{"notes": {"1": {"body": "a", "body": "b"}}}', None, "the key 'body' twice"),
        (b"[]", 1, "no tables"),
        (b'{"meta": {},\n"notes": 1}', 2, "'notes' is no table"),
        (b'{"notes": {\n"1": {},\n"x": {}}}', 3, "'x' in the table 'notes'"),
        (b'{"notes": {\n"1": []}}', 2, "'1' in the table 'notes'"),
        (b'{"_default": {"1": {"name": "Ada"}}}', None, "not one of notes"),
        (b"[" * 100_000, None, "not a notes file"),
    ],
)
def test_damage_is_named_with_its_line(data: bytes, line: int | None, what: str) -> None:
    problem = problem_of(data)
    assert problem.line == line
    assert what in problem.what


@pytest.mark.parametrize("length", [1, 10, 40, 60])
def test_any_beginning_of_a_file_is_damaged(length: int) -> None:
    data = encode({"notes": {"1": {"id": "a", "article": "\N{GRINNING FACE}"}, "2": {"id": "b"}}})
    assert problem_of(data[:length]).line is not None
