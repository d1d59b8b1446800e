"""A volume of the index of texts: the words of some articles, in a SQLite file that is only a cache.

The words are kept without the text (a contentless table of FTS5), so an article that changes cannot be taken out of
them: its row in `documents` goes, its words stay until the index is next built anew, and are asked for no more.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations import __version__
from annotations.articles.cache_file import CacheFile
from annotations.articles.library import Stamp
from annotations.search.entry import Entry
from annotations.search.sought import Sought

if TYPE_CHECKING:
    import sqlite3

MEANING = 2
"""To be counted up whenever the same text would be folded or sketched otherwise."""
PAGES, SMALLEST_PAGE, LARGEST_PAGE = 64, 8, 256
"""Articles that are asked for at once, where one goes on from the newest to older ones: first so many of all volumes
together, then of each twice as many each time. What is rare though its words are not, such as a phrase, takes time for
each article that is found."""
_TITLE_WEIGHS = 4.0
"""How much more a word in the title counts for relevance than one in the text."""

TABLES = (
    "CREATE TABLE documents (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER, mtime_ns INTEGER,"
    " moment INTEGER NOT NULL, digest BLOB, likeness BLOB)",
    "CREATE VIRTUAL TABLE words USING fts5(title, text, content='', tokenize='ascii')",
    "CREATE TABLE volumes (file TEXT NOT NULL)",
)
VERSION = zlib.crc32("\n".join((__version__, str(MEANING), *TABLES)).encode()) & 0x7FFFFFFF

Found = tuple[int, int, str]
"""Moment, number in its volume, and name of an article."""


class Volume:
    """Articles by their words. Where `ordered`, numbers ascend as the moments do, and the newest are found at once."""

    def __init__(self, file: Path, *, ordered: bool) -> None:
        self.file = file
        self._ordered = ordered
        self._cache = CacheFile(file, VERSION, TABLES)

    @cached_property
    def size(self) -> int:
        """The number of its last article: where it is ordered, how many it was made of."""
        (found,) = self._all("SELECT ifnull(max(number), 0) FROM documents") or [(0,)]
        return int(found[0])

    def known(self) -> list[tuple[str, Stamp]]:
        """The names of the articles, and the stamps of their files when they were read."""
        rows = self._all("SELECT name, size, mtime_ns FROM documents")
        return [(name, (size, mtime_ns)) for name, size, mtime_ns in rows]

    def sketches(self) -> list[tuple[str, bytes, bytes]]:
        """Name, digest and likeness of each article that could be read."""
        return self._all("SELECT name, digest, likeness FROM documents WHERE digest > x''")

    def put(self, entries: Iterable[Entry]) -> None:
        """Take articles in, in place of those of the same names."""
        taken = list(entries)

        def put(database: sqlite3.Connection) -> None:
            (last,) = database.execute("SELECT ifnull(max(id), 0) FROM words_docsize").fetchone()
            database.executemany("DELETE FROM documents WHERE name = ?", ((each.name,) for each in taken))
            fill(database, enumerate(taken, last + 1))

        if taken:
            self._cache.do(put, None)

    def forget(self, names: Iterable[str]) -> None:
        """Know some articles no more."""
        gone = [(name,) for name in names]
        if gone:
            self._cache.do(lambda database: database.executemany("DELETE FROM documents WHERE name = ?", gone), None)

    def newest(self, sought: Sought, page: int = PAGES) -> Iterator[Found]:
        """The articles that are looked for, the newest first; a `page` or more at a time, as far as they are taken."""
        if not self._ordered:
            yield from sorted(self._page(sought, None), key=lambda found: (-found[0], found[2]))
            return
        before = None
        while found := self._page(sought, before, page):
            yield from found
            before, page = found[-1][1], min(2 * page, LARGEST_PAGE)

    def relevant(self, sought: Sought, most: int) -> list[tuple[float, str]]:
        """So many of the articles that are looked for, the most relevant first, each with its rank by BM25 (the less,
        the better)."""
        # Names are looked up of those alone that come out first; FTS5's own order by rank would sort all of them.
        question = (
            f"SELECT score, name FROM (SELECT bm25(words, {_TITLE_WEIGHS}, 1.0) AS score, rowid AS number FROM words"
            " WHERE words MATCH ? ORDER BY score LIMIT ?) LEFT JOIN documents USING (number) ORDER BY score"
        )
        limit = most
        while sought.expression:
            ranked = self._all(question, (sought.expression, limit))
            found = [each for each in ranked if each[1] is not None]
            # Those that are forgotten have no name; where they are many, others are asked for in their place.
            if len(found) >= most or len(ranked) < limit:
                return found[:most] if most >= 0 else found
            limit *= 2
        return []

    def count(self, sought: Sought) -> int:
        """How many articles there are that are looked for."""
        condition, values = _condition(sought)
        (found,) = self._all(f"SELECT count(*) FROM {condition}", values) or [(0,)]
        return int(found[0])

    def volumes(self) -> list[str]:
        """The files of the other volumes, where this is the one that knows them."""
        return [file for (file,) in self._all("SELECT file FROM volumes")]

    def begin_anew(self, files: Sequence[str]) -> None:
        """Know other volumes from now on, and no article oneself."""

        def begin(database: sqlite3.Connection) -> None:
            for statement in ("DELETE FROM documents", "DELETE FROM volumes"):
                database.execute(statement)
            database.execute("INSERT INTO words (words) VALUES ('delete-all')")
            database.executemany("INSERT INTO volumes VALUES (?)", ((file,) for file in files))

        self._cache.do(begin, None)

    def stop(self) -> None:
        """Give up what another thread is looking for."""
        self._cache.stop()

    def close(self) -> None:
        """Let the file go."""
        self._cache.close()

    def _page(self, sought: Sought, before: int | None, most: int = -1) -> list[Found]:
        condition, values = _condition(sought)
        if before is not None:
            condition, values = f"{condition} AND {_number(sought)} < ?", (*values, before)
        order = f"ORDER BY {_number(sought)} DESC LIMIT ?" if self._ordered else "LIMIT ?"
        return self._all(f"SELECT moment, number, name FROM {condition} {order}", (*values, most))

    def _all(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        nothing: list[tuple[Any, ...]] = []
        return self._cache.do(lambda database: database.execute(question, values).fetchall(), nothing)


def fill(database: sqlite3.Connection, numbered: Iterable[tuple[int, Entry]]) -> None:
    """Write entries into the tables of a volume, in the order of their numbers."""
    for number, each in numbered:
        database.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, each.name, *each.stamp, each.moment, each.digest, each.likeness),
        )
        database.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (number, each.title, each.text))


def _condition(sought: Sought) -> tuple[str, tuple[object, ...]]:
    """The tables and the condition of what is looked for; the articles are `documents` in any case."""
    if sought.expression:
        joined = "words CROSS JOIN documents ON number = words.rowid WHERE words MATCH ?"
        return joined, (sought.expression,)
    if sought.exclusion:
        without = "documents WHERE number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)"
        return without, (sought.exclusion,)
    return "documents WHERE true", ()


def _number(sought: Sought) -> str:
    # FTS5 goes down its own row numbers without sorting; it does not see that `number` is the same.
    return "words.rowid" if sought.expression else "number"
