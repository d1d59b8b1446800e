"""A file of records, each an article, of which no more is kept than where each begins."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import BinaryIO

from annotations.articles.formats.extract import Extract, Unreadable
from annotations.articles.formats.fields import Fields
from annotations.articles.formats.keys import key
from annotations.articles.formats.source import Source, too_large
from annotations.articles.read import LIMIT

Record = Mapping[str, object]


class Records:
    """Records by their ids, or by their numbers where they have none. `places` finds where each begins and ends.

    `parse` makes a record of its bytes and its number, and raises Unreadable.
    """

    def __init__(
        self, source: Source, places: Iterator[tuple[int, int, int]], parse: Callable[[bytes, int], Record]
    ) -> None:
        self._stream: BinaryIO = source.stream
        self._fields = Fields(source.fields)
        self._places, self._parse = places, parse
        self._keys: dict[str, int] = {}
        self._starts, self._ends, self._numbers = array("Q"), array("Q"), array("Q")

    def keys(self) -> Iterator[str]:
        """The keys, found as they are asked for."""
        yield from list(self._keys)
        while (found := self._next()) is not None:
            yield found

    def __contains__(self, wanted: str) -> bool:
        while wanted not in self._keys:
            if self._next() is None:
                return False
        return True

    def get(self, wanted: str) -> Extract:
        """The article of a record."""
        if wanted not in self:
            raise KeyError(wanted)
        at = self._keys[wanted]
        return self._fields.extract(self._record(self._starts[at], self._ends[at], self._numbers[at]))

    def _next(self) -> str | None:
        for start, end, number in self._places:
            wish = f"{number:06}"
            # One that cannot be read is an article all the same, and is said to be damaged where it is read.
            with suppress(Unreadable):
                wish = key(self._fields.id(self._record(start, end, number)) or "", wish)
            found, count = wish, 1
            while found in self._keys:
                count += 1
                found = f"{wish}-{count}"
            self._keys[found] = len(self._starts)
            self._starts.append(start)
            self._ends.append(end)
            self._numbers.append(number)
            return found
        return None

    def _record(self, start: int, end: int, number: int) -> Record:
        if end - start > LIMIT:
            raise too_large(end - start, LIMIT)
        self._stream.seek(start)
        return self._parse(self._stream.read(end - start), number)
