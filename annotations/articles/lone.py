"""The index of an article that is opened alone, where there is none of a library: in memory, without SQLite's 2 MB."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from annotations.articles.record import RECOGNISED, Content, Named, Record, unambiguous


class LoneIndex:
    """Answers as a `LibraryIndex` does, for as long as it is there; `file` is where other processes make one.

    What was recognised last is told when it is asked for: nobody filters a list of one by the days that it is about.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._names: list[str] | None = None
        self._records: dict[str, Record] = {}
        self._untold: tuple[str, Content] | None = None
        self._turn = Lock()

    @property
    def in_use(self) -> bool:
        """Whether anything is known."""
        return bool(self._records)

    def names(self) -> list[str] | None:
        """See `LibraryIndex.names`."""
        return self._names

    def keep_names(self, names: Sequence[str]) -> None:
        """See `LibraryIndex.keep_names`."""
        present = set(names)
        with self._turn:
            self._names = list(names)
            self._records = {name: each for name, each in self._records.items() if name in present}

    def records(self, names: Sequence[str], *, without: Collection[str] = ()) -> Iterator[Record | None]:
        """See `LibraryIndex.records`."""
        if not set(RECOGNISED).issubset(without):
            self._tell()
        left_out: dict[str, Any] = dict.fromkeys(without)
        for name in names:
            known = self._records.get(name)
            yield None if known is None else known._replace(**left_out)

    def put(self, records: Iterable[Record]) -> None:
        """See `LibraryIndex.put`."""
        new = {each.name: each for each in records}
        with self._turn:
            self._records.update(new)
            if self._untold is not None and self._untold[0] in new:
                self._untold = None

    def recognised(self, name: str, sha256: str, suggested: int, doubt: float, content: Content) -> None:
        """See `LibraryIndex.recognised`; the content is drawn on later."""
        if self._untold is not None and self._untold[0] != name:
            self._tell()
        with self._turn:
            known = self._records.get(name)
            if known is not None and known.sha256 == sha256:
                self._records[name] = known._replace(suggested=suggested, doubt=doubt)
                self._untold = name, content

    def sources(self) -> list[str]:
        """See `LibraryIndex.sources`."""
        count: dict[str, int] = {}
        for each in self._records.values():
            if each.source:
                count[each.source] = count.get(each.source, 0) + 1
        return sorted(count, key=lambda source: (-count[source], source))

    def all_named(self) -> Iterator[Named]:
        """See `LibraryIndex.all_named`."""
        self._tell()
        for each in tuple(self._records.values()):
            yield from each.named

    def long_forms(self) -> dict[str, str]:
        """See `LibraryIndex.long_forms`."""
        self._tell()
        return unambiguous(each.explained for each in tuple(self._records.values()) if each.explained)

    def faults(self) -> list[Record]:
        """See `LibraryIndex.faults`."""
        return sorted(each for each in self._records.values() if each.what is not None)

    def close(self) -> None:
        """There is nothing to let go."""

    def _tell(self) -> None:
        """Have in the records what was recognised last."""
        with self._turn:
            if self._untold is not None:
                name, content = self._untold
                self._untold = None
                if name in self._records:
                    recognised, dated, explained = content.written()
                    told = self._records[name]._replace(recognised=recognised, dated=dated, explained=explained)
                    self._records[name] = told
