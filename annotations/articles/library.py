"""A library: a folder of articles, or some files of one."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.articles.article import Article
from annotations.articles.read import read
from annotations.problem import PostilError, Problem
from annotations.text.safe import visible_line

SUFFIXES = (".txt", ".text", ".md", ".markdown")
OWN_FOLDER = ".postil"
DEEPEST = 100
"""Folders within folders that are looked into."""

Stamp = tuple[int, int]
"""Bytes of a file, and when it was last written, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that may be an article; it has not been opened. `name` is its path relative to the library."""

    name: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a library holds, in the order of names."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @property
    def names(self) -> list[str]:
        """The names of the articles."""
        return [entry.name for entry in self.entries]


class Library:
    """Articles under one root. `only` are the names of a library that was opened on single files."""

    def __init__(self, root: Path, only: tuple[str, ...] | None = None) -> None:
        self.root = root
        self.only = only

    @classmethod
    def of(cls, *paths: Path) -> Library:
        """The library of a folder, or of files: the nearest folder above that holds `.postil`, else their own.

        Raises PostilError where a path does not exist, or where the paths belong to different libraries.
        """
        for path in paths:
            try:
                path.lstat()
            except FileNotFoundError as error:
                problem = Problem(visible_line(str(path)), "no such file or folder", "check the name")
                raise PostilError(problem) from error
            except OSError as error:
                what = (error.strerror or str(error)).lower()
                raise PostilError(Problem(visible_line(str(path)), what, "check the path")) from error
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

    def path(self, name: str) -> Path:
        """The file of an article."""
        return self.root / name

    def read(self, name: str) -> Article | Problem:
        """An article by its name."""
        return read(self.path(name), name)

    def stamp(self, name: str) -> Stamp | None:
        """What tells the file of an article from what it was before; None where there is no file to be seen."""
        try:
            status = os.stat(f"{self.root}/{name}")  # noqa: PTH116 - a Path takes as long to make as the call itself
        except (OSError, ValueError):
            return None
        if stat.S_ISDIR(status.st_mode):
            return None
        # A time beyond the year 2262 has no room in the 64 bits of a database.
        return status.st_size, status.st_mtime_ns % (1 << 63)

    def scan(self) -> Scan:
        """Find the articles, without opening a file. What cannot be listed becomes a problem."""
        problems: list[Problem] = []
        if self.only is not None:
            found = [Entry(name) for name in self.only]
        else:
            found = list(self._walk(self.root, "", problems))
        key = natural_key(entry.name for entry in found)
        return Scan(tuple(sorted(found, key=lambda entry: key(entry.name))), tuple(problems))

    def _walk(self, folder: Path, prefix: str, problems: list[Problem]) -> Iterator[Entry]:
        if prefix.count("/") > DEEPEST:
            problems.append(Problem(visible_line(prefix), "folders nested too deep", "move what is in it further up"))
            return
        try:
            with os.scandir(folder) as listing:
                items = sorted(listing, key=lambda item: item.name)
        except OSError as error:
            what = (error.strerror or str(error)).lower()
            problems.append(Problem(visible_line(prefix or str(folder)), f"folder cannot be listed: {what}"))
            return
        for item in items:
            if item.name.startswith("."):
                continue
            name = prefix + item.name
            try:
                if item.is_dir(follow_symlinks=False):
                    yield from self._walk(folder / item.name, name + "/", problems)
                elif item.name.lower().endswith(SUFFIXES):
                    yield from _entry(item, name, problems)
                elif item.is_symlink() and (problem := _link_problem(item, name)):
                    problems.append(problem)
            except OSError as error:
                problems.append(Problem(visible_line(name), (error.strerror or str(error)).lower()))


def _entry(item: os.DirEntry[str], name: str, problems: list[Problem]) -> Iterator[Entry]:
    try:
        name.encode()
    except UnicodeEncodeError:
        problems.append(Problem(visible_line(name), "its name is not UTF-8", "rename it"))
        return
    if item.is_symlink() and (problem := _link_problem(item, name)):
        problems.append(problem)
        return
    yield Entry(name)


def _link_problem(item: os.DirEntry[str], name: str) -> Problem | None:
    try:
        Path(item.path).stat()
    except FileNotFoundError:
        target = visible_line(str(Path(item.path).readlink()))
        return Problem(visible_line(name), f"broken link to {target}", "mend or remove the link")
    except OSError as error:
        return Problem(visible_line(name), (error.strerror or str(error)).lower(), "mend or remove the link")
    return None


def _root(file: Path) -> Path:
    return next((folder for folder in file.parents if (folder / OWN_FOLDER).is_dir()), file.parent)


def natural_key(names: Iterable[str]) -> Callable[[str], str]:
    """The key by which names come in their natural order."""
    # Where all are alike but for their digits, as in a numbered collection, they are in order as they are.
    alike = len({name.translate(_SHAPE) for name in names}) == 1
    return str if alike else natural


_SHAPE = {ord(digit): "0" for digit in "123456789"}


def natural(name: str) -> str:
    """A key by which `a2` comes before `a10`: a number is told by how long it is, and then by its digits.

    One string, since comparing lists of parts would hold the interpreter for 0.3 s when 100,000 names are sorted.
    """
    parts = re.split(r"([0-9]+)", name.casefold())
    for at in range(1, len(parts), 2):
        digits = parts[at].lstrip("0")
        parts[at] = f"\0{chr(len(digits))}{digits}"
    return "".join(parts)
