"""Several operations of TinyDB that become one write of the file."""

from __future__ import annotations

from annotations.notes.documents import META, SCHEMA
from annotations.notes.index import Key
from annotations.notes.layout import Tables
from annotations.notes.plan import Row


class _Batch:
    """A storage of TinyDB in memory, so that what several operations write is written to disk once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def read(self) -> Tables:
        return self.tables

    def write(self, tables: Tables) -> None:
        self.tables = tables

    def close(self) -> None:
        """Nothing is held open."""


def with_rows(tables: Tables, rows: dict[Key, Row]) -> Tables:
    """Tables with these documents in place of theirs, and the schema; the tables given stay as they are."""
    from tinydb import TinyDB
    from tinydb.table import Document

    batch = _Batch(dict(tables))
    database = TinyDB(storage=lambda: batch)
    for name in sorted({table for table, _ in rows}):
        concerned = [row for (table, _), row in rows.items() if table == name]
        replaced = [int(row.document_id) for row in concerned if row.document_id in tables.get(name, {})]
        if replaced:
            database.table(name).remove(doc_ids=replaced)
        database.table(name).insert_multiple(
            Document(row.document, int(row.document_id)) for row in concerned if row.document is not None
        )
    if not any("schema" in document for document in database.table(META)):
        database.table(META).insert({"schema": SCHEMA})
    return batch.tables
