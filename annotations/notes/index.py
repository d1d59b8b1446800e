"""What the notes file holds, as values that can be looked up."""

from __future__ import annotations

from annotations.notes.documents import ARTICLES, NOTES, Malformed, key_of, to_value
from annotations.notes.layout import Tables
from annotations.notes.note import ArticleState, Note

Key = tuple[str, str]


class NoteIndex:
    """Notes by id and by article, article states by article, and where each stands in the file."""

    def __init__(self) -> None:
        self.notes: dict[str, Note] = {}
        self.states: dict[str, ArticleState] = {}
        self._document_ids: dict[Key, str] = {}
        self._ids_by_article: dict[str, set[str]] = {}

    @classmethod
    def of(cls, tables: Tables) -> tuple[NoteIndex, list[tuple[str, str]]]:
        """The index of a file, and its faults in the file's order: a document's number, and what is wrong.

        A document that is malformed, or known by the same name as another, is in the file but not in the index.
        """
        index = cls()
        faults: list[tuple[str, str]] = []
        for table in (name for name in tables if name in (NOTES, ARTICLES)):
            for document_id, document in tables[table].items():
                try:
                    value = to_value(table, document)
                    twin = index.document_id(key_of(value))
                    if twin is not None:
                        raise Malformed("id" if table == NOTES else "article", f"is that of document {twin} too")
                except Malformed as fault:
                    faults.append((document_id, f"document {document_id} in the table {table!r}: {fault}"))
                else:
                    index.put(document_id, value)
        return index, faults

    def document_id(self, key: Key) -> str | None:
        """The number of a value's document in its table."""
        return self._document_ids.get(key)

    def value(self, key: Key) -> Note | ArticleState | None:
        """The value of that key."""
        table, name = key
        return self.notes.get(name) if table == NOTES else self.states.get(name)

    def ids_of(self, article: str) -> set[str]:
        """The ids of an article's notes."""
        return self._ids_by_article.get(article, set())

    def put(self, document_id: str, value: Note | ArticleState) -> None:
        """Take in a value, in place of the one of its key."""
        key = key_of(value)
        self.remove(key)
        self._document_ids[key] = document_id
        if isinstance(value, Note):
            self.notes[value.id] = value
            self._ids_by_article.setdefault(value.article, set()).add(value.id)
        else:
            # Copied, so that readers in other threads may keep what they were given.
            self.states = {**self.states, value.article: value}

    def remove(self, key: Key) -> None:
        """Forget a value, if there is one."""
        if self._document_ids.pop(key, None) is None:
            return
        table, name = key
        if table == NOTES:
            note = self.notes.pop(name)
            ids = self._ids_by_article[note.article]
            ids.remove(name)
            if not ids:
                del self._ids_by_article[note.article]
        else:
            self.states = {article: state for article, state in self.states.items() if article != name}
