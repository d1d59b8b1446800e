"""The bytes of a notes file: JSON as plain TinyDB reads it, laid out for people, diffs and merges."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from annotations.notes.documents import ARTICLES, META, NOTES
from annotations.problem import PostilError, Problem

Document = dict[str, object]
Tables = dict[str, dict[str, Document]]
Order = tuple[str, str, int]
"""What the documents of a table are sorted by: article, id and number."""

_KEPT = "nothing was changed in it: postil check --repair rebuilds it, or mend it by hand"
_MERGE = "resolve the merge in that file, or have postil check --repair keep both sides"
_FIRST_TABLES = (NOTES, ARTICLES, META)
_CONFLICT_MARKER = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_DOCUMENT_ID = re.compile(r"0|[1-9][0-9]*")
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


class _RepeatedKey(ValueError):
    """One key stands twice in an object; JSON readers silently keep only the last."""


def encode(tables: Tables) -> bytes:
    """Tables as JSON in UTF-8: one document a line, by article and id, with sorted keys, so that diffs are small."""
    named = ((name, tables[name]) for name in table_names(tables))
    text = "{" + ",\n".join(f"{_ENCODER.encode(name)}: {_encode_table(table)}" for name, table in named) + "}\n"
    # A lone surrogate (from a file name that is not UTF-8) becomes \udc80, which is its escape in JSON too.
    return text.encode("utf-8", "backslashreplace")


def encode_row(document_id: str, document: Document) -> bytes:
    """The line of one document, without what separates it from the next."""
    return f'"{document_id}": {_ENCODER.encode(document)}'.encode("utf-8", "backslashreplace")


def decode_row(line: bytes, *, strictly: bool = False) -> tuple[str, Document]:
    """The number and the document of a line; raises `ValueError`, with `strictly` for a key that stands twice, too."""
    document_id, found, text = line.decode("utf-8").partition(": ")
    number = document_id[1:-1]
    if not found or document_id != f'"{number}"' or not _DOCUMENT_ID.fullmatch(number):
        raise ValueError("is no line of a document")
    document = json.loads(text, object_pairs_hook=_unique) if strictly else json.loads(text)
    if not isinstance(document, dict):
        raise ValueError("is no document")
    return number, document


def table_names(names: Iterable[str]) -> list[str]:
    """Tables in the order in which they stand in a file."""
    present = set(names)
    return [*(name for name in _FIRST_TABLES if name in present), *sorted(present - set(_FIRST_TABLES))]


def order(document_id: str, document: Document) -> Order:
    """The place of a document in its table."""
    article, note_id = document.get("article"), document.get("id")
    return (
        article if isinstance(article, str) else "",
        note_id if isinstance(note_id, str) else "",
        int(document_id),
    )


def decode(data: bytes, file: str) -> Tables:
    """The tables in the bytes of `file`; raises `PostilError`, with the line, where it is no TinyDB file."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise _damaged(file, 1, "begins with a byte order mark", "save it again as UTF-8 without one")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        column = error.start - data.rfind(b"\n", 0, error.start)
        above = data.count(b"\n", 0, error.start)
        raise _damaged(file, above + 1, f"is not UTF-8 (byte {column} of the line)") from None
    try:
        tables: Tables = json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise _not_json(file, text, error) from None
    except _RepeatedKey as error:
        # Only a document's number is rare enough in a file to be found by looking for it.
        line = locate(text, [str(error)] * 2)[1] if _DOCUMENT_ID.fullmatch(str(error)) else None
        raise _damaged(file, line, f"holds the key {str(error)!r} twice in one object") from None
    except (RecursionError, ValueError) as error:
        raise _damaged(file, None, f"is not a notes file ({error})") from None
    _check_shape(tables, text, file)
    return tables


def locate(text: str, keys: Iterable[str]) -> list[int | None]:
    """The lines (from 1) on which keys stand, each looked for after the one before; None where not found."""
    lines: list[int | None] = []
    offset, line = 0, 1
    for key in keys:
        found = text.find(f"{_ENCODER.encode(key)}:", offset)
        if found < 0:
            lines.append(None)
            continue
        line += text.count("\n", offset, found)
        # The key itself holds no line end, so that the next search may begin inside it.
        offset = found + 1
        lines.append(line)
    return lines


def _encode_table(table: dict[str, Document]) -> str:
    ordered = sorted(table.items(), key=lambda row: order(*row))
    rows = ",\n".join(f'"{document_id}": {_ENCODER.encode(document)}' for document_id, document in ordered)
    return f"{{\n{rows}\n}}" if rows else "{}"


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        unseen = set(members)
        for key, _ in pairs:
            if key not in unseen:
                raise _RepeatedKey(key)
            unseen.remove(key)
    return members


def _not_json(file: str, text: str, error: json.JSONDecodeError) -> PostilError:
    marker = _CONFLICT_MARKER.search(text)
    if marker:
        line = text.count("\n", 0, marker.start()) + 1
        return _damaged(file, line, "holds the conflict markers of a merge", _MERGE)
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return _damaged(file, error.lineno, f"breaks off in the middle (column {error.colno})")
    return _damaged(file, error.lineno, f"is not JSON (column {error.colno}: {error.msg})")


def _check_shape(tables: object, text: str, file: str) -> None:
    if not isinstance(tables, dict):
        raise _damaged(file, 1, "is not a TinyDB file: it holds no tables")
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise _damaged(file, locate(text, [name])[0], f"is not a TinyDB file: {name!r} is no table")
        for document_id, document in table.items():
            if _DOCUMENT_ID.fullmatch(document_id) and isinstance(document, dict):
                continue
            what = f"is not a TinyDB file: {document_id!r} in the table {name!r} is no document"
            raise _damaged(file, locate(text, [name, document_id])[1], what)
    if tables.keys().isdisjoint({NOTES, META}) and any(tables.values()):
        raise _damaged(file, None, "is a TinyDB file, but not one of notes", "name another file with --notes")


def _damaged(file: str, line: int | None, what: str, remedy: str = _KEPT) -> PostilError:
    return PostilError(Problem(file, what, remedy, line))
