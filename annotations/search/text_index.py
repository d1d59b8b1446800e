"""The index of texts of one library: a few volumes that were built together, and one for what has come since.

Only a cache: the articles are the truth, and deleting the folder loses nothing.
"""

from __future__ import annotations

import contextlib
import heapq
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.articles.library import Stamp
from annotations.search.entry import Entry
from annotations.search.sought import Sought
from annotations.search.volume import PAGES, SMALLEST_PAGE, Found, Volume

if TYPE_CHECKING:
    from annotations.search.building import Building

_CURRENT = "current.sqlite"


class TextIndex:
    """Articles by their words. May be used from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._current = Volume(folder / _CURRENT, ordered=False)
        self._built: dict[str, Volume] = {}

    def known(self) -> dict[str, Stamp]:
        """The articles that are in the index, with the stamps of their files when they were read."""
        return dict(pair for volume in self._volumes() for pair in volume.known())

    @property
    def loose(self) -> int:
        """Articles that have come since the volumes were built: where they are many, it is time to build anew."""
        return self._current.count(Sought())

    def put(self, entries: Iterable[Entry]) -> None:
        """Take articles in, in place of those of the same names."""
        taken = list(entries)
        for volume in self._others():
            volume.forget(each.name for each in taken)
        self._current.put(taken)

    def forget(self, names: Iterable[str]) -> None:
        """Know some articles no more."""
        gone = list(names)
        for volume in self._volumes():
            volume.forget(gone)

    def adopt(self, building: Building) -> bool:
        """Know what has been built so far, in place of all that was known before; whether that is more."""
        before = self._others()
        files = [file.name for file in building.take()]
        if files == [*self._built]:
            return False
        self._current.begin_anew(files)
        for volume in before:
            if volume.file.name not in files:
                volume.close()
        if building.written:
            self._clear({_CURRENT, *files})
        return True

    def newest(self, sought: Sought) -> Iterator[str]:
        """The names of the articles that are looked for, the newest first, as far as they are taken."""

        def moment(found: Found) -> int:
            return -found[0]

        others = self._others()
        total = sum(volume.size for volume in others)
        # Volumes have parts of the newest as they have of all; what each is asked for beyond that is looked up in vain.
        pages = [max(SMALLEST_PAGE, PAGES * volume.size // max(1, total)) for volume in others]
        found = [
            self._current.newest(sought),
            *(each.newest(sought, page) for each, page in zip(others, pages, strict=True)),
        ]
        # SQLite lets the interpreter go while it looks: volumes are begun at the same time.
        with ThreadPoolExecutor(len(found), "newest") as threads:
            first = list(threads.map(lambda each: list(islice(each, 1)), found))
        for _, _, name in heapq.merge(*map(chain, first, found), key=moment):
            yield name

    def relevant(self, sought: Sought, most: int) -> list[str]:
        """So many names of the articles that are looked for, or with -1 all, the most relevant first.

        None for what must only not be there.
        """
        volumes = self._volumes()
        # SQLite lets the interpreter go while it ranks: volumes are looked through at the same time.
        with ThreadPoolExecutor(len(volumes), "rank") as threads:
            ranked = heapq.merge(*threads.map(lambda volume: volume.relevant(sought, most), volumes))
        names = [name for _, name in ranked]
        return names if most < 0 else names[:most]

    def count(self, sought: Sought) -> int:
        """How many articles there are that are looked for."""
        return sum(volume.count(sought) for volume in self._volumes())

    def sketches(self) -> list[tuple[str, bytes, bytes]]:
        """Name, digest and likeness of each article that could be read."""
        return [each for volume in self._volumes() for each in volume.sketches()]

    def stop(self) -> None:
        """Give up what another thread is looking for: it finds less."""
        for volume in (self._current, *self._built.values()):
            volume.stop()

    def close(self) -> None:
        """Let the files go."""
        for volume in (self._current, *self._built.values()):
            volume.close()

    def _volumes(self) -> list[Volume]:
        return [self._current, *self._others()]

    def _clear(self, kept: Collection[str]) -> None:
        """Remove what nobody knows any more."""
        for file in self.folder.glob("*.sqlite*"):
            if file.name.partition(".sqlite")[0] + ".sqlite" not in kept:
                with contextlib.suppress(OSError):
                    file.unlink()

    def _others(self) -> list[Volume]:
        """The volumes as they are now: another process may have built others."""
        files = self._current.volumes()
        if [*self._built] != files:
            self._built = {file: self._built.get(file) or Volume(self.folder / file, ordered=True) for file in files}
        return [*self._built.values()]
