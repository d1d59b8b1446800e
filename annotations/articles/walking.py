"""The files of a folder that may be articles, found without opening one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from annotations.articles.formats.registry import BY_NAME, Format, format_of
from annotations.articles.settings import Settings
from annotations.problem import Problem
from annotations.text.safe import visible_line

DEEPEST = 100
"""Folders within folders that are looked into."""


def files(root: Path, settings: Settings, most: int, problems: list[Problem]) -> Iterator[tuple[str, Format]]:
    """Paths relative to the root, with their formats; of no folder are more than `most` looked at.

    What hinders is added to `problems`, and hinders nothing else.
    """
    return _Walk(settings, most, problems).below(root, "")


class _Walk:
    def __init__(self, settings: Settings, most: int, problems: list[Problem]) -> None:
        self._settings, self._most, self._problems = settings, most, problems
        self._format: Callable[[str], Format | None] = self._ruled if settings.written else format_of

    def below(self, folder: Path, prefix: str) -> Iterator[tuple[str, Format]]:
        if prefix.count("/") > DEEPEST:
            self._fault(prefix, "folders nested too deep", "move what is in it further up")
            return
        try:
            with os.scandir(folder) as listing:
                items = self._wanted(listing, prefix)
        except OSError as error:
            self._fault(prefix or str(folder), f"folder cannot be listed: {_reason(error)}")
            return
        for item, format_ in items:
            name = prefix + item.name
            try:
                if item.is_symlink() and self._is_broken(item, name):
                    continue
                if format_ is not None:
                    name.encode()
                    yield name, format_
                elif item.is_dir(follow_symlinks=False):
                    yield from self.below(folder / item.name, name + "/")
            except UnicodeEncodeError:
                self._fault(name, "its name is not UTF-8", "rename it")
            except OSError as error:
                self._fault(name, _reason(error))

    def _wanted(self, listing: Iterator[os.DirEntry[str]], prefix: str) -> list[tuple[os.DirEntry[str], Format | None]]:
        """What is to be looked at in a folder, in order, with its format; never more is kept than can be listed."""
        wanted: list[tuple[os.DirEntry[str], Format | None]] = []
        format_of_file = self._format
        for item in listing:
            if item.name.startswith("."):
                continue
            is_folder = item.is_dir(follow_symlinks=False)
            format_ = None if is_folder else format_of_file(prefix + item.name)
            if format_ is not None or is_folder or item.is_symlink():
                wanted.append((item, format_))
                if len(wanted) > self._most:
                    break
        wanted.sort(key=lambda each: each[0].name)
        # A browser that saves `page.html` puts what belongs to it in a folder `page_files`: those are no articles.
        besides = {f"{item.name.rpartition('.')[0]}_files" for item, format_ in wanted if format_ is BY_NAME["html"]}
        if besides:
            wanted = [(item, format_) for item, format_ in wanted if format_ or item.name not in besides]
        return wanted

    def _ruled(self, name: str) -> Format | None:
        """The format of what postil.toml wants."""
        return self._settings.format(name) if self._settings.takes(name) else None

    def _is_broken(self, item: os.DirEntry[str], name: str) -> bool:
        try:
            Path(item.path).stat()
        except FileNotFoundError:
            target = visible_line(str(Path(item.path).readlink()))
            self._fault(name, f"broken link to {target}", "mend or remove the link")
        except OSError as error:
            self._fault(name, _reason(error), "mend or remove the link")
        else:
            return False
        return True

    def _fault(self, name: str, what: str, remedy: str = "") -> None:
        self._problems.append(Problem(visible_line(name), what, remedy))


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
