"""What is read and written quickly is what is read and written slowly."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, astuple, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.notes.documents import to_document, to_note, whole_note
from annotations.notes.note import Decision, Kind, Note, Status
from annotations.notes.quick_json import dumps, loads
from annotations.notes.quick_notes import quick_note
from annotations.notes.selectors import is_quoted, quote
from annotations.text.graphemes import is_boundary, is_plain
from annotations.text.span import Span

TIME = "2024-12-05T08:30:00.000000+00:00"
# All characters, lone surrogates too.
TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)
PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS
VALUES = st.dictionaries(TEXTS, PLAIN | st.lists(PLAIN, max_size=3), max_size=5)
NOTES = st.builds(
    Note,
    id=TEXTS.filter(bool),
    kind=st.sampled_from([Kind.NOTE, Kind.ENTITY]),
    article=TEXTS.filter(bool),
    article_sha256=TEXTS,
    start=st.just(3),
    end=st.integers(3, 9),
    quote=TEXTS,
    prefix=TEXTS,
    suffix=TEXTS,
    author=TEXTS,
    created=st.just(TIME),
    modified=st.just(TIME),
    label=st.none() | TEXTS,
    decision=st.none() | st.sampled_from(Decision),
    tags=st.lists(TEXTS).map(tuple),
    status=st.sampled_from(Status),
)


@given(VALUES)
def test_json_is_written_byte_by_byte_as_pythons_own(value: object) -> None:
    own = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    assert dumps(value) == own
    assert loads(own) == json.loads(own)


def test_a_number_of_more_than_64_bits_is_written_whole() -> None:
    assert dumps({"a": 2**70}) == b'{"a":%d}' % 2**70


@pytest.mark.parametrize("data", [b"NaN", b'"\\ud800"', b'{"a": 1, "a": 2}', b"-0"])
def test_what_orjson_does_not_know_is_read_all_the_same(data: bytes) -> None:
    assert repr(loads(data)) == repr(json.loads(data))


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"01"])
def test_what_is_no_json_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        loads(data)


@given(NOTES)
def test_a_note_that_is_made_quickly_is_the_same(note: Note) -> None:
    made = quick_note(*(getattr(note, field.name) for field in fields(Note)))
    assert type(made) is Note
    assert (made, hash(made), astuple(made)) == (note, hash(note), astuple(note))
    with pytest.raises(FrozenInstanceError):
        made.body = "other"  # type: ignore[misc]
    document = to_document(note)
    assert whole_note(document, quick_note) == whole_note(document, quick_note, sound=True) == to_note(document) == note


@given(st.text("aé\r\n\u0301👩\U0001f3fd", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_in_a_plain_stretch_there_is_a_boundary_everywhere(text: str, start: int, end: int) -> None:
    if is_plain(text, start, end):
        assert all(is_boundary(text, at) for at in range(start, end + 1))


@given(st.text("ab\r\u0301", max_size=80), st.integers(0, 80), st.integers(0, 80), st.sampled_from(["", "a"]))
def test_what_is_quoted_is_what_quoting_gives(text: str, start: int, end: int, more: str) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    said = quote(text, Span(start, end))
    note = Note("n", Kind.NOTE, "a", "", start, end, said.quote, said.prefix + more, said.suffix, "", TIME, TIME)
    assert is_quoted(note, text) == (not more and is_plain(text, max(start - 32, 0), end + 32))
