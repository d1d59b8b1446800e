"""Notes and article states as the plain documents of the TinyDB file (docs/formats.md), and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from annotations.notes.note import ArticleState, Decision, Kind, Note, Status

NOTES = "notes"
ARTICLES = "articles"
META = "meta"
SCHEMA = 1

ARTICLE_STATES = ("new", "reading", "done")

_STORED_NAME = {"source": "from", "target": "to"}
_NOTE_FIELDS = tuple((field.name, _STORED_NAME.get(field.name, field.name)) for field in fields(Note))
_ARTICLE_FIELDS = tuple((field.name, field.name) for field in fields(ArticleState))

_Choice = TypeVar("_Choice", bound=StrEnum)


class Malformed(ValueError):
    """A document that is not what docs/formats.md says; `field` is the first field at fault."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(f"the field '{field}' {what}")
        self.field = field


def key_of(value: Note | ArticleState) -> tuple[str, str]:
    """The table a value belongs to, and what it is known by there: a note's id, an article's name."""
    return (NOTES, value.id) if isinstance(value, Note) else (ARTICLES, value.article)


def to_document(value: Note | ArticleState) -> dict[str, object]:
    """All fields of a value, each made of what JSON has."""
    names = _NOTE_FIELDS if isinstance(value, Note) else _ARTICLE_FIELDS
    return {stored: _plain(getattr(value, name)) for name, stored in names}


def to_value(table: str, document: Mapping[str, object]) -> Note | ArticleState:
    """The value of a document of the table `notes` or `articles`; raises `Malformed`."""
    return to_note(document) if table == NOTES else to_article_state(document)


def to_note(document: Mapping[str, object]) -> Note:
    """The note of a document; fields that are not the contract's are passed over; raises `Malformed`."""
    kind = _choice(document, "kind", Kind)
    if kind is None:
        raise Malformed("kind", "is missing")
    start, end = _offset(document, "start"), _offset(document, "end")
    if (start is None) != (end is None):
        raise Malformed("end", "is null and 'start' is not, or the other way round")
    if start is not None and end is not None and end < start:
        raise Malformed("end", f"is {end}, before 'start'")
    created = _time(document, "created")
    source, target = _optional_text(document, "from"), _optional_text(document, "to")
    if kind is Kind.RELATION and (source is None or target is None):
        raise Malformed("from" if source is None else "to", "is missing, in a relation")
    return Note(
        id=_name(document, "id"),
        kind=kind,
        article=_name(document, "article"),
        article_sha256=_text(document, "article_sha256"),
        start=start,
        end=end,
        quote=_text(document, "quote"),
        prefix=_text(document, "prefix", ""),
        suffix=_text(document, "suffix", ""),
        author=_text(document, "author", ""),
        created=created,
        modified=_time(document, "modified", created),
        label=_optional_text(document, "label"),
        decision=_choice(document, "decision", Decision),
        body=_text(document, "body", ""),
        tags=_tags(document),
        source=source,
        target=target,
        status=_choice(document, "status", Status) or Status.ANCHORED,
    )


def to_article_state(document: Mapping[str, object]) -> ArticleState:
    """The article state of a document; raises `Malformed`."""
    state = _text(document, "state", "new")
    if state not in ARTICLE_STATES:
        raise Malformed("state", f"is {state!r}, not one of {', '.join(ARTICLE_STATES)}")
    flag = document.get("flag", False)
    if not isinstance(flag, bool):
        raise Malformed("flag", "is neither true nor false")
    return ArticleState(_name(document, "article"), _text(document, "article_sha256", ""), state, flag, _tags(document))


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _text(document: Mapping[str, object], field: str, default: str | None = None) -> str:
    value = document.get(field, default)
    if not isinstance(value, str):
        raise Malformed(field, "is not a string" if field in document else "is missing")
    return value


def _name(document: Mapping[str, object], field: str) -> str:
    name = _text(document, field)
    if not name:
        raise Malformed(field, "is empty")
    return name


def _optional_text(document: Mapping[str, object], field: str) -> str | None:
    return None if document.get(field) is None else _text(document, field)


def _time(document: Mapping[str, object], field: str, default: str | None = None) -> str:
    time = _text(document, field, default)
    try:
        datetime.fromisoformat(time)
    except ValueError:
        raise Malformed(field, "is not an ISO 8601 time") from None
    return time


def _offset(document: Mapping[str, object], field: str) -> int | None:
    if field not in document:
        raise Malformed(field, "is missing")
    value = document[field]
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Malformed(field, "is neither a whole number from 0 nor null")
    return value


def _choice(document: Mapping[str, object], field: str, choices: type[_Choice]) -> _Choice | None:
    value = _optional_text(document, field)
    try:
        return None if value is None else choices(value)
    except ValueError:
        raise Malformed(field, f"is {value!r}, not one of {', '.join(choices)}") from None


def _tags(document: Mapping[str, object]) -> tuple[str, ...]:
    tags = document.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise Malformed("tags", "is not a list of strings")
    return tuple(tags)
