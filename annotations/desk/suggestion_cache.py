"""What engines found in texts, kept so that an article that is opened again has its suggestions at once.

Only a cache, bounded, without a word of any text: spans and labels by the hash of what they depend on.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.articles.cache_file import CacheFile
from annotations.entities.packed import Entities
from annotations.text import hashing

if TYPE_CHECKING:
    import sqlite3

MOST = 64 * 1024 * 1024
"""Bytes of entities that are kept; past that, those used longest ago go."""
LEFT = 3 / 4
"""The share of that which is left then."""

_DAY = 24 * 3600
_VERSION = 2 if sys.byteorder == "little" else 3
_TABLES = (
    "CREATE TABLE suggestions (key TEXT PRIMARY KEY, used INTEGER, size INTEGER, entities BLOB)",
    # Holds all that is asked when the bound is watched, so that no entities are read for it.
    "CREATE INDEX ages ON suggestions (used, size, key)",
)


def key(*parts: str) -> str:
    """The name of what depends on all these."""
    digest = hashing.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded) + encoded)
    return digest.hexdigest()


class SuggestionCache:
    """Entities by key, in a file that is made when something is kept. Used from any thread."""

    def __init__(self, file: Path, *, most: int = MOST) -> None:
        self._cache = CacheFile(file, _VERSION, _TABLES)
        self._most = most

    @property
    def file(self) -> Path:
        """Where they are kept."""
        return self._cache.file

    @property
    def begun(self) -> bool:
        """Whether anything may have been kept."""
        return self._cache.is_open or self._cache.file.exists()

    def get(self, key: str, text: str) -> Entities | None:
        """What was kept under a key, as the entities of that text; None where that is nothing, or nothing of use."""
        if not self.begun:
            return None

        def look(database: sqlite3.Connection) -> bytes | None:
            found = database.execute("SELECT entities, used FROM suggestions WHERE key = ?", (key,)).fetchone()
            if found is None:
                return None
            now = int(time.time())
            if now - found[1] > _DAY:
                database.execute("UPDATE suggestions SET used = ? WHERE key = ?", (now, key))
            return bytes(found[0])

        packed = self._cache.do(look, None)
        try:
            return None if packed is None else Entities.unpacked(text, packed)
        except ValueError:
            return None

    def put(self, key: str, entities: Entities) -> None:
        """Keep entities under a key."""
        parts = entities.parts()
        bytes_ = sum(memoryview(part).nbytes for part in parts)

        def keep(database: sqlite3.Connection) -> None:
            row = (key, int(time.time()), bytes_, bytes_)
            number = database.execute("INSERT OR REPLACE INTO suggestions VALUES (?, ?, ?, zeroblob(?))", row).lastrowid
            assert number is not None
            # Written in parts: a long text has half a megabyte of entities, which would lie in memory three times.
            with database.blobopen("suggestions", "entities", number) as blob:
                for part in parts:
                    blob.write(part)
            (size,) = database.execute("SELECT sum(size) FROM suggestions").fetchone()
            if size > self._most:
                self._make_room(database, size)

        if bytes_ <= self._most * LEFT:
            self._cache.do(keep, None)

    def close(self) -> None:
        """Let the file go."""
        self._cache.close()

    def _make_room(self, database: sqlite3.Connection, size: int) -> None:
        oldest = database.execute("SELECT key, size FROM suggestions ORDER BY used, rowid").fetchall()
        for gone, freed in oldest:
            if size <= self._most * LEFT:
                break
            database.execute("DELETE FROM suggestions WHERE key = ?", (gone,))
            size -= freed
