"""What the files that hold several articles hold, remembered by size and time so that a list need not open them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from annotations.articles.cache_file import CacheFile
from annotations.problem import Problem

Stamp = tuple[int, int]
"""Bytes of a file, and when it was last written, in nanoseconds."""

_VERSION = 3
_TABLES = (
    "CREATE TABLE held (name PRIMARY KEY, size NOT NULL, time NOT NULL, keys NOT NULL, what, remedy) WITHOUT ROWID",
)


class Held(NamedTuple):
    """The keys of a file's articles, in its order; `problem` says why there may be more of them, or are none."""

    keys: Sequence[str]
    problem: Problem | None = None


class Catalogue:
    """What files hold, by name and stamp; in a file of the cache if one is given, else as long as the program runs."""

    def __init__(self, file: Path | None = None) -> None:
        self._cache = None if file is None else CacheFile(file, _VERSION, _TABLES)
        self._known: dict[str, tuple[Stamp, Held]] = {}

    def get(self, name: str, stamp: Stamp) -> Held | None:
        """What the file holds, if it is known of the file as it is now."""
        known = self._known.get(name)
        if known is None and self._cache is not None:
            question = "SELECT size, time, keys, what, remedy FROM held WHERE name = ?"
            row = self._cache.do(lambda database: database.execute(question, (name,)).fetchone(), None)
            if row is not None:
                size, time, keys, what, remedy = row
                problem = None if what is None else Problem(name, what, remedy)
                known = self._known[name] = ((size, time), Held(keys.split("\0"), problem))
        return known[1] if known is not None and known[0] == stamp else None

    def put(self, name: str, stamp: Stamp, held: Held) -> None:
        """Remember what a file holds; what could not be read at all is asked for again."""
        self._known[name] = (stamp, held)
        if self._cache is not None and held.keys:
            what, remedy = (held.problem.what, held.problem.remedy) if held.problem else (None, "")
            row = (name, *stamp, "\0".join(held.keys), what, remedy)
            statement = "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?, ?)"
            self._cache.do(lambda database: database.execute(statement, row), None)

    def close(self) -> None:
        """Let the file of the cache go."""
        if self._cache is not None:
            self._cache.close()
