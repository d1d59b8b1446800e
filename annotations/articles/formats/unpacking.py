"""Taking bytes out of what is compressed, never more than an article may have, whatever the file says of itself."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Protocol

from annotations.articles.formats.extract import Unreadable
from annotations.articles.formats.registry import format_of
from annotations.articles.formats.source import LARGEST_HELD, MIB, Source, too_large
from annotations.articles.read import LIMIT

MOST_TIMES = 200
"""How many times its compressed size a member may have; text shrinks to a fifth, and hardly ever to a thirtieth."""
HARMLESS = 8 * MIB
"""Bytes up to which no ratio matters."""
CHUNK = MIB


class Readable(Protocol):
    """What gives so many bytes, or fewer at its end."""

    def read(self, size: int, /) -> bytes:
        """The next bytes."""


def unpacked(stream: Readable, name: str, compressed: int, fields: Mapping[str, str]) -> Source:
    """A member of an archive in memory.

    Raises Unreadable where it is larger than its kind may be, or more than MOST_TIMES its `compressed` bytes.
    """
    format_ = format_of(name)
    limit = LARGEST_HELD if format_ is not None and format_.several else LIMIT
    data = io.BytesIO()
    while chunk := stream.read(CHUNK):
        data.write(chunk)
        size = data.tell()
        if size > HARMLESS and size > MOST_TIMES * compressed:
            raise Unreadable(f"unpacks to more than {MOST_TIMES} times its size", "it is hostile; remove it")
        if size > limit:
            raise too_large(size, limit)
    return Source(name, data, data.tell(), fields)


def is_hidden(path: str) -> bool:
    """Whether a member is one that no one means, such as what macOS adds to archives; so are folders, and paths out."""
    return any(part.startswith(".") or part == "__MACOSX" or not part for part in path.split("/"))
