"""From a change to the documents that the file is to hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotations.notes.change import Change, Edit
from annotations.notes.documents import NOTES, key_of, to_document
from annotations.notes.ids import new_document_id
from annotations.notes.index import Key, NoteIndex
from annotations.notes.layout import Document, Tables
from annotations.notes.note import ArticleState, Note
from annotations.problem import PostilError, Problem


class Conflict(PostilError):
    """Someone else changed what was to be changed; nothing was written."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document, its number, and its value; without the two latter, a number whose document is to be gone."""

    document_id: str
    value: Note | ArticleState | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What the file holds, and the documents that were removed since the program began."""

    tables: Tables
    index: NoteIndex
    removed: Mapping[Key, Row]

    def row(self, key: Key) -> Row:
        """The document of a key as it is; else as it was, so that an undo brings all of it back; else a new number."""
        table = self.tables.get(key[0], {})
        document_id = self.index.document_id(key)
        if document_id is not None:
            return Row(document_id, self.index.value(key), table[document_id])
        removed = self.removed.get(key)
        if removed is None:
            return Row(str(new_document_id()))
        free = removed.document_id if removed.document_id not in table else str(new_document_id())
        return Row(free, None, removed.document)

    def plan(self, change: Change, file: str) -> dict[Key, Row]:
        """What the documents that a change concerns are to be; those that are so already are left out.

        Raises `Conflict` for an edit whose state before is not what the file holds.
        """
        rows: dict[Key, Row] = {}
        for edit in change.edits:
            concerned = edit.before if edit.after is None else edit.after
            if concerned is None:
                continue
            key = key_of(concerned)
            known = rows[key] if key in rows else self.row(key)
            if known.value == edit.after:
                continue
            if known.value != edit.before:
                raise Conflict(_conflict(edit, key, known.value, file))
            rows[key] = _row(known, edit.after)
        return rows


def _row(known: Row, after: Note | ArticleState | None) -> Row:
    if after is None:
        return Row(known.document_id)
    # Fields that other programs added are theirs, and stay.
    return Row(known.document_id, after, {**(known.document or {}), **to_document(after)})


def _conflict(edit: Edit, key: Key, stored: Note | ArticleState | None, file: str) -> Problem:
    table, name = key
    what = f"the annotation {name}" if table == NOTES else f"what was decided about {name}"
    if stored is None:
        what += " was removed by someone else"
    elif edit.before is None:
        what += " is there already"
    else:
        what += " was changed by someone else"
    if isinstance(stored, Note):
        what += f" (author {stored.author or 'unknown'}, modified {stored.modified})"
    return Problem(file, what, "nothing was saved: look at it as it is now, and do it again")
