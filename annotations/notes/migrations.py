"""Documents of older schemas as those of the present one, a version at a time. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from annotations.notes.documents import ARTICLES, META, NOTES, SCHEMA
from annotations.notes.layout import Document, Tables, encode_row

Migration = Callable[[str, str, Document], Document]
"""A document of the next version, from table, number and document. Whoever does it twice gets the same."""

_EPOCH = "1970-01-01T00:00:00.000000+00:00"
_RANDOM_BITS = 62


def _from_0(table: str, number: str, document: Document) -> Document:
    """Schema 0 is a file without `meta`, as scripts make one with plain TinyDB: all that can be told is filled in.

    `article` cannot; a document without it is malformed, as is one with a field of another type.
    """
    if table != NOTES:
        return document
    created = document.get("created") or document.get("modified") or _EPOCH
    filled: Document = {"start": None, "end": None, "quote": "", "article_sha256": "", **document, "created": created}
    filled.setdefault("kind", _kind(document))
    if filled["kind"] == "entity" and document.get("decision") is None:
        filled["decision"] = "added"
    filled.setdefault("id", _id(number, document, created))
    return filled


MIGRATIONS: dict[int, Migration] = {0: _from_0}
"""What makes of a document of the version the one of the next."""


def schema_of(tables: Tables) -> object:
    """The version of a file: what its `meta` says, 0 where there is none; None where there are no documents either."""
    schemas = [document["schema"] for document in tables.get(META, {}).values() if "schema" in document]
    if schemas:
        return schemas[-1]
    return 0 if tables.get(NOTES) or tables.get(ARTICLES) else None


def older(schema: object) -> int | None:
    """The version, if it is one that can be brought up to the present one."""
    return schema if isinstance(schema, int) and 0 <= schema < SCHEMA else None


def migrated(table: str, number: str, document: Document, schema: int) -> Document:
    """A document of an older version as one of the present."""
    for version in range(schema, SCHEMA):
        document = MIGRATIONS[version](table, number, document)
    return document


def migrated_tables(tables: Tables, schema: int) -> Tables:
    """All of a file of an older version as it would be in the present one."""
    found = {
        table: {number: migrated(table, number, document, schema) for number, document in documents.items()}
        for table, documents in tables.items()
    }
    meta = {number: document for number, document in found.get(META, {}).items() if "schema" not in document}
    free = str(1 + max(map(int, meta), default=0))
    return {**found, META: {**meta, free: {"schema": SCHEMA}}}


def _kind(document: Document) -> str:
    if document.get("from") is not None and document.get("to") is not None:
        return "relation"
    return "entity" if document.get("decision") is not None or document.get("label") is not None else "note"


def _id(number: str, document: Document, created: object) -> str:
    """A UUID of version 7 whose time is that of creation and whose random part follows from the document."""
    import uuid

    from annotations.text import hashing

    try:
        milliseconds = max(0, int(datetime.fromisoformat(str(created)).timestamp() * 1000))
    except (ValueError, OverflowError):
        milliseconds = 0
    digest = int.from_bytes(hashing.sha256(encode_row(number, document)).digest()[:10])
    counter, tail = digest >> (_RANDOM_BITS + 6), digest & ((1 << _RANDOM_BITS) - 1)
    return str(uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | counter << 64 | 0b10 << _RANDOM_BITS | tail))
