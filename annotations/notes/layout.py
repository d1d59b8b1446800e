"""The bytes of a notes file: JSON as plain TinyDB reads it, laid out for people, diffs and merges."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from annotations.notes.documents import ARTICLES, META, NOTES
from annotations.problem import PostilError, Problem

Document = dict[str, object]
Tables = dict[str, dict[str, Document]]

_KEPT = "nothing was changed in it: mend it by hand or from a copy, or move it away to begin a new one"
_FIRST_TABLES = (NOTES, ARTICLES, META)
_CONFLICT_MARKER = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)
_DOCUMENT_ID = re.compile(r"0|[1-9][0-9]*")
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


class _RepeatedKey(ValueError):
    """One key stands twice in an object; JSON readers silently keep only the last."""


def encode(tables: Tables) -> bytes:
    """Tables as JSON in UTF-8: one document a line, by article and id, with sorted keys, so that diffs are small."""
    names = [*(name for name in _FIRST_TABLES if name in tables), *sorted(tables.keys() - set(_FIRST_TABLES))]
    text = "{" + ",\n".join(f"{_ENCODER.encode(name)}: {_encode_table(tables[name])}" for name in names) + "}\n"
    # A lone surrogate (from a file name that is not UTF-8) becomes \udc80, which is its escape in JSON too.
    return text.encode("utf-8", "backslashreplace")


def decode(data: bytes, file: str) -> Tables:
    """The tables in the bytes of `file`; raises `PostilError`, with the line, where it is no TinyDB file."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise _damaged(file, 1, "begins with a byte order mark", "save it again as UTF-8 without one")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _damaged(file, data.count(b"\n", 0, error.start) + 1, "is not UTF-8") from None
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
    ordered = sorted(table.items(), key=lambda row: _order(*row))
    rows = ",\n".join(f'"{document_id}": {_ENCODER.encode(document)}' for document_id, document in ordered)
    return f"{{\n{rows}\n}}" if rows else "{}"


def _order(document_id: str, document: Document) -> tuple[str, str, int]:
    article, note_id = document.get("article"), document.get("id")
    return (
        article if isinstance(article, str) else "",
        note_id if isinstance(note_id, str) else "",
        int(document_id),
    )


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
        return _damaged(file, line, "holds the conflict markers of a merge", "resolve the merge in that file")
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
