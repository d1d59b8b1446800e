"""Taking stock: making the index of texts agree with the files of a library, in short steps."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple, TypeVar

from annotations.articles.record import RECOGNISED
from annotations.desk.listing import LOOKED_AT, READ, Listing, News
from annotations.search.building import MANY, Adding, Building, Readers
from annotations.search.entry import intake

SHARE = 4
"""The index is built anew when more than one in so many articles has come since it was."""
LONG = 256 * 1024
"""Bytes of a file from which on its articles are read by a process of its own: what the index takes of them is several
times their text, and holds the interpreter while it is made."""

_Work = TypeVar("_Work", bound=Readers)


class Progress(NamedTuple):
    """How much of what there is to do is done; `waiting` while processes of their own do it."""

    done: int
    total: int
    waiting: bool = False
    taken: Sequence[str] = ()
    """The articles that have just been read."""
    grown: bool = False
    """Whether more can be found than before, though not all."""


class Stocktaking:
    """Keeps the texts of a listing's articles in their index. One thread at a time."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._library = listing.library
        self._index = listing.texts.index
        self._at_work: set[Readers] = set()
        self._late: dict[str, None] = {}

    def agree(self, names: Sequence[str], *, gently: bool = False, whole: bool = True) -> Iterator[Progress]:
        """Read the articles of these names that are not as the index has them; they are the `whole` of the library.

        Others are forgotten then, and where many are to be read, the index is built anew by processes. Long ones are
        read by a process in any case; where `gently`, these give way to others. Each step is short and is kept when it
        is done; the work may be left at any.
        """
        known = self._index.known()
        # Where nothing is known, no file need be looked at to tell that it is not.
        stale = [] if known else list(names)
        for start in range(0, len(names) if known else 0, LOOKED_AT):
            stale += (name for name in names[start : start + LOOKED_AT] if known.get(name) != self._library.stamp(name))
            yield Progress(0, 0)
        whole = whole and self._library.only is None
        if whole:
            self._index.forget(known.keys() - set(names))
        many = whole and len(stale) > MANY and SHARE * (len(stale) + self._index.loose) > len(names)
        # What there is already is better than a part of what is to come.
        if many and (yield from self._build(names, at_once=not known, gently=gently)):
            return
        short, long = self._parted(stale)
        for start in range(0, len(short), READ):
            taken = short[start : start + READ]
            self.take_in(taken)
            yield Progress(min(start + READ, len(short)), len(stale), taken=taken)
        if long:
            yield from self._take_in_apart(long, len(short), gently=gently)

    def follow(self, paths: Sequence[str]) -> News:
        """Take in what is told to have changed, files or folders.

        The disk is asked for names only where one is new, or a file changed that may hold others than before. Long
        articles are left to be read by a process: they are `late`.
        """
        known = dict(zip(paths, self._listing.index.records(paths, without=RECOGNISED), strict=True))
        stamps = {path: self._library.stamp(path) for path in paths}
        changed = [path for path, each in known.items() if each and stamps[path] and each.stamp != stamps[path]]
        self.take_in(self._in_time(changed))
        # Of a library of single files no names are kept.
        before = self._listing.index.names() if self._library.only is None else []
        names: Sequence[str] | None = before
        if before is not None and any(
            known[path] is None or stamps[path] is None or self._library.located(path)[1] for path in paths
        ):
            names, present = self._listing.scan(), set(before)
            # What lies in a folder, or in a file of many articles, may have changed with it.
            within, at_top = tuple(f"{path}/" for path in paths), "" in paths
            new = [
                name for name in names if name not in present or name.startswith(within) or (at_top and "/" not in name)
            ]
            changed += (name for progress in self.agree(self._in_time(new), whole=False) for name in progress.taken)
            self._index.forget(present.difference(names))
        rows = {name: row for name, row in self._listing.rows(changed) if row is not None}
        return News(names if names != before else None, rows)

    def late(self) -> list[str]:
        """The long articles that `follow` has met since this was asked last: `agree` has them read."""
        names = [*self._late]
        self._late.clear()
        return names

    def take_in(self, names: Sequence[str]) -> None:
        """Read articles, and keep what they say: in the index of texts, and in that of records."""
        found = {name: intake(self._library, name) for name in names}
        taken = [each for each in found.values() if each is not None]
        self._listing.index.put(record for record, _ in taken)
        self._index.put(entry for _, entry in taken)
        self._index.forget(name for name, each in found.items() if each is None)

    def close(self) -> None:
        """Give up what is being built."""
        for readers in tuple(self._at_work):
            readers.stop()

    def _parted(self, names: Sequence[str]) -> tuple[list[str], list[str]]:
        """The short and the long ones of some articles."""
        parted: tuple[list[str], list[str]] = [], []
        for name in names:
            stamp = self._library.stamp(name)
            parted[stamp is not None and stamp[0] >= LONG].append(name)
        return parted

    def _in_time(self, names: Sequence[str]) -> list[str]:
        """Those of the names that are not long; the others are late."""
        short, long = self._parted(names)
        self._late.update(dict.fromkeys(long))
        return short

    def _take_in_apart(self, names: Sequence[str], before: int, *, gently: bool) -> Iterator[Progress]:
        """Have articles read by a process. What it leaves out, should it die, is stale the next time, too."""
        with self._begun(Adding, names, gently=gently) as adding:
            if adding is not None:
                while not adding.written and not adding.failed:
                    yield Progress(before + adding.done, before + len(names), waiting=True)
            else:
                for name in names:
                    self.take_in((name,))
        yield Progress(before + len(names), before + len(names), taken=names)

    def _build(self, names: Sequence[str], *, at_once: bool, gently: bool) -> Generator[Progress, None, bool]:
        """Build the index anew; whether that was done. What is built can be found `at_once`, or when all is."""
        with self._begun(Building, names, gently=gently) as building:
            if building is None:
                return False
            while not building.written and not building.failed:
                grown = at_once and self._index.adopt(building)
                yield Progress(building.done, building.total, waiting=True, grown=grown)
            if building.written:
                self._index.adopt(building)
            return building.written

    @contextmanager
    def _begun(self, work: Callable[..., _Work], names: Sequence[str], *, gently: bool) -> Iterator[_Work | None]:
        """Processes at work, as long as they are waited for; None where they cannot be had."""
        readers: _Work | None = None
        with suppress(OSError):
            readers = work(self._library.root, names, self._index.folder, self._listing.index.file, gently=gently)
            self._at_work.add(readers)
        try:
            yield readers
        finally:
            if readers is not None:
                readers.stop()
                self._at_work.discard(readers)
