"""Notes and article states as the plain documents of the TinyDB file (docs/formats.md), and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from itertools import product
from operator import itemgetter
from typing import Any, TypeVar

from annotations.notes.note import ArticleState, Decision, Kind, Note, Status

NOTES = "notes"
ARTICLES = "articles"
META = "meta"
SCHEMA = 1

ARTICLE_STATES = ("new", "reading", "done")

_STORED_NAME = {"source": "from", "target": "to"}
NOTE_FIELDS = tuple(_STORED_NAME.get(field.name, field.name) for field in fields(Note))
"""The fields of a document of the table `notes`, in the order of those of `Note`."""

_IN_ORDER = itemgetter(*NOTE_FIELDS)
_KINDS: dict[object, Kind] = {str(kind): kind for kind in Kind}
_STATUSES: dict[object, Status] = {str(status): status for status in Status}
_DECISIONS: dict[object, Decision | None] = {None: None, **{str(decision): decision for decision in Decision}}
_WRITTEN: dict[object, str | None] = {None: None, **{each: each.value for each in (*Kind, *Decision, *Status)}}
_NONE = type(None)
_TYPES = frozenset(
    (str, str, str, str, offset, offset, *[str] * 6, label, decision, str, list, source, target, str)
    for offset in (int, _NONE)
    for label, decision, source, target in product((str, _NONE), repeat=4)
)
"""The types that the values of a whole note have, in their order."""

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
    if isinstance(value, ArticleState):
        return {
            "article": value.article,
            "article_sha256": value.article_sha256,
            "state": value.state,
            "flag": value.flag,
            "tags": list(value.tags),
        }
    # One by one, since this takes half the time of asking for all fields by their names.
    return {
        "id": value.id,
        "kind": _WRITTEN[value.kind],
        "article": value.article,
        "article_sha256": value.article_sha256,
        "start": value.start,
        "end": value.end,
        "quote": value.quote,
        "prefix": value.prefix,
        "suffix": value.suffix,
        "author": value.author,
        "created": value.created,
        "modified": value.modified,
        "label": value.label,
        "decision": _WRITTEN[value.decision],
        "body": value.body,
        "tags": list(value.tags),
        "from": value.source,
        "to": value.target,
        "status": _WRITTEN[value.status],
    }


def to_value(table: str, document: Mapping[str, object]) -> Note | ArticleState:
    """The value of a document of the table `notes` or `articles`; raises `Malformed`."""
    return to_note(document) if table == NOTES else to_article_state(document)


def to_note(document: Mapping[str, object]) -> Note:
    """The note of a document; fields that are not the contract's are passed over; raises `Malformed`."""
    return whole_note(document) or _looked_at(document)


def whole_note(document: Mapping[str, object], make: Callable[..., Note] = Note, *, sound: bool = False) -> Note | None:
    """The note of a document that has every field, as postil writes them, made by `make` of all its values; else None.

    Half the time of looking at each field by itself, which counts where all notes of a file are read; still less where
    the values are known to be `sound`.
    """
    try:
        values = _IN_ORDER(document)
        if not sound and not _are_sound(values):
            return None
        name, kind, article, sha256, start, end, quote, prefix, suffix, author, created, modified, *_ = values
        label, decision, body, tags, source, target, status = values[12:]
        return make(
            name,
            _KINDS[kind],
            article,
            sha256,
            start,
            end,
            quote,
            prefix,
            suffix,
            author,
            created,
            modified,
            label,
            _DECISIONS[decision],
            body,
            tuple(tags),
            source,
            target,
            _STATUSES[status],
        )
    except (KeyError, TypeError, ValueError):
        return None


def _are_sound(values: tuple[Any, ...]) -> bool:
    """Whether the values of all fields are what they should be, but for the words of which there are few."""
    if tuple(map(type, values)) not in _TYPES:
        return False
    name, kind, article, _, start, end = values[:6]
    created, modified = values[10:12]
    tags, source, target = values[15:18]
    datetime.fromisoformat(created)
    if modified != created:
        datetime.fromisoformat(modified)
    placed = start is None or 0 <= start <= end
    tagged = not tags or set(map(type, tags)) == {str}
    related = kind != Kind.RELATION or (source is not None and target is not None)
    return bool(name and article and placed and tagged and related)


def _looked_at(document: Mapping[str, object]) -> Note:
    """The note of a document, field by field; raises `Malformed` with the first that is at fault."""
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
