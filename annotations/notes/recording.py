"""Changes of values as records of documents, and back."""

from __future__ import annotations

from annotations.notes.change import Change, Done, Edit
from annotations.notes.documents import key_of, to_document, to_value
from annotations.notes.note import ArticleState, Note
from annotations.notes.record import DocumentEdit, Record


def remembered(record: Record) -> Done:
    """The change of a record; raises `ValueError` where it holds what is no annotation."""
    edits = (
        Edit(*(None if document is None else to_value(edit.table, document) for document in (edit.before, edit.after)))
        for edit in record.edits
    )
    return Done(record.number, Change(record.what, tuple(edits)), record.undoes)


def recorded(done: Done, at: str) -> Record:
    """A change as a record whose documents have no numbers yet."""
    edits = tuple(_edit(edit) for edit in done.change.edits if edit.before or edit.after)
    return Record(done.number, done.change.what, at, edits, done.undoes)


def _edit(edit: Edit) -> DocumentEdit:
    known = edit.after or edit.before
    assert known is not None
    return DocumentEdit(key_of(known)[0], "0", _document(edit.before), _document(edit.after))


def _document(value: Note | ArticleState | None) -> dict[str, object] | None:
    return None if value is None else to_document(value)
