"""Noticing that files of a library have changed: told by the system where it can, looked for elsewhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import nlargest
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from annotations.articles.catalogue import Stamp
from annotations.articles.library import Library

if TYPE_CHECKING:
    from watchfiles import Change

LOOKED_AT = 100
"""Files that are compared with what they were before the clock is asked."""
LONG_ENOUGH = 0.01
"""Seconds after which a look leaves the rest of the files to the next one."""
FOLDERS = 1_000
"""Folders that one look compares with what they were."""
LIVELY = 100
"""Files that every look compares: those that were changed last are the likeliest to be changed again."""
_SETTLING = 200
"""Milliseconds for which changes are gathered."""
_TIMEOUT = 500
"""Milliseconds after which it is asked whether to go on."""
_PATIENCE = 10.0
"""Seconds in which the system must have begun to watch."""


class Watching(Protocol):
    """Tells which files may be others than before."""

    def changed(self, first: Sequence[str] = ()) -> Sequence[str]:
        """Paths of files or folders, relative to the library, each once, since this was asked last.

        Does not wait. The `first` files, those in sight, are the most important.
        """
        ...

    def close(self) -> None:
        """Watch no more."""
        ...


def watching(
    library: Library, names: Callable[[], Sequence[str]], known: Callable[[], Mapping[str, Stamp]] = dict
) -> Watching:
    """What watches a library: the system, or where it does not, looks at the files of these names.

    `known` is what is known of them already; what has changed since then is told, too. Single files are looked at: the
    system would tell of all that lies in their folder, which may be one's home.
    """

    def looks() -> Watching:
        return Looks(library, names, known())

    if library.only is not None:
        return looks()
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        return looks()
    return Told(library.root, looks)


class Told:
    """Changes that the system tells of, at a cost that does not grow with the library.

    Where it does not tell, they are asked of what `otherwise` makes.
    """

    def __init__(self, root: Path, otherwise: Callable[[], Watching] | None = None) -> None:
        self._root = root
        self._otherwise = otherwise
        self._instead: Watching | None = None
        self._changed: dict[str, None] = {}
        self._turn = threading.Lock()
        self._closed = threading.Event()
        self._ready = threading.Event()
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    def changed(self, first: Sequence[str] = ()) -> Sequence[str]:
        """See `Watching.changed`."""
        if self._ended.is_set() and self._otherwise is not None:
            self._instead = self._instead or self._otherwise()
            return self._instead.changed(first)
        with self._turn:
            changed, self._changed = self._changed, {}
        return list(changed)

    def wait_until_ready(self) -> None:
        """Return when nothing that changes from now on is missed, or nothing can be told."""
        self._ready.wait(_PATIENCE)

    def close(self) -> None:
        """Watch no more."""
        self._closed.set()

    def _watch(self) -> None:
        import watchfiles

        try:
            # It comes back at its timeout, too, so that it is known to have begun.
            for changes in watchfiles.watch(
                self._root, watch_filter=None, debounce=_SETTLING, step=_SETTLING // 4, rust_timeout=_TIMEOUT,
                yield_on_timeout=True, stop_event=self._closed, raise_interrupt=False, ignore_permission_denied=True,
            ):  # fmt: skip
                self._ready.set()
                self._take(changes)
        except (OSError, RuntimeError):
            # The folder is gone, or the system has no watches left, which watchfiles tells in either way.
            self._ended.set()
        finally:
            self._ready.set()

    def _take(self, changes: set[tuple[Change, str]]) -> None:
        for _, path in changes:
            name = Path(path).relative_to(self._root)
            if not any(part.startswith(".") for part in name.parts):
                with self._turn:
                    self._changed[name.as_posix()] = None


class Looks:
    """Looks at some files and folders each time it is asked, for no longer than is not felt.

    Each look begins with what matters most: the files in sight, those that were changed last, and the folders, which
    tell what has come, is gone, or was put in the place of another. What is left of the time goes to the rest of the
    files, round and round.
    """

    def __init__(self, library: Library, names: Callable[[], Sequence[str]], known: Mapping[str, Stamp]) -> None:
        """A file of which nothing is `known` is so from its first look on."""
        self._library = library
        self._names = names
        self._listed = names()
        self._stamps: dict[str, Stamp | None] = dict(known)
        self._lively = nlargest(LIVELY, known, key=lambda name: known[name][1])
        self._folders = {folder: self._mtime(folder) for folder in _folders(self._listed)}
        self._files_round, self._folders_round = _Round(), _Round()

    def changed(self, first: Sequence[str] = ()) -> Sequence[str]:
        """See `Watching.changed`."""
        until = time.monotonic() + LONG_ENOUGH
        if self._mtime("") is None:
            # A disk that is gone may come again, with all that is on it.
            return []
        names = self._names()
        if names is not self._listed:
            # What came into a new folder before it is looked at is told with it.
            self._listed, self._folders = names, {folder: self._folders.get(folder) for folder in _folders(names)}
            self._stamps = {name: self._stamps[name] for name in names if name in self._stamps}
        changed = [*self._new([*first, *self._lively])]
        changed += self._new_folders(self._folders_round.next([*self._folders], FOLDERS))
        for _ in range(0, len(names), LOOKED_AT):
            changed += self._new(self._files_round.next(names, LOOKED_AT))
            if time.monotonic() > until:
                break
        return changed

    def close(self) -> None:
        """Nothing to be done."""

    def _new(self, names: Sequence[str]) -> Iterator[str]:
        """Those of the files that are not as they were."""
        for name in names:
            stamp = self._library.stamp(name)
            if self._stamps.setdefault(name, stamp) != stamp:
                self._stamps[name] = stamp
                self._lively = [name, *(each for each in self._lively if each != name)][:LIVELY]
                yield name

    def _new_folders(self, folders: Sequence[str]) -> Iterator[str]:
        """Those in which there are other files than there were."""
        for folder in folders:
            before, self._folders[folder] = self._folders[folder], self._mtime(folder)
            if before != self._folders[folder]:
                yield folder

    def _mtime(self, folder: str) -> int | None:
        try:
            return (self._library.root / folder).stat().st_mtime_ns
        except OSError:
            return None


class _Round:
    """Goes through something again and again, some at a time."""

    def __init__(self) -> None:
        self._at = 0

    def next(self, names: Sequence[str], count: int) -> Sequence[str]:
        start = self._at if self._at < len(names) else 0
        self._at = start + count
        return names[start : self._at]


def _folders(names: Sequence[str]) -> Iterator[str]:
    """The folders of files, and those that they are in; the library itself is `""`."""
    found = {name.rpartition("/")[0] for name in names}
    for folder in list(found):
        while folder:
            folder = folder.rpartition("/")[0]
            found.add(folder)
    return iter(sorted(found))
