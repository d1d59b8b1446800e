"""The index of a library: what its files said when they were last looked at, and the order of their names.

Only a cache: the articles are the truth, and deleting the index loses nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations import __version__
from annotations.articles.cache_file import CacheFile
from annotations.articles.record import Content, Named, Record, read_named, unambiguous

if TYPE_CHECKING:
    import sqlite3

MEANING = 3
"""To be counted up whenever the same file would be told otherwise: another title, another count of words."""

CHUNK = 500
"""Names that one statement asks for."""

_FIELDS = ", ".join(Record._fields)
_TABLES = (
    # All names in order as one text: reading 100,000 of them so takes a tenth of what a row for each would.
    "CREATE TABLE listing (names TEXT NOT NULL)",
    f"CREATE TABLE articles ({_FIELDS}, PRIMARY KEY (name)) WITHOUT ROWID",
)


class LibraryIndex:
    """Records of the articles of one library by name, in a file that is made when something is kept."""

    def __init__(self, file: Path) -> None:
        version = zlib.crc32("\n".join((__version__, str(MEANING), *_TABLES)).encode()) & 0x7FFFFFFF
        self._cache = CacheFile(file, version, _TABLES)

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return self._cache.file

    @property
    def in_use(self) -> bool:
        """Whether anything has been asked of the index, so that its file is there."""
        return self._cache.is_open

    def names(self) -> list[str] | None:
        """All names, in the order of the list; None where no listing has been kept."""
        found = self._cache.do(lambda database: database.execute("SELECT names FROM listing").fetchone(), None)
        return None if found is None else found[0].split("\0") if found[0] else []

    def keep_names(self, names: Sequence[str]) -> None:
        """Keep the order of names, and forget the articles that are gone."""

        def keep(database: sqlite3.Connection) -> None:
            database.execute("DELETE FROM listing")
            database.execute("INSERT INTO listing VALUES (?)", ("\0".join(names),))
            if known := database.execute("SELECT name FROM articles").fetchall():
                present = set(names)
                gone = [row for row in known if row[0] not in present]
                database.executemany("DELETE FROM articles WHERE name = ?", gone)

        self._cache.do(keep, None)

    def records(self, names: Sequence[str], *, without: Collection[str] = ()) -> Iterator[Record | None]:
        """The record of each name, in the order asked for; None for what is not known.

        Fields that the caller can do `without` come as None: over 100,000 articles they take as long as all others.
        """
        fields = ", ".join("NULL" if each in without else each for each in Record._fields)
        for start in range(0, len(names), CHUNK):
            chunk = names[start : start + CHUNK]
            found = {row[0]: row for row in self._select(fields, chunk)}
            for name in chunk:
                row = found.get(name)
                yield None if row is None else Record._make(row)

    def put(self, records: Iterable[Record]) -> None:
        """Keep records, in place of those of the same names; what was recognised in those is forgotten."""
        rows = [each for each in records if _storable(each.name, each.title, each.source, each.author)]
        places = ", ".join("?" * len(Record._fields))
        if rows:
            statement = f"INSERT OR REPLACE INTO articles ({_FIELDS}) VALUES ({places})"
            self._cache.do(lambda database: database.executemany(statement, rows), None)

    def recognised(self, name: str, sha256: str, suggested: int, doubt: float, content: Content) -> None:
        """Keep what was recognised in the text of that hash, if it is the text that the index knows."""
        texts = content.written()
        statement = (
            "UPDATE articles SET suggested = ?, doubt = ?, recognised = ?, dated = ?, explained = ?"
            " WHERE name = ? AND sha256 = ?"
        )
        if _storable(name, *texts):
            values = (suggested, doubt, *texts, name, sha256)
            self._cache.do(lambda database: database.execute(statement, values), None)

    def sources(self) -> list[str]:
        """The sources of all articles, the most frequent first."""
        question = "SELECT source FROM articles WHERE source > '' GROUP BY source ORDER BY count(*) DESC, source"
        return [source for (source,) in self._all(question)]

    def all_named(self) -> Iterator[Named]:
        """What recognisers named in all articles; a name comes once for each article that has it."""
        question = "SELECT recognised FROM articles WHERE recognised > ''"
        for (text,) in self._all(question):
            yield from read_named(text)

    def long_forms(self) -> dict[str, str]:
        """The abbreviations that any article introduces, and their long forms, but for those that have several."""
        return unambiguous(text for (text,) in self._all("SELECT explained FROM articles WHERE explained > ''"))

    def faults(self) -> list[Record]:
        """The records of what could not be read."""
        question = f"SELECT {_FIELDS} FROM articles WHERE what IS NOT NULL ORDER BY name"
        return [Record._make(row) for row in self._all(question)]

    def close(self) -> None:
        """Let the file go."""
        self._cache.close()

    def _select(self, fields: str, names: Sequence[str]) -> list[tuple[Any, ...]]:
        wanted = names if _storable(*names) else [name for name in names if _storable(name)]
        question = f"SELECT {fields} FROM articles WHERE name IN ({', '.join('?' * len(wanted))})"
        return self._all(question, wanted)

    def _all(self, question: str, values: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        nothing: list[tuple[Any, ...]] = []
        return self._cache.do(lambda database: database.execute(question, values).fetchall(), nothing)


def _storable(*texts: str | None) -> bool:
    """Whether SQLite takes texts: a name that is not UTF-8 comes with surrogates, and so may a text in UTF-7."""
    try:
        "".join(text for text in texts if text).encode()
    except UnicodeEncodeError:
        return False
    return True
