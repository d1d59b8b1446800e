"""Merging two notes files that go back to one: by note, and both versions stay where both have changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotations.notes.documents import ARTICLES, NOTES, Malformed, key_of, to_document, to_value
from annotations.notes.ids import new_document_id
from annotations.notes.layout import Document, Tables, table_names
from annotations.notes.merging import copy_of, merged_state, number_of
from annotations.notes.note import ArticleState, Note

Rows = dict[str, tuple[str, Document]]
"""Number and document by what tells a document from others: a note's id, an article's name, else its number."""


@dataclass(slots=True)
class Merge:
    """The merged tables; `kept_both` are the ids of annotations of which there were two versions."""

    tables: Tables = field(default_factory=dict)
    kept_both: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, base: Tables, ours: Tables, theirs: Tables) -> Merge:
        """What both branches made of the base. An edit outlives a removal; of an article's state each field counts."""
        merge = cls()
        for table in table_names({*ours, *theirs}):
            sides = [_rows(table, tables.get(table, {})) for tables in (base, ours, theirs)]
            merge.tables[table] = {}
            for name in dict.fromkeys([*sides[1], *sides[2]]):
                merge._merge(table, *(side.get(name) for side in sides))
        return merge

    def _merge(
        self,
        table: str,
        base: tuple[str, Document] | None,
        ours: tuple[str, Document] | None,
        theirs: tuple[str, Document] | None,
    ) -> None:
        old, left, right = (None if row is None else row[1] for row in (base, ours, theirs))
        if left == right or right == old:
            self._put(table, ours)
        elif left == old:
            self._put(table, theirs)
        elif ours is None or theirs is None:
            self._put(table, ours or theirs)
        else:
            self._put_both(table, base, ours, theirs)

    def _put_both(
        self, table: str, base: tuple[str, Document] | None, ours: tuple[str, Document], theirs: tuple[str, Document]
    ) -> None:
        old, one, other = (_value(table, row) for row in (base, ours, theirs))
        if isinstance(one, ArticleState) and isinstance(other, ArticleState):
            state = merged_state(old if isinstance(old, ArticleState) else None, one, other)
            self._put(table, (ours[0], {**theirs[1], **ours[1], **to_document(state)}))
        elif isinstance(one, Note) and isinstance(other, Note) and one != other:
            # Whichever branch is merged into which, the version edited last keeps the id.
            (kept, newest), (_, older) = sorted((ours, theirs), key=_edited_last, reverse=True)
            older_value = to_value(table, older)
            assert isinstance(older_value, Note)
            twin = copy_of(older_value)
            self.kept_both.append(one.id)
            self._put(table, (kept, newest))
            self._put(table, (str(number_of(twin)), {**older, **to_document(twin)}))
        elif isinstance(one, Note) and isinstance(other, Note):
            # Only what other programs added has changed.
            self._put(table, (ours[0], {**theirs[1], **ours[1]}))
        else:
            self._put(table, ours)
            if ours[1] != theirs[1]:
                self._put(table, theirs)

    def _put(self, table: str, row: tuple[str, Document] | None) -> None:
        """Take in a document, under another number where two were given the same."""
        if row is None:
            return
        number, document = row
        if number in self.tables[table]:
            number = str(new_document_id())
        self.tables[table][number] = document


def _rows(table: str, documents: dict[str, Document]) -> Rows:
    rows: Rows = {}
    for number, document in documents.items():
        value = _value(table, (number, document))
        name = f"number {number}" if value is None else key_of(value)[1]
        # A twin is told from the first by its number.
        rows[name if name not in rows else f"{name} {number}"] = (number, document)
    return rows


def _value(table: str, row: tuple[str, Document] | None) -> Note | ArticleState | None:
    if row is None or table not in (NOTES, ARTICLES):
        return None
    try:
        return to_value(table, row[1])
    except Malformed:
        return None


def _edited_last(row: tuple[str, Document]) -> tuple[str, str]:
    return str(row[1].get("modified", "")), str(sorted(row[1].items()))
