"""Noticing that files of a library have changed: told by the system where it can, looked for in slices elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from annotations.articles.library import Library, Stamp

if TYPE_CHECKING:
    from watchfiles import Change

LOOKED_AT = 500
"""Files that one look compares with what they were."""
_SETTLING = 200
"""Milliseconds for which changes are gathered."""
_TIMEOUT = 500
"""Milliseconds after which it is asked whether to go on."""
_PATIENCE = 10.0
"""Seconds in which the system must have begun to watch."""


class Watching(Protocol):
    """Tells which files may be others than before."""

    def changed(self) -> Sequence[str]:
        """Paths of files or folders, relative to the library, each once, since this was asked last. Does not wait."""
        ...

    def close(self) -> None:
        """Watch no more."""
        ...


def watching(library: Library, names: Callable[[], Sequence[str]]) -> Watching:
    """What watches a library: the system, by the extra `watch`, or else a few looks at the files of these names.

    Single files are looked at: the system would tell of all that lies in their folder, which may be one's home.
    """
    if library.only is not None:
        return Looks(library, names)
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        return Looks(library, names)
    return Told(library.root)


class Told:
    """Changes that the system tells of, at a cost that does not grow with the library."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._changed: dict[str, None] = {}
        self._turn = threading.Lock()
        self._closed = threading.Event()
        self._ready = threading.Event()
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    def changed(self) -> Sequence[str]:
        """See `Watching.changed`."""
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
        except OSError:
            # The folder is gone, or the system has no watches left: what is listed stays as it is.
            pass
        finally:
            self._ready.set()

    def _take(self, changes: set[tuple[Change, str]]) -> None:
        for _, path in changes:
            name = Path(path).relative_to(self._root)
            if not any(part.startswith(".") for part in name.parts):
                with self._turn:
                    self._changed[name.as_posix()] = None


class Looks:
    """Looks at some files and folders each time it is asked, round and round."""

    def __init__(self, library: Library, names: Callable[[], Sequence[str]]) -> None:
        self._library = library
        self._names = names
        self._next = 0
        self._stamps: dict[str, Stamp | None] = {}
        self._folders: dict[str, int | None] = {}

    def changed(self) -> Sequence[str]:
        """See `Watching.changed`. A file is known from its second look on; of a folder with other files, the folder."""
        names = self._names()
        if self._next >= len(names):
            self._next = 0
        seen = names[self._next : self._next + LOOKED_AT]
        self._next += LOOKED_AT
        stamps = {name: self._library.stamp(name) for name in seen}
        within = {name.rpartition("/")[0] for name in seen}
        folders = {folder: _mtime(self._library.root / folder) for folder in within}
        changed = [name for name, stamp in stamps.items() if self._stamps.get(name, stamp) != stamp]
        changed += [folder for folder, time in folders.items() if self._folders.get(folder, time) != time]
        self._stamps.update(stamps)
        self._folders.update(folders)
        return changed

    def close(self) -> None:
        """Nothing to be done."""


def _mtime(folder: Path) -> int | None:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return None
