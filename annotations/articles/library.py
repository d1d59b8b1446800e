"""A library: a folder of articles, or some files of one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.articles.article import Article
from annotations.articles.catalogue import Catalogue, Held, Stamp
from annotations.articles.formats.apart import Apart
from annotations.articles.formats.registry import Format, format_of
from annotations.articles.read import read
from annotations.articles.settings import FILE_NAME, Settings, read_settings
from annotations.articles.walking import files
from annotations.problem import PostilError, Problem, reason
from annotations.text.natural import natural_key
from annotations.text.safe import visible_line

if TYPE_CHECKING:
    from annotations.articles.extracts import Extracts

__all__ = ["Library", "Scan", "Stamp"]

OWN_FOLDER = ".postil"
MOST = 1_000_000
"""Articles that are listed."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What a library holds: the `names` of what may be articles, which have not been read, in their order.

    `waiting` are files of which it is not known what they hold.
    """

    names: list[str]
    problems: tuple[Problem, ...]
    waiting: tuple[str, ...] = ()


class Library:
    """Articles under one root. `only` are the names of a library that was opened on single files.

    Where a file holds several articles, each is one of its own, whose name begins with that of the file.
    """

    def __init__(self, root: Path, only: tuple[str, ...] | None = None, *, most: int = MOST) -> None:
        self.root = root
        self.only = only
        self.catalogue = Catalogue()
        """What files hold; whoever has a place for a cache puts another one here."""
        self.opening: Callable[[str], AbstractContextManager[object]] = nullcontext
        """Entered with the name of each file that must be opened to be listed, while it is; whoever tells of it puts
        another one here."""
        self.kept: Path | None = None
        """Where articles are kept that were taken out of other formats; set by whoever has a place for a cache."""
        self._most = most
        self._apart = Apart()

    @cached_property
    def settings(self) -> Settings:
        """What postil.toml says. Raises PostilError where it cannot be read."""
        return read_settings(self.root / FILE_NAME)

    @cached_property
    def _extracts(self) -> Extracts | None:
        if self.kept is None:
            return None
        # A library of texts has none.
        from annotations.articles.extracts import Extracts

        return Extracts(self.kept)

    @classmethod
    def of(cls, *paths: Path) -> Library:
        """The library of a folder, or of files: the nearest folder above that holds `.postil`, else their own.

        Raises PostilError where a path does not exist, or where the paths belong to different libraries.
        """
        for path in paths:
            _must_exist(path)
        whole = [path.parent.resolve() / path.name if path.name else path.resolve() for path in paths]
        if len(whole) == 1 and whole[0].is_dir():
            return cls(whole[0])
        folders = [path for path in whole if path.is_dir()]
        if folders:
            raise PostilError(Problem(visible_line(str(folders[0])), "one folder, or files, can be opened at once"))
        roots = {_root(path) for path in whole}
        if len(roots) > 1:
            raise PostilError(
                Problem(visible_line(str(whole[0])), "the files belong to different libraries", "open one of them")
            )
        root = roots.pop()
        return cls(root, tuple(path.relative_to(root).as_posix() for path in whole))

    def located(self, name: str) -> tuple[str, str]:
        """The name of the file that an article is in, and its path within that; `""` where it is the file itself."""
        if os.path.lexists(f"{self.root}/{name}"):
            return name, ""
        end = name.rfind("/")
        while end > 0:
            file = f"{self.root}/{name[:end]}"
            if os.path.exists(file):  # noqa: PTH110 - a Path takes as long to make as the call itself
                return (name, "") if os.path.isdir(file) else (name[:end], name[end + 1 :])  # noqa: PTH112
            end = name.rfind("/", 0, end)
        return name, ""

    def has(self, name: str) -> bool:
        """Whether an article of this name is among those of the library: one of its files, or in one of them."""
        return self.only is None or any(name == file or name.startswith(f"{file}/") for file in self.only)

    def vanished(self, name: str) -> str:
        """The outermost folder, or file of articles, that an article was in and that is gone; empty where none is."""
        if self.located(name)[1]:
            return ""
        parts = name.split("/")
        outer = ("/".join(parts[:length]) for length in range(1, len(parts)))
        return next((folder for folder in outer if not os.path.lexists(f"{self.root}/{folder}")), "")

    def path(self, name: str) -> Path:
        """The file of an article."""
        return self.root / self.located(name)[0]

    def read(self, name: str, *, keep: bool = False) -> Article | Problem:
        """An article by its name; where it is of another format than text, it may be kept for the next time."""
        file, inner = self.located(name)
        format_ = self.settings.format(file)
        if format_ is None or not format_.module:
            # A Path takes as long to make as the file to open.
            path, markdown = f"{self.root}/{file}", None if format_ is None else format_.name == "markdown"
            found: Article | Problem = read(path, name, markdown=markdown)
        elif format_.several and not inner and (held := self._known(file)) is not None and "" not in held.keys:
            # What prevented that all of it was listed is what there is to say.
            found = held.problem or several(name, held.keys[0] if held.keys else None)
        else:
            found = self._extracted(name, file, inner, keep=keep)
        address = self.settings.address(file)
        if address is None or isinstance(found, Problem) or found.meta.url is not None:
            return found
        return replace(found, meta=found.meta._replace(url=address))

    def _extracted(self, name: str, file: str, inner: str, *, keep: bool) -> Article | Problem:
        stamp, how = self.stamp(name) or (0, 0), self._how(file)
        known = None if self._extracts is None else self._extracts.get(name, stamp, how)
        if known is not None:
            return known
        found = self._apart.read(self.root / file, file, stamp, inner, how)
        if keep and self._extracts is not None and isinstance(found, Article):
            self._extracts.put(name, stamp, how, found)
        return found

    def stamp(self, name: str) -> Stamp | None:
        """What tells the file of an article from what it was before; None where there is no file to be seen."""
        try:
            status = os.stat(f"{self.root}/{name}")  # noqa: PTH116
        except NotADirectoryError:
            file, inner = self.located(name)
            return self.stamp(file) if inner else None
        except (OSError, ValueError):
            return None
        if stat.S_ISDIR(status.st_mode):
            return None
        # An article is as new as the newest of what makes it. A time beyond the year 2262 has no room in the 64 bits of
        # a database.
        return status.st_size, max(status.st_mtime_ns, self.settings.written) % (1 << 63)

    def scan(self, *, hurry: bool = False) -> Scan:
        """Find the articles. What cannot be listed becomes a problem.

        No file is opened but those that hold several articles, and are not known yet as they are now. In a `hurry`
        these are left waiting, but for the first ones where there would be nothing at all.
        """
        problems: list[Problem] = []
        found: list[str] = []
        waiting: list[str] = []
        holders: list[str] = []
        for format_, names in self._files(problems):
            (holders if format_ is not None and format_.several else found).extend(names)
            if len(found) + len(holders) > self._most:
                break
        too_many = len(found) + len(holders) > self._most
        for name in sorted(holders):
            if hurry and self._known(name) is None:
                waiting.append(name)
            elif len(found) <= self._most:
                found += self._held(name, problems)
        if too_many or len(found) > self._most:
            del found[self._most :]
            what = f"more than {self._most:,} articles: the rest is left out"
            problems.append(Problem(visible_line(str(self.root)), what, "open a folder in it"))
        while waiting and not found:
            found += self._held(waiting.pop(0), problems)
        found.sort(key=natural_key(found))
        return Scan(found, tuple(problems), tuple(waiting))

    def look_into(self, name: str) -> Held | None:
        """What a file holds, found out if it is not known; None where there is no file."""
        stamp = self.stamp(name)
        held = self._known(name)
        if held is None and stamp is not None:
            with self.opening(name):
                held = self._apart.held(self.root / name, name, stamp, self._how(name))
            self.catalogue.put(name, stamp, held)
        return held

    def _files(self, problems: list[Problem]) -> Iterator[tuple[Format | None, list[str]]]:
        if self.only is None:
            return files(self.root, self.settings, self._most, problems)
        # One that is an article in a file is no file that could hold several.
        return ((None if self.located(name)[1] else self.settings.format(name), [name]) for name in self.only)

    def _known(self, name: str) -> Held | None:
        stamp = self.stamp(name)
        return None if stamp is None else self.catalogue.get(name, stamp)

    def _held(self, name: str, problems: list[Problem]) -> Iterator[str]:
        """The names of all articles that a file holds; its own where there is none to be opened."""
        held = self.look_into(name)
        if held is None:
            yield name
            return
        yield from (f"{name}/{key}" if key else name for key in held.keys)
        if held.problem is not None:
            problems.append(held.problem)

    def _how(self, file: str) -> dict[str, Any]:
        format_ = self.settings.format(file)
        return {"format": format_.name if format_ else "", "fields": self.settings.fields_of(file)}


def several(name: str, first: str | None) -> Problem:
    """That a file is no one article; `first` is the key of one in it."""
    if first is None:
        return Problem(name, "no article in it", "remove it, or fetch it again")
    return Problem(name, "holds several articles", f"open one of them, such as {name}/{first}")


def _must_exist(path: Path) -> None:
    """Raises PostilError where neither a path is there, nor a file in which it may be an article."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError) as error:
        inside = (format_of(folder.name) for folder in path.parents if folder.is_file())
        if any(format_ is not None and format_.several for format_ in inside):
            return
        if isinstance(error, NotADirectoryError):
            raise PostilError(Problem(visible_line(str(path)), "not a directory", "check the path")) from error
        raise PostilError(Problem(visible_line(str(path)), "no such file or folder", "check the name")) from error
    except OSError as error:
        raise PostilError(Problem(visible_line(str(path)), reason(error), "check the path")) from error


def _root(file: Path) -> Path:
    """The nearest folder above with notes, else the first that is one: an article may lie in a file."""
    known = next((folder for folder in file.parents if (folder / OWN_FOLDER).is_dir()), None)
    return known or next(folder for folder in file.parents if folder.is_dir())
