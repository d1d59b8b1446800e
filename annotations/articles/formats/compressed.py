"""A file compressed by gzip: what is in it has the name of the file without the `.gz`."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from annotations.articles.formats.extract import Unreadable
from annotations.articles.formats.source import Source
from annotations.articles.formats.unpacking import unpacked


class Compressed:
    """The one file that is compressed, unpacked once it is asked for."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._unpacked: Source | None = None

    def keys(self) -> Iterator[str]:
        """The key of the whole."""
        return iter(("",))

    def __contains__(self, key: str) -> bool:
        return key == ""

    def get(self, key: str) -> Source:
        """What is compressed."""
        if key:
            raise KeyError(key)
        if self._unpacked is None:
            name = self._source.name
            inner = f"{name[:-4]}.tar" if name.lower().endswith(".tgz") else name[:-3]
            self._source.stream.seek(0)
            try:
                with gzip.GzipFile(fileobj=self._source.stream, mode="rb") as stream:
                    self._unpacked = unpacked(stream, inner, self._source.size, self._source.fields)
            except (EOFError, OSError, zlib.error) as error:
                raise Unreadable("damaged, or broken off", "fetch it again") from error
        return self._unpacked


def unfold(source: Source) -> Compressed:
    """What a file has compressed."""
    return Compressed(source)
