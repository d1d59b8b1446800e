"""The files of a folder that may be articles, found without opening one."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from annotations.articles.formats.registry import BY_NAME, BY_SUFFIX, Format, format_of
from annotations.articles.settings import Settings
from annotations.problem import Problem, reason
from annotations.text.safe import visible_line

DEEPEST = 100
"""Folders within folders that are looked into."""


def files(root: Path, settings: Settings, most: int, problems: list[Problem]) -> Iterator[tuple[Format, list[str]]]:
    """Paths relative to the root, those of one format in a folder together; of no folder more than `most` are kept.

    What hinders is added to `problems`, and hinders nothing else.
    """
    return _Walk(settings, most, problems).below(root, "")


class _Walk:
    def __init__(self, settings: Settings, most: int, problems: list[Problem]) -> None:
        self._settings, self._most, self._problems = settings, most, problems
        self._format: Callable[[str], Format | None] = self._ruled if settings.written else format_of
        # Asked before `_format`: of 100,000 names nearly all end as one of these does, letter by letter.
        self._by_suffix: Mapping[str, Format] = {} if settings.written else BY_SUFFIX

    def below(self, folder: Path, prefix: str) -> Iterator[tuple[Format, list[str]]]:
        if prefix.count("/") > DEEPEST:
            self._fault(prefix, "folders nested too deep", "move what is in it further up")
            return
        try:
            with os.scandir(folder) as listing:
                found, others = self._wanted(listing, prefix)
        except OSError as error:
            self._fault(prefix or str(folder), f"folder cannot be listed: {reason(error)}")
            return
        for kind, names in found.items():
            yield BY_NAME[kind], self._in_order(names)
        # A browser that saves `page.html` puts what belongs to it in a folder `page_files`: those are no articles.
        besides = {f"{name.rpartition('.')[0]}_files" for name in found.get("html", ())}
        for item in others:
            name = prefix + item.name
            try:
                if item.is_symlink() and self._is_broken(item, name):
                    continue
                if item.is_dir(follow_symlinks=False):
                    if name not in besides:
                        yield from self.below(folder / item.name, name + "/")
                elif format_ := self._format(name):
                    yield format_, self._in_order([name])
            except OSError as error:
                self._fault(name, reason(error))

    def _wanted(
        self, listing: Iterator[os.DirEntry[str]], prefix: str
    ) -> tuple[dict[str, list[str]], list[os.DirEntry[str]]]:
        """The files of a folder by the names of their formats, and what is no regular file, in order.

        No more is kept than can be listed. Each line is gone through for each of 100,000 files.
        """
        found: defaultdict[str, list[str]] = defaultdict(list)
        others: list[os.DirEntry[str]] = []
        left = self._most
        by_suffix, format_of_file = self._by_suffix, self._format
        for item in listing:
            name = item.name
            if name.startswith("."):
                continue
            if item.is_file(follow_symlinks=False):
                format_ = by_suffix.get(name[name.rfind(".") :]) or format_of_file(prefix + name)
                if format_ is None:
                    continue
                found[format_.name].append(prefix + name)
            else:
                others.append(item)
            left -= 1
            if left < 0:
                break
        others.sort(key=lambda item: item.name)
        return found, others

    def _in_order(self, names: list[str]) -> list[str]:
        """The same names, sorted, without those that are not UTF-8."""
        names.sort()
        try:
            "".join(names).encode()
        except UnicodeEncodeError:
            return [name for name in names if self._is_text(name)]
        return names

    def _is_text(self, name: str) -> bool:
        try:
            name.encode()
        except UnicodeEncodeError:
            self._fault(name, "its name is not UTF-8", "rename it")
            return False
        return True

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
            self._fault(name, reason(error), "mend or remove the link")
        else:
            return False
        return True

    def _fault(self, name: str, what: str, remedy: str = "") -> None:
        self._problems.append(Problem(visible_line(name), what, remedy))
