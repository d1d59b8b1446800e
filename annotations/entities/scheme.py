"""The labels of a library: what they are called, their keys, and their colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.problem import Problem

_FIELDS = {"name", "key", "colour", "description"}
_NAME = re.compile(r"[^\W\d_][\w.-]{0,39}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_KEYS = "123456789"


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of entity: `key` is a digit from 1 to 9 or nothing, `colour` is `#rrggbb`, for text on a dark ground."""

    name: str
    key: str | None
    colour: str
    description: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """The labels in the order in which they are shown; names and keys are unique."""

    labels: tuple[Label, ...]

    def label(self, name: str) -> Label | None:
        """The label of that name."""
        return next((label for label in self.labels if label.name == name), None)

    def by_key(self, key: str) -> Label | None:
        """The label that the key stands for."""
        return next((label for label in self.labels if label.key == key), None)


# Hues by family: people warm, organisations blue, places green, made things pink, times yellow, amounts lavender.
# Within these, hue and lightness are such that the most frequent labels, and any two that name something, are told
# apart with one kind of cone missing too (tests/tui/test_palette.py); what is alike on purpose are times, and amounts.
BUILT_IN = Scheme(
    (
        Label("PERSON", "1", "#ff7d4f", "People, also fictional"),
        Label("ORG", "2", "#63a3ff", "Companies, agencies, institutions, parties"),
        Label("GPE", "3", "#b4ffb2", "Countries, cities, states"),
        Label("LOC", "4", "#3dc280", "Other places: mountains, waters, regions"),
        Label("NORP", "5", "#ffa093", "Nationalities, religious or political groups"),
        Label("EVENT", "6", "#fb6dd1", "Named wars, storms, sports and other events"),
        Label("DATE", "7", "#fadd08", "Dates and periods of a day or longer"),
        Label("MONEY", "8", "#c0c3e1", "Amounts of money, with the currency"),
        Label("FAC", "9", "#c1dc7b", "Buildings, airports, roads, bridges"),
        Label("LAW", None, "#cae7f7", "Named laws, treaties and agreements"),
        Label("PRODUCT", None, "#d19eb2", "Vehicles, weapons, foods, software"),
        Label("WORK_OF_ART", None, "#dfb3ff", "Titles of books, songs, films"),
        Label("TIME", None, "#eace04", "Times and periods shorter than a day"),
        Label("PERCENT", None, "#babddb", "Percentages"),
        Label("QUANTITY", None, "#b4b7d5", "Measurements, of weight, distance or the like"),
        Label("ORDINAL", None, "#aeb1cf", "first, second, …"),
        Label("CARDINAL", None, "#a8abc9", "Other numbers"),
    )
)


def read_scheme(path: Path) -> Scheme | Problem:
    """The labels of a `scheme.toml`: tables `[[label]]` with `name`, and `key`, `colour`, `description` if wanted.

    A missing file means the built-in labels; a label that leaves a field out has it from the built-in one of
    its name, if there is one.
    """
    if not path.exists():
        return BUILT_IN
    import tomllib

    try:
        content = path.read_bytes().decode("utf-8")
        document = tomllib.loads(content)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Problem(str(path), "not UTF-8", "save it as UTF-8", line)
    except OSError as error:
        return Problem(str(path), f"cannot be read: {error.strerror}")
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else content.count("\n") + 1
        return Problem(str(path), f"not TOML: {error}", line=line)
    # The tables stand in the file in the order of the array, so the nth header is the line of the nth label.
    headers = [
        number
        for number, line in enumerate(content.splitlines(), 1)
        if re.match(r"\s*\[\[\s*(?:label|\"label\"|'label')\s*\]\]", line)
    ]
    return _scheme(document, headers, str(path))


def _scheme(document: dict[str, Any], headers: list[int], file: str) -> Scheme | Problem:
    if strange := sorted(set(document) - {"label"}):
        return Problem(file, f"unknown entry {strange[0]!r}", "labels are tables headed [[label]]")
    tables = document.get("label")
    if not isinstance(tables, list) or not tables:
        return Problem(file, "no labels", "write a table headed [[label]] for each label, or remove the file")
    labels: list[Label] = []
    for index, table in enumerate(tables):
        line = headers[index] if index < len(headers) else None
        label = _label(table) if isinstance(table, dict) else ("a label that is no table", "head it [[label]]")
        if isinstance(label, tuple):
            return Problem(file, *label, line)
        if any(label.name == other.name for other in labels):
            return Problem(file, f"the label {label.name!r} stands twice", "remove one of the two", line)
        if twin := next((other for other in labels if label.key is not None and label.key == other.key), None):
            what = f"the labels {twin.name!r} and {label.name!r} have the same key {label.key!r}"
            return Problem(file, what, 'give one of them another key, or key = ""', line)
        labels.append(label)
    return Scheme(tuple(labels))


def _label(table: dict[str, Any]) -> Label | tuple[str, str]:
    """The label of a table, or what is wrong and what to do."""
    name = table.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return f"a label whose name is {name!r}", "a name is a letter, then letters, digits, '_', '-' or '.'"
    if strange := sorted(set(table) - _FIELDS):
        return f"the label {name!r} has the unknown field {strange[0]!r}", f"known are {', '.join(sorted(_FIELDS))}"
    if wrong := sorted(field for field, value in table.items() if not isinstance(value, str)):
        return f"the {wrong[0]} of the label {name!r} is no text", "put it in quotation marks"
    usual = BUILT_IN.label(name) or Label(name, None, "#c8ccd4", "")
    key, colour = table.get("key", usual.key), table.get("colour", usual.colour)
    if key and key not in list(_KEYS):
        return f"the key {key!r} of the label {name!r} is none", "keys are the digits 1 to 9"
    if not _COLOUR.fullmatch(colour):
        return f"the colour {colour!r} of the label {name!r} is none", "write it as #rrggbb"
    return Label(name, key or None, colour.lower(), table.get("description", usual.description))
