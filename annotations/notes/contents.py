"""What a store holds: the lines of the file, and over them what the journal says has changed since."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

from annotations.notes.documents import ARTICLES, NOTES
from annotations.notes.lines import Lines, Row
from annotations.notes.note import ArticleState, Note

Key = tuple[str, str]
"""A table, and what a value is known by there: a note's id, an article's name."""


class Contents:
    """Notes by article and by id, and article states; as much of the file is read as is asked for.

    Everything is read once somebody asks for everything, and kept. May be read in any thread while one puts.
    What reads may raise `Altered`.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.changed: dict[Key, Row] = {}
        """What the lines do not say, or not so; a row without a document is one that is to be gone."""
        self.under: dict[Key, str] = {}
        """The article under which the lines have what was changed."""
        self._numbers: dict[str, set[str]] = {}
        """The numbers, by table, of the documents that are among what was changed."""
        self._by_article: dict[str, dict[str, Note]] = {}
        self._all: dict[str, Note] | None = None
        self._states: dict[str, ArticleState] | None = None
        self._lock = threading.Lock()

    def rebased(self, lines: Lines) -> Contents:
        """The same contents over lines that say all of them, or all but what is put afterwards."""
        other = Contents(lines)
        with self._lock:
            other._all = self._all
            other._states = self._states
        return other

    def copy(self) -> Contents:
        """The same contents, to be changed on its own."""
        other = Contents(self.lines)
        with self._lock:
            other.changed, other.under = dict(self.changed), dict(self.under)
            other._numbers = {table: set(numbers) for table, numbers in self._numbers.items()}
            other._by_article = {article: dict(notes) for article, notes in self._by_article.items()}
            other._all = None if self._all is None else dict(self._all)
            other._states = self._states
        return other

    def row(self, key: Key, articles: Iterable[str]) -> Row | None:
        """The document known by a key, looked for among those about some articles; None where it is not."""
        if key in self.changed:
            row = self.changed[key]
            return None if row.document is None else row
        table, name = key
        for article in dict.fromkeys(articles):
            if (found := self.lines.row(table, article, name)) is not None:
                return found
        return None

    def put(self, rows: Mapping[Key, Row], before: Mapping[Key, Row | None]) -> None:
        """Take in what documents are now, and what they were before."""
        with self._lock:
            for key, row in rows.items():
                old = before[key]
                if key not in self.changed and old is not None and old.value is not None:
                    self.under[key] = old.value.article
                self._count(key, row)
                self.changed[key] = row
                self._take(key, row, None if old is None else old.value)

    def number_is_free(self, key: Key, document_id: str) -> bool:
        """Whether the document of a key, which is gone, may have that number again."""
        table = key[0]
        if document_id in self._numbers.get(table, ()):
            return False
        own = key in self.under and self.changed[key].document_id == document_id
        return own or not self.lines.holds_number(table, document_id)

    def get(self, note_id: str, article: str | None = None) -> Note | None:
        """The annotation of that id; found without reading all where its article is given and it is about that."""
        if self._all is None and article is not None:
            row = self.row((NOTES, note_id), (article,))
            if row is not None and isinstance(row.value, Note):
                return row.value
        return self._everything().get(note_id)

    def notes(self, article: str) -> list[Note]:
        """The annotations of one article, in no order."""
        found = self.lines.notes(article)
        with self._lock:
            unchanged = [note for note in found if (NOTES, note.id) not in self.changed]
            return [*unchanged, *self._by_article.get(article, {}).values()]

    def articles(self) -> set[str]:
        """The articles that annotations are about."""
        found = self.lines.articles()
        with self._lock:
            touched = {*self.under.values(), *self._by_article}
        return (found - touched) | {article for article in touched if self.notes(article)}

    def all_notes(self) -> list[Note]:
        """All annotations, in no order."""
        everything = self._everything()
        with self._lock:
            return list(everything.values())

    def state(self, article: str) -> ArticleState | None:
        """What the user decided about one article."""
        if self._states is not None:
            return self._states.get(article)
        row = self.row((ARTICLES, article), (article,))
        return row.value if row is not None and isinstance(row.value, ArticleState) else None

    def states(self) -> dict[str, ArticleState]:
        """What the user decided about articles; a dictionary that is never altered."""
        if self._states is None:
            with self._lock:
                read = {
                    value.article: value for value in self.lines.values(ARTICLES) if isinstance(value, ArticleState)
                }
                for (table, name), row in self.changed.items():
                    if table == ARTICLES:
                        _replace(read, name, row.value)
                self._states = read
        return self._states

    def _everything(self) -> dict[str, Note]:
        if self._all is None:
            with self._lock:
                read = {value.id: value for value in self.lines.values(NOTES) if isinstance(value, Note)}
                for (table, name), row in self.changed.items():
                    if table == NOTES:
                        _replace(read, name, row.value)
                self._all = read
        return self._all

    def _count(self, key: Key, row: Row) -> None:
        """Keep the numbers true, before a row takes the place of another among what was changed."""
        numbers = self._numbers.setdefault(key[0], set())
        if (old := self.changed.get(key)) is not None and old.document is not None:
            numbers.discard(old.document_id)
        if row.document is not None:
            numbers.add(row.document_id)

    def _take(self, key: Key, row: Row, old: Note | ArticleState | None) -> None:
        table, name = key
        if table == NOTES:
            if isinstance(old, Note):
                self._by_article.get(old.article, {}).pop(name, None)
            if isinstance(row.value, Note):
                self._by_article.setdefault(row.value.article, {})[name] = row.value
            if self._all is not None:
                _replace(self._all, name, row.value)
        elif self._states is not None:
            # Copied, so that readers in other threads may keep what they were given.
            states = dict(self._states)
            _replace(states, name, row.value)
            self._states = states


def _replace(values: dict[str, Note] | dict[str, ArticleState], name: str, value: Note | ArticleState | None) -> None:
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value  # type: ignore[assignment]
