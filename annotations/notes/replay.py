"""The changes of a journal, made on the contents of a file that may have changed since they were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotations.notes.contents import Contents, Key
from annotations.notes.documents import ARTICLES, NOTES, key_of, to_document, to_value
from annotations.notes.ids import new_document_id
from annotations.notes.layout import Document
from annotations.notes.lines import Row
from annotations.notes.merging import copy_of, merged_state, number_of
from annotations.notes.note import ArticleState, Note
from annotations.notes.record import DocumentEdit, Record

Value = Note | ArticleState


def follow(contents: Contents, record: Record) -> None:
    """Make a change on the very contents that it was made on."""
    for edit in record.edits:
        key, before, after = _rows(edit)
        contents.put({key: after}, {key: before})


def replay(contents: Contents, records: Iterable[Record]) -> list[Note]:
    """Make changes on contents that may hold some of them, and that others may have edited.

    A document that is as it was before or between the changes becomes what they made of it. Where others edited
    it, both versions are kept, the journal's as a copy; where others removed it, it is kept. Gives the copies.
    """
    copies: list[Note] = []
    histories: dict[Key, _History] = {}
    for record in records:
        for edit in record.edits:
            key, before, after = _rows(edit)
            histories.setdefault(key, _History([before])).add(before, after)
    for key, history in histories.items():
        current = contents.row(key, history.articles)
        for each in history.settled(current):
            if current is None and contents.lines.holds_number(key[0], each.document_id):
                each = each._replace(document_id=str(new_document_id()))
            if each.value is None:
                contents.put({key: each}, {key: current})
            else:
                its_key = key_of(each.value)
                known = current if its_key == key else contents.row(its_key, (each.value.article,))
                contents.put({its_key: each}, {its_key: known})
                if its_key != key and known is None and isinstance(each.value, Note):
                    copies.append(each.value)
    return copies


@dataclass(slots=True)
class _History:
    """What one document was before the changes, and after each.

    `overtaken` are what the changes had made of it when others edited it, too, and a change was then made of theirs.
    """

    rows: list[Row | None] = field(default_factory=list)
    overtaken: list[Row] = field(default_factory=list)

    def add(self, before: Row | None, after: Row) -> None:
        """A change came next."""
        last = self.rows[-1]
        if _value_of(before) != _value_of(last):
            self.overtaken += [last] if last is not None and isinstance(last.value, Note) else []
            self.rows.append(before)
        self.rows.append(after)

    @property
    def articles(self) -> list[str]:
        return [row.value.article for row in self.rows if row is not None and row.value is not None]

    def settled(self, current: Row | None) -> list[Row]:
        """What is to be put, given what is there now."""
        return [*map(_copied, self.overtaken), *self._last(current)]

    def _last(self, current: Row | None) -> list[Row]:
        last = self.rows[-1]
        assert last is not None, "what follows a change is a row, if only one without a document"
        now = _value_of(current)
        if now == last.value:
            return []
        passed = [_value_of(row) for row in self.rows]
        if current is None or now is None:
            return [last]
        if now in passed:
            return [_over(current, last.value)]
        if last.value is None:
            return []
        if isinstance(last.value, Note):
            return [_copied(last)]
        base = passed[0]
        if isinstance(now, ArticleState) and (base is None or isinstance(base, ArticleState)):
            return [_over(current, merged_state(base, last.value, now))]
        return []


def _value_of(row: Row | None) -> Value | None:
    return None if row is None else row.value


def _copied(row: Row) -> Row:
    """A row of a note under an id and a number of its own."""
    assert isinstance(row.value, Note)
    copied = copy_of(row.value)
    return Row(str(number_of(copied)), copied, {**(row.document or {}), **to_document(copied)})


def _over(current: Row, value: Value | None) -> Row:
    """The document as it is now with other values; fields that other programs added stay."""
    if value is None:
        return Row(current.document_id)
    return Row(current.document_id, value, {**(current.document or {}), **to_document(value)})


def _rows(edit: DocumentEdit) -> tuple[Key, Row | None, Row]:
    before, after = _value(edit.table, edit.before), _value(edit.table, edit.after)
    known = after or before
    if known is None:
        raise ValueError(f"a change of nothing in the table {edit.table!r}")
    old = None if before is None else Row(edit.document_id, before, edit.before)
    return key_of(known), old, Row(edit.document_id, after, edit.after)


def _value(table: str, document: Document | None) -> Value | None:
    if document is None or table not in (NOTES, ARTICLES):
        return None
    return to_value(table, document)
