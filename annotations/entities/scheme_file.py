"""The labels of a library as `scheme.toml` writes them.

Tables `[[label]]` with `name`, and `key`, `colour`, `description`, `from` if wanted; `base = "built-in"` to begin with
the built-in labels, which a table of the same name changes, one that names another in `from` renames, and `drop` leaves
out. What a table leaves out it has from the built-in label of its name, else of that in its `from`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotations.entities.scheme import BUILT_IN, Label, Scheme
from annotations.problem import PostilError, Problem
from annotations.toml_file import read_toml

_FIELDS = ("name", "key", "colour", "description", "from")
_ENTRIES = ("label", "base", "drop")
_BASE = "built-in"
_NAME = re.compile(r"[^\W\d_][\w.-]{0,39}")
_ORIGIN = re.compile(r"(?:\S[^,\n]*:)?[^\s:,]{1,40}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_KEYS = "123456789"


def read(path: Path) -> Scheme | Problem:
    """The labels of a file that is there, or what is wrong with it."""
    try:
        document, content = read_toml(path)
        return _SchemeFile(str(path), content, document).scheme()
    except PostilError as error:
        return error.problem


@dataclass(frozen=True, slots=True)
class _SchemeFile:
    """A file that is TOML; every method raises PostilError for what is wrong, with its line."""

    path: str
    content: str
    document: dict[str, Any]

    def scheme(self) -> Scheme:
        for strange in sorted(set(self.document) - set(_ENTRIES)):
            what = f"unknown entry {strange!r}"
            raise self._fault(what, _nearest(strange, _ENTRIES), self._line(re.escape(strange)))
        labels = list(BUILT_IN.labels) if self._on_built_in() else []
        tables = self.document.get("label", [])
        if not isinstance(tables, list) or not (tables or labels):
            raise self._fault("no labels", "write a table headed [[label]] for each label, or remove the file")
        own: list[Label] = []
        for table, line in zip(tables, self._headers(len(tables)), strict=True):
            label = self._label(table, line)
            self._check(label, own, line)
            usual = [each for each in labels if each not in own]
            replaced = [each for each in usual if each.name in (label.name, *label.origins)]
            place = labels.index(replaced[0]) if replaced else len(labels)
            labels.insert(place, label)
            own.append(label)
            # Where a key is given to another label, the built-in one goes without.
            labels = [
                replace(each, key=None) if label.key and each.key == label.key and each in usual else each
                for each in labels
                if each not in replaced
            ]
        return Scheme(tuple(self._kept(labels)))

    def _on_built_in(self) -> bool:
        base = self.document.get("base")
        if base not in (None, _BASE):
            raise self._fault(f"the base {base!r} is none", f'write base = "{_BASE}"', self._line("base"))
        return base is not None

    def _kept(self, labels: Sequence[Label]) -> list[Label]:
        """The labels without those that are dropped."""
        dropped, line = self.document.get("drop", []), self._line("drop")
        if not _is_texts(dropped):
            raise self._fault("drop is no list of names", 'write drop = ["ORDINAL"]', line)
        names = [label.name for label in labels]
        for name in dropped:
            if name not in names:
                raise self._fault(f"no label {name!r} to drop", _nearest(name, names), line)
        kept = [label for label in labels if label.name not in dropped]
        if not kept:
            raise self._fault("every label is dropped", "leave one", line)
        return kept

    def _label(self, table: object, line: int | None) -> Label:
        if not isinstance(table, dict):
            raise self._fault("a label that is no table", "head it [[label]]", line)
        name = table.get("name")
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            remedy = "a name is a letter, then letters, digits, '_', '-' or '.'"
            raise self._fault(f"a label whose name is {name!r}", remedy, line)
        for strange in sorted(set(table) - set(_FIELDS)):
            raise self._fault(f"the label {name!r} has the unknown field {strange!r}", _nearest(strange, _FIELDS), line)
        origins = table.get("from", [])
        if not _is_texts(origins) or not all(map(_ORIGIN.fullmatch, origins)):
            remedy = 'write from = ["PER", "spacy:PER"]: labels, alone or after an engine and a colon'
            raise self._fault(f"the from of the label {name!r} is no list of labels", remedy, line)
        for field, value in sorted(table.items()):
            if field != "from" and not isinstance(value, str):
                raise self._fault(f"the {field} of the label {name!r} is no text", "put it in quotation marks", line)
        known = filter(None, map(BUILT_IN.label, (name, *origins)))
        usual = next(known, Label(name, None, "#c8ccd4", ""))
        key, colour = table.get("key", usual.key), table.get("colour", usual.colour)
        if key and key not in list(_KEYS):
            raise self._fault(f"the key {key!r} of the label {name!r} is none", "keys are the digits 1 to 9", line)
        if not _COLOUR.fullmatch(colour):
            raise self._fault(f"the colour {colour!r} of the label {name!r} is none", "write it as #rrggbb", line)
        description = table.get("description", usual.description)
        return Label(name, key or None, colour.lower(), description, tuple(origins))

    def _check(self, label: Label, others: Sequence[Label], line: int | None) -> None:
        """That nothing of a label is another's."""
        for other in others:
            if label.name == other.name:
                raise self._fault(f"the label {label.name!r} stands twice", "remove one of the two", line)
            both = f"the labels {other.name!r} and {label.name!r}"
            if label.key is not None and label.key == other.key:
                remedy = 'give one of them another key, or key = ""'
                raise self._fault(f"{both} have the same key {label.key!r}", remedy, line)
            for origin in set(label.origins).intersection(other.origins):
                raise self._fault(f"{both} are both from {origin!r}", "leave it to one of them", line)

    def _headers(self, count: int) -> list[int | None]:
        """The lines of the tables: they stand in the file in the order of the array."""
        lines: list[int | None] = list(self._lines(r"\[\[\s*(?:label|\"label\"|'label')\s*\]\]"))
        return (lines + [None] * count)[:count]

    def _line(self, key: str) -> int | None:
        return next(iter(self._lines(rf"(?:\[+\s*)?[\"']?{key}[\"']?\s*[\]=.]")), None)

    def _lines(self, pattern: str) -> Iterable[int]:
        start = re.compile(rf"\s*{pattern}")
        return (number for number, line in enumerate(self.content.splitlines(), 1) if start.match(line))

    def _fault(self, what: str, remedy: str, line: int | None = None) -> PostilError:
        return PostilError(Problem(self.path, what, remedy, line))


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _nearest(name: str, names: Sequence[str]) -> str:
    """What was meant, or what there is."""
    from difflib import get_close_matches

    close = get_close_matches(name.upper(), [each.upper() for each in names], 1, 0.5)
    meant = [each for each in names if each.upper() in close]
    return f"did you mean {meant[0]!r}?" if meant else f"known are {', '.join(names)}"
