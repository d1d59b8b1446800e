"""Taking stock: making the index of texts agree with the files of a library, in short steps."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple

from annotations.articles.record import Record, record
from annotations.desk.listing import LOOKED_AT, READ, RECOGNISED, Listing, News
from annotations.problem import Problem
from annotations.search.building import MANY, Building
from annotations.search.entry import Entry, entry, unreadable

SHARE = 4
"""The index is built anew when more than one in so many articles has come since it was."""


class Progress(NamedTuple):
    """How much of what there is to do is done; `waiting` while processes of their own do it."""

    done: int
    total: int
    waiting: bool = False
    taken: Sequence[str] = ()
    """The articles that have just been read."""


class Stocktaking:
    """Keeps the texts of a listing's articles in their index. One thread at a time."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._library = listing.library
        self._index = listing.texts.index
        self._building: Building | None = None

    def agree(self, names: Sequence[str], *, gently: bool = False, whole: bool = True) -> Iterator[Progress]:
        """Read the articles of these names that are not as the index has them; they are the `whole` of the library.

        Others are forgotten then, and where many are to be read, the index is built anew by processes; where
        `gently`, these give way to others. Each step is short and is kept when it is done; the work may be left at any.
        """
        known = self._index.known()
        stale: list[str] = []
        for start in range(0, len(names), LOOKED_AT):
            stale += (name for name in names[start : start + LOOKED_AT] if known.get(name) != self._library.stamp(name))
            yield Progress(0, 0)
        whole = whole and self._library.only is None
        if whole:
            self._index.forget(known.keys() - set(names))
        many = whole and len(stale) > MANY and SHARE * (len(stale) + self._index.loose) > len(names)
        if many and (yield from self._build(names, gently=gently)):
            return
        for start in range(0, len(stale), READ):
            taken = stale[start : start + READ]
            self.take_in(taken)
            yield Progress(min(start + READ, len(stale)), len(stale), taken=taken)

    def follow(self, paths: Sequence[str]) -> News:
        """Take in what is told to have changed, files or folders.

        The disk is asked for names only where one is new, or a file changed that may hold others than before.
        """
        known = dict(zip(paths, self._listing.index.records(paths, without=RECOGNISED), strict=True))
        stamps = {path: self._library.stamp(path) for path in paths}
        changed = [path for path, each in known.items() if each and stamps[path] and each.stamp != stamps[path]]
        self.take_in(changed)
        # Of a library of single files no names are kept.
        before = self._listing.index.names() if self._library.only is None else []
        names: Sequence[str] | None = before
        if before is not None and any(
            known[path] is None or stamps[path] is None or self._library.located(path)[1] for path in paths
        ):
            names, present = self._listing.scan(), set(before)
            # What lies in a folder, or in a file of many articles, may have changed with it.
            within = tuple(f"{path}/" for path in paths)
            new = [name for name in names if name not in present or name.startswith(within)]
            changed += (name for progress in self.agree(new, whole=False) for name in progress.taken)
            self._index.forget(present.difference(names))
        rows = {name: row for name, row in self._listing.rows(changed) if row is not None}
        return News(names if names != before else None, rows)

    def take_in(self, names: Sequence[str]) -> None:
        """Read articles, and keep what they say: in the index of texts, and in that of records."""
        records: list[Record] = []
        entries: list[Entry] = []
        gone: list[str] = []
        for name in names:
            # The time is taken before the file is read, so that what is written meanwhile is noticed the next time.
            stamp = self._library.stamp(name)
            if stamp is None:
                gone.append(name)
                continue
            found = self._library.read(name)
            records.append(record(name, stamp, found))
            entries.append(
                unreadable(name, stamp) if isinstance(found, Problem) else entry(found, stamp, records[-1].sha256)
            )
        self._listing.index.put(records)
        self._index.put(entries)
        self._index.forget(gone)

    def close(self) -> None:
        """Give up what is being built."""
        if self._building is not None:
            self._building.stop()

    def _build(self, names: Sequence[str], *, gently: bool) -> Generator[Progress, None, bool]:
        """Build the index anew; whether that was done."""
        try:
            building = Building(self._library.root, names, self._index.folder, self._listing.index.file, gently=gently)
        except OSError:
            return False
        self._building = building
        try:
            while not building.written and not building.failed:
                yield Progress(building.done, building.total, waiting=True)
            if building.written:
                self._index.adopt(building)
        finally:
            building.stop()
            self._building = None
        return building.written
