"""Reads a share of a library's articles in a process of its own, and writes the volumes of their words.

The parent writes one line of JSON (`root`, `records`: the file of the index of records, `volumes`: the files to be
made, each with how many of the articles are for it, or `index`: the folder of an index that takes all in, `gently`, and
`bytes` of names to come), and the names with a zero between them. It reads a line for every few articles that are read
or written, with how often that has been done, and the line `written` whenever a volume, or the index, has all that is
for it. It keeps its end of the pipe open: when that closes, nobody waits any more.
"""

from __future__ import annotations

import gc
import hashlib  # noqa: F401 - where it is loaded it hashes all texts, four times as fast as what else does
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import IO

from annotations.articles.index import LibraryIndex
from annotations.articles.library import Library
from annotations.articles.record import Record
from annotations.search.entry import Entry, intake
from annotations.search.text_index import TextIndex
from annotations.search.volume import TABLES, VERSION, fill

AT_ONCE = 250
"""Articles after which the parent is told, and their records are kept."""
WRITTEN = "written"

_GENTLY = 10
# Bytes of words that are sorted in memory before they are written: the more at once, the less is merged afterwards.
_HASHED = 32 * 1024 * 1024
_HASHED_USUALLY = 1024 * 1024


class _Spool:
    """Entries whose texts, which may be larger than the memory, lie in a file until all can be put in order."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._held: list[tuple[int, int, int, Entry]] = []
        self._end = 0

    def put(self, each: Entry) -> None:
        data = each.text.encode()
        self._stream.write(data)
        self._held.append((each.moment, self._end, len(data), each._replace(text="")))
        self._end += len(data)

    def in_order(self) -> Iterator[tuple[int, Entry]]:
        """Oldest first, numbered from 1; asked for from the last one on, those of one moment come as they were put."""
        self._held.reverse()
        self._held.sort(key=lambda held: held[0])
        for number, (_, start, size, each) in enumerate(self._held, 1):
            self._stream.seek(start)
            yield number, each._replace(text=self._stream.read(size).decode())


def main() -> None:
    """Read one task, and do it."""
    task = json.loads(sys.stdin.buffer.readline())
    names = sys.stdin.buffer.read(task["bytes"]).decode("utf-8", "surrogateescape").split("\0")
    Thread(target=_end_with_parent, daemon=True).start()
    # Nothing that is read refers to itself, and the more is held the longer one looks for what does.
    gc.disable()
    if task["gently"]:
        os.nice(_GENTLY)
    library, records = Library(Path(task["root"])), LibraryIndex(Path(task["records"]))
    if "index" in task:
        _take_in(library, names, records, TextIndex(Path(task["index"])))
    else:
        begin = 0
        for volume, count in task["volumes"]:
            _make(Path(volume), library, names[begin : begin + count], records, 2 * begin)
            begin += count
    records.close()
    # Not by way of the interpreter's end, which would wait for the thread at the pipe.
    os._exit(0)


def _take_in(library: Library, names: Sequence[str], records: LibraryIndex, texts: TextIndex) -> None:
    for number, name in enumerate(names, 1):
        # One by one, since they are long.
        if (found := intake(library, name)) is not None:
            records.put(found[:1])
            texts.put(found[1:])
        print(number, flush=True)
    texts.close()
    print(WRITTEN, flush=True)


def _make(volume: Path, library: Library, names: Sequence[str], records: LibraryIndex, done: int) -> None:
    """Make a volume of some articles; so much was `done` before."""
    with tempfile.TemporaryFile(dir=volume.parent) as stream:
        spool = _Spool(stream)
        _read(library, names, records, spool, done)
        _write(volume, _told(spool.in_order(), done + len(names)))
    print(WRITTEN, flush=True)


def _read(library: Library, names: Sequence[str], records: LibraryIndex, spool: _Spool, done: int) -> None:
    for start in range(0, len(names), AT_ONCE):
        read: list[Record] = []
        for name in names[start : start + AT_ONCE]:
            if (found := intake(library, name)) is not None:
                read.append(found[0])
                spool.put(found[1])
        records.put(read)
        print(done + min(start + AT_ONCE, len(names)), flush=True)


def _told(numbered: Iterator[tuple[int, Entry]], done: int) -> Iterator[tuple[int, Entry]]:
    for number, each in numbered:
        yield number, each
        if number % AT_ONCE == 0:
            print(done + number, flush=True)


def _write(volume: Path, numbered: Iterator[tuple[int, Entry]]) -> None:
    database = sqlite3.connect(volume, isolation_level=None)
    # If this is cut short, the file is thrown away: nothing has to be kept safe meanwhile.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -65536"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("BEGIN")
    for statement in TABLES:
        database.execute(statement)
    database.execute(f"PRAGMA user_version = {VERSION}")
    database.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (_HASHED,))
    fill(database, numbered)
    database.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (_HASHED_USUALLY,))
    database.execute("COMMIT")
    database.close()


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)
