"""`LIBRARY/postil.toml`: which files of a library are taken for articles, and how they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from annotations.articles.formats.registry import BY_NAME, Format, format_of
from annotations.problem import PostilError, Problem

FILE_NAME = "postil.toml"
FIELDS = ("text", "title", "author", "source", "published", "language", "url", "id")
"""What a field of JSONL or CSV may be."""

_TOP = ("include", "exclude", "fields", "files")
_OF_FILES = ("format", "address", *FIELDS)


_NONE: Mapping[str, str] = MappingProxyType({})


class Rule(NamedTuple):
    """What is said of the files that a pattern matches; `address` is where they were fetched."""

    pattern: str
    format: str | None = None
    address: str | None = None
    fields: Mapping[str, str] = _NONE


class Settings(NamedTuple):
    """What postil.toml says; of several rules that match a file the last counts, each for what it says.

    In patterns, which are of paths relative to the library, `*` and `?` stand for anything but `/`, and `**/` for
    folders; one without `/` is matched in any folder. `written` is when the file was, in nanoseconds.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fields: Mapping[str, str] = _NONE
    rules: tuple[Rule, ...] = ()
    written: int = 0

    def takes(self, name: str) -> bool:
        """Whether a file is wanted."""
        if self.include and not any(matches(pattern, name) for pattern in self.include):
            return False
        return not any(matches(pattern, name) for pattern in self.exclude)

    def format(self, name: str) -> Format | None:
        """The format of a file: what a rule says, else what its name tells."""
        said = self._said(name, lambda rule: rule.format)
        return format_of(name) if said is None else BY_NAME[said]

    def address(self, name: str) -> str | None:
        """Where a file was fetched, as far as it is said here."""
        return self._said(name, lambda rule: rule.address)

    def fields_of(self, name: str) -> dict[str, str]:
        """The fields of a file of JSONL or CSV: title, text and so on, by what they are called in it."""
        found = dict(self.fields)
        for rule in self.rules:
            if rule.fields and matches(rule.pattern, name):
                found |= rule.fields
        return found

    def _said(self, name: str, what: Callable[[Rule], str | None]) -> str | None:
        if not self.rules:
            return None
        said = (what(rule) for rule in reversed(self.rules) if matches(rule.pattern, name))
        return next((each for each in said if each is not None), None)


def matches(pattern: str, name: str) -> bool:
    """Whether a path is one that a pattern means."""
    if "/" not in pattern:
        name = name.rsplit("/", 1)[-1]
    return _expression(pattern).fullmatch(name) is not None


def _expression(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|/\*\*$|\*|\?)", pattern)
    wild = {"**/": "(?:.*/)?", "/**": "/.*", "*": "[^/]*", "?": "[^/]"}
    # Python keeps what it has compiled, so that 100,000 files cost one compilation.
    return re.compile("".join(wild.get(part) or re.escape(part) for part in parts), re.DOTALL)


def read_settings(file: Path) -> Settings:
    """Read postil.toml; a file that is not there says nothing.

    Raises PostilError for one that is not TOML, or says what cannot be meant.
    """
    try:
        written = file.stat().st_mtime_ns
    except OSError:
        return Settings()
    from annotations.toml_file import read_toml

    document, content = read_toml(file)
    return _Reading(str(file), content).settings(document, written)


class _Reading:
    """One postil.toml on its way to settings."""

    def __init__(self, file: str, content: str) -> None:
        self._file, self._lines = file, content.splitlines()

    def settings(self, document: Mapping[str, Any], written: int) -> Settings:
        self._known(document, _TOP, "")
        include, exclude = (self._patterns(document.get(key, []), key) for key in ("include", "exclude"))
        fields = self._table(document.get("fields", {}), "fields")
        self._known(fields, FIELDS, "fields")
        files = self._table(document.get("files", {}), "files")
        rules = tuple(self._rule(pattern, table) for pattern, table in files.items())
        return Settings(include, exclude, self._texts(fields, "fields"), rules, written)

    def _rule(self, pattern: str, value: Any) -> Rule:
        head = f'files."{pattern}"'
        table = self._texts(self._table(value, head, pattern), pattern)
        self._known(table, _OF_FILES, pattern)
        named = table.get("format")
        if named is not None and named not in BY_NAME:
            raise self._fault(f"unknown format {named!r}", _nearest(named, list(BY_NAME)), "format", pattern)
        fields = {key: text for key, text in table.items() if key in FIELDS}
        return Rule(pattern, named, table.get("address"), fields)

    def _known(self, table: Mapping[str, Any], known: Sequence[str], head: str) -> None:
        for key in table:
            if key not in known:
                raise self._fault(f"unknown key {key!r}", _nearest(key, known), key, head)

    def _patterns(self, value: Any, key: str) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(each, str) and each for each in value):
            return tuple(value)
        raise self._fault(f"{key} is no list of patterns", f'write {key} = ["*.html"]', key)

    def _table(self, value: Any, key: str, name: str = "") -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        raise self._fault(f"{key} is no table", f"head it [{key}]", name or key)

    def _texts(self, table: Mapping[str, Any], head: str) -> dict[str, str]:
        for key, value in table.items():
            if not isinstance(value, str) or not value:
                raise self._fault(f"{key} is no text", f'write {key} = "…"', key, head)
        return dict(table)

    def _fault(self, what: str, remedy: str, key: str, head: str = "") -> PostilError:
        return PostilError(Problem(self._file, what, remedy, self._line(key, head)))

    def _line(self, key: str, head: str) -> int:
        """The line of a key after the one that heads its table; of the table where it is not to be found."""
        heads = (at for at, line in enumerate(self._lines) if head and line.lstrip().startswith("[") and head in line)
        start = next(heads, 0)
        name = re.compile(rf"\s*\[?[^=]*(?<![\w-]){re.escape(key)}(?![\w-])")
        return next((at for at in range(start, len(self._lines)) if name.match(self._lines[at])), start) + 1


def _nearest(word: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    (close,) = get_close_matches(word, known, 1, 0.0)
    return f"the nearest is {close!r}"


def written_rule(name: str, entries: Mapping[str, str]) -> str:
    """What postil.toml says of one file, to be put at its end."""
    import json

    # A JSON string in ASCII is a basic string of TOML; the only escape that TOML has not is that of half a pair.
    pattern = re.sub(r"([*?])", "?", name)
    lines = [f"[files.{json.dumps(pattern, ensure_ascii=False)}]"]
    lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entries.items()]
    return "\n".join(lines) + "\n"
