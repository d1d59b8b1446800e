"""The files of a folder that may be articles, found without opening one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from annotations.articles.formats.registry import BY_SUFFIX
from annotations.articles.settings import Settings
from annotations.problem import Problem
from annotations.text.safe import visible_line

DEEPEST = 100
"""Folders within folders that are looked into."""


def files(root: Path, settings: Settings, most: int, problems: list[Problem]) -> Iterator[str]:
    """Paths relative to the root; of no folder are more than `most` looked at. What hinders is added to `problems`."""
    return _Walk(settings, most, problems).below(root, "")


class _Walk:
    def __init__(self, settings: Settings, most: int, problems: list[Problem]) -> None:
        self._settings, self._most, self._problems = settings, most, problems

    def below(self, folder: Path, prefix: str) -> Iterator[str]:
        if prefix.count("/") > DEEPEST:
            self._fault(prefix, "folders nested too deep", "move what is in it further up")
            return
        try:
            with os.scandir(folder) as listing:
                items = self._wanted(listing, prefix)
        except OSError as error:
            self._fault(prefix or str(folder), f"folder cannot be listed: {_reason(error)}")
            return
        for item in items:
            name = prefix + item.name
            try:
                if item.is_dir(follow_symlinks=False):
                    yield from self.below(folder / item.name, name + "/")
                elif item.is_symlink() and self._is_broken(item, name):
                    continue
                elif self._is_article(name):
                    name.encode()
                    yield name
            except UnicodeEncodeError:
                self._fault(name, "its name is not UTF-8", "rename it")
            except OSError as error:
                self._fault(name, _reason(error))

    def _wanted(self, listing: Iterator[os.DirEntry[str]], prefix: str) -> list[os.DirEntry[str]]:
        """What is to be looked at in a folder, in order; never more is kept than can be listed."""
        wanted: list[os.DirEntry[str]] = []
        for item in listing:
            if item.name.startswith("."):
                continue
            if self._is_article(prefix + item.name) or item.is_dir(follow_symlinks=False) or item.is_symlink():
                wanted.append(item)
                if len(wanted) > self._most:
                    break
        wanted.sort(key=lambda item: item.name)
        return wanted

    def _is_article(self, name: str) -> bool:
        if not self._settings.written:
            return name[name.rfind(".") :].lower() in BY_SUFFIX
        return self._settings.format(name) is not None and self._settings.takes(name)

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
