"""Mailing lists in mbox: letters one after another, each begun by a line `From `."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.articles.formats.extract import Extract, Unreadable
from annotations.articles.formats.keys import each_once, key
from annotations.articles.formats.mail import letter
from annotations.articles.formats.source import MOST_MEMBERS, Source, too_large
from annotations.articles.read import LIMIT

LONGEST_HEAD = 64 * 1024
"""Bytes after the beginning of a letter in which its Message-ID is looked for."""

# What mail programs write there: an address and a time; `From here on` is a line of a letter.
_FROM = re.compile(rb"From \S+.*\d\d:\d\d.*\d{4}")
_ID = re.compile(rb"^message-id:\s*<?([^<>\s]+)", re.IGNORECASE | re.MULTILINE)


class Mailbox:
    """Letters by their Message-ID, or by number where they have none."""

    def __init__(self, source: Source) -> None:
        self._stream = source.stream
        self._places = list(_places(source))
        if not self._places:
            raise Unreadable("no letter in it", "fetch it again")
        self._numbers = {each: at for at, each in enumerate(each_once(self._wished()))}

    def keys(self) -> Iterator[str]:
        """The keys, in the order of the file."""
        return iter(self._numbers)

    def __contains__(self, wanted: str) -> bool:
        return wanted in self._numbers

    def get(self, wanted: str) -> Extract:
        """A letter."""
        start, end = self._places[self._numbers[wanted]]
        if end - start > LIMIT:
            raise too_large(end - start, LIMIT)
        self._stream.seek(start)
        return letter(re.sub(rb"^>(>*From )", rb"\1", self._stream.read(end - start), flags=re.MULTILINE))

    def _wished(self) -> Iterator[str]:
        for number, (start, end) in enumerate(self._places, 1):
            self._stream.seek(start)
            head = self._stream.read(min(end - start, LONGEST_HEAD)).partition(b"\n\n")[0]
            found = _ID.search(head)
            yield key(found[1].decode("utf-8", "replace") if found else "", f"{number:06}")


def unfold(source: Source) -> Mailbox:
    """The letters of a mailbox."""
    return Mailbox(source)


def _places(source: Source) -> Iterator[tuple[int, int]]:
    """Where each letter begins, after its `From ` line, and ends."""
    source.stream.seek(0)
    at, begun, blank, count = 0, -1, True, 0
    for line in iter(lambda: source.stream.readline(LIMIT), b""):
        if blank and line.startswith(b"From ") and _FROM.match(line):
            if begun >= 0:
                yield begun, at
                count += 1
                if count > MOST_MEMBERS:
                    return
            begun = at + len(line)
        blank = not line.strip()
        at += len(line)
    if begun >= 0:
        yield begun, at
