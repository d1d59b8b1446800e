"""The lines of a journal: a change with what was before it, or a mark that says what the notes file holds by now."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from annotations.notes.documents import NOTE_FIELDS, NOTES, SCHEMA
from annotations.notes.layout import Document
from annotations.notes.lines import Region
from annotations.notes.migrations import migrated, older
from annotations.notes.source import Signature

_DIGITS = 8
LONG = 1 << 20
"""Bytes from which on a line is long."""
# A change of so many documents is worth being written quickly.
_MANY = 64
_FIELDS = frozenset(NOTE_FIELDS)


class DocumentEdit(NamedTuple):
    """One document of a table before and after a change; None where it did not or will not exist."""

    table: str
    document_id: str
    before: Document | None
    after: Document | None


@dataclass(frozen=True, slots=True)
class Record:
    """One change. Numbers ascend by one; `undoes` is the number of the change that this one takes back."""

    number: int
    what: str
    at: str
    edits: tuple[DocumentEdit, ...]
    undoes: int | None = None
    schema: int = SCHEMA
    """The version of the documents when it was written; as read they are of the present one, if that was older."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The notes file of that signature holds all changes up to a number; `over` is the file that it has replaced.

    Without faults, its documents stand in `regions` and need not be looked through again. `kept` tells that the
    newest backup holds the same.
    """

    number: int
    signature: Signature
    over: Signature | None
    regions: dict[str, Region] = field(default_factory=dict)
    faults: int = 0
    kept: bool = False
    schema: int = SCHEMA


Entry = Record | Mark


def encode(entry: Entry) -> bytes:
    """An entry as a line: a checksum (CRC-32, in hexadecimal), a space, JSON in UTF-8, a line end."""
    if isinstance(entry, Record):
        members: dict[str, object] = {
            "number": entry.number,
            "schema": entry.schema,
            "what": entry.what,
            "at": entry.at,
            "edits": [[*edit] for edit in entry.edits],
        }
        if entry.undoes is not None:
            members["undoes"] = entry.undoes
    else:
        members = {
            "number": entry.number,
            "schema": entry.schema,
            "file": entry.signature,
            "over": entry.over,
            "regions": entry.regions,
            "faults": entry.faults,
            "kept": entry.kept,
        }
    if isinstance(entry, Record) and len(entry.edits) >= _MANY and all(map(_is_ours, entry.edits)):
        from annotations.notes.quick_json import dumps

        text = dumps(members)
    else:
        text = json.dumps(members, separators=(",", ":")).encode("ascii")
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _is_ours(edit: DocumentEdit) -> bool:
    """Whether its documents are of nothing but postil's own fields, so that no number in them is a float."""
    before, after = edit.before, edit.after
    ours = (before is None or before.keys() <= _FIELDS) and (after is None or after.keys() <= _FIELDS)
    return ours and edit.table == NOTES


def decode(line: bytes) -> Entry | None:
    """The entry of a line (without its end); None for one that is torn or is no entry."""
    checksum, text = line[:_DIGITS], line[_DIGITS + 1 :]
    if not text or checksum != b"%08x" % zlib.crc32(text):
        return None
    try:
        members = json.loads(text)
        schema = members.get("schema", 1)
        if "file" in members:
            regions = {name: (start, end) for name, (start, end) in members["regions"].items()}
            modified, size, inode = members["file"]
            over = None if members["over"] is None else tuple(members["over"])
            number, faults, kept = members["number"], members["faults"], members["kept"]
            return Mark(number, (modified, size, inode), over, regions, faults, kept, schema)
        edits = tuple(DocumentEdit(*edit) for edit in members["edits"])
        if older(schema) is not None:
            edits = tuple(_migrated(edit, schema) for edit in edits)
        return Record(members["number"], members["what"], members["at"], edits, members.get("undoes"), schema)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _migrated(edit: DocumentEdit, schema: int) -> DocumentEdit:
    before, after = (
        None if document is None else migrated(edit.table, edit.document_id, document, schema)
        for document in (edit.before, edit.after)
    )
    return DocumentEdit(edit.table, edit.document_id, before, after)


def backwards(data: bytes) -> Iterator[Entry]:
    """The whole entries of a journal, the last first; what is torn is passed over."""
    end = len(data)
    while end > 0:
        start = data.rfind(b"\n", 0, end - 1) + 1
        line = data[start:end]
        entry = decode(line[:-1]) if line.endswith(b"\n") else None
        if entry is not None:
            yield entry
        end = start


def peek(line: bytes) -> Record | Mark | None:
    """What `decode` gives, but of a change that is long, without its edits, which takes no time and no memory."""
    if len(line) < LONG:
        return decode(line)
    if line[:_DIGITS] != b"%08x" % zlib.crc32(line[_DIGITS + 1 :]):
        return None
    import re

    head = re.match(rb'.{9}(\{"number":-?\d+,"schema":\d+,"what":"(?:[^"\\]|\\.)*","at":"[^"]*"),"edits":', line)
    if head is None:
        return decode(line)
    members = json.loads(head[1] + b"}")
    end = re.search(rb'\],"undoes":(-?\d+)\}\Z', line[-40:])
    undoes = None if end is None else int(end[1])
    return Record(members["number"], members["what"], members["at"], (), undoes, members["schema"])
