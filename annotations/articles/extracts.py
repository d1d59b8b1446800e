"""Articles that were taken out of pages, books and PDF, kept so that they need not be taken out again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotations import __version__
from annotations.articles.article import Article
from annotations.articles.cache_file import CacheFile
from annotations.articles.catalogue import Stamp
from annotations.articles.formats.packed import packed, unpacked
from annotations.articles.index import MEANING

MOST = 32 * 1024 * 1024
"""Bytes that are kept of one library's articles, the last ones that were put; none may have more than a quarter."""

_TABLES = (
    "CREATE TABLE kept (number INTEGER PRIMARY KEY, name UNIQUE NOT NULL, size NOT NULL, time NOT NULL, how NOT NULL,"
    " article BLOB NOT NULL)",
)
_BEYOND = (
    "DELETE FROM kept WHERE number <= (SELECT max(number) FROM"
    " (SELECT number, sum(length(article)) OVER (ORDER BY number DESC) AS newer FROM kept) WHERE newer > ?)"
)


class Extracts:
    """Articles by name, by the stamp of their file, and by `how` they were read; in a file of the cache."""

    def __init__(self, file: Path, most: int = MOST) -> None:
        version = zlib.crc32("\n".join((__version__, str(MEANING), *_TABLES)).encode()) & 0x7FFFFFFF
        self._cache = CacheFile(file, version, _TABLES)
        self._most = most

    def get(self, name: str, stamp: Stamp, how: Mapping[str, Any]) -> Article | None:
        """The article, if it is known of the file as it is now."""
        question = "SELECT article FROM kept WHERE name = ? AND size = ? AND time = ? AND how = ?"
        values = (name, *stamp, json.dumps(how, sort_keys=True))
        row = self._cache.do(lambda database: database.execute(question, values).fetchone(), None)
        if row is None:
            return None
        try:
            found = unpacked(json.loads(zlib.decompress(row[0])))
        except (zlib.error, ValueError, KeyError, TypeError):
            return None
        return found if isinstance(found, Article) else None

    def put(self, name: str, stamp: Stamp, how: Mapping[str, Any], article: Article) -> None:
        """Keep an article, and let go of the oldest where there is no more room."""
        data = zlib.compress(json.dumps(packed(article)).encode(), 1)
        if 4 * len(data) <= self._most:
            statement = "INSERT OR REPLACE INTO kept (name, size, time, how, article) VALUES (?, ?, ?, ?, ?)"
            values = (name, *stamp, json.dumps(how, sort_keys=True), data)
            self._cache.do(lambda database: database.execute(statement, values), None)
            self._cache.do(lambda database: database.execute(_BEYOND, (self._most,)), None)

    def close(self) -> None:
        """Let the file go."""
        self._cache.close()
