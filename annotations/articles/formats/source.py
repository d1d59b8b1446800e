"""Where a format's module gets its bytes from, and what a module gives that finds several articles in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from annotations.articles.formats.extract import Extract, Unreadable
from annotations.articles.read import LIMIT

MIB = 1024 * 1024
MOST_MEMBERS = 200_000
"""Articles of one file that are listed."""
LARGEST_HELD = 256 * MIB
"""Bytes of the largest member of an archive that holds articles itself, and of the largest file that is unpacked."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a member of one, that can be sought in. `name` tells its format, `fields` those of JSONL and CSV."""

    name: str
    stream: BinaryIO
    size: int
    fields: Mapping[str, str] = field(default_factory=dict)
    format: str = ""

    def data(self, limit: int = LIMIT) -> bytes:
        """All of it. Raises Unreadable where it is larger than the limit."""
        if self.size > limit:
            raise too_large(self.size, limit)
        self.stream.seek(0)
        found = self.stream.read(limit + 1)
        if len(found) > limit:
            raise too_large(len(found), limit)
        return found


class Contents(Protocol):
    """The articles of a file, or the files of an archive. An article's key has no `/`; that of a file is its path.

    The key `""` is that of a file which holds one article after all, and of what a compressed file holds.
    """

    def keys(self) -> Iterator[str]:
        """The keys, in the order of the file. Raises Unreadable where the file is damaged, maybe after some."""

    def __contains__(self, key: str) -> bool:
        """Whether there is such a member."""

    def get(self, key: str) -> Extract | Source:
        """A member. Raises Unreadable where it is damaged, and KeyError where there is none."""


def too_large(size: int, limit: int) -> Unreadable:
    """The fault of a file with more bytes than can be read."""
    least, most = (f"{number / MIB:,.0f} MiB" for number in (size, limit))
    return Unreadable(f"too large: {least}", f"at most {most} can be read; split it")
