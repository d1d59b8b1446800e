"""Reads WebAnno's TSV 3: the layer `NamedEntity` and those that users made, and relations between annotations of these.

Layers of other kinds are passed over, and so are annotations of no character and the slots of those that have some.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotations.exchange.document import Document
from annotations.exchange.making import arrow, entity, remark
from annotations.exchange.reading import LONGEST_LINE, below, fault, lines
from annotations.exchange.utf16 import Units
from annotations.notes.note import Note
from annotations.text.span import Span

FORMAT = "#FORMAT=WebAnno TSV 3.3"
ENTITIES = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
NOTES, RELATIONS = "webanno.custom.PostilNote", "webanno.custom.PostilRelation"

_READ = (ENTITIES, "webanno.custom.")
_KNOWN = "#FORMAT=WebAnno TSV 3."
_SPANS, _ARROWS, _CHAINS, _TEXT = "#T_SP=", "#T_RL=", "#T_CH=", "#Text="
_BASE = "BT_"
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MEANT = dict(zip("btnfr", "\b\t\n\f\r", strict=True))
_PART = re.compile(r"((?:[^\\|]|\\.|\\\Z)*+)(?:\||\Z)", re.DOTALL)
_NUMBERED = re.compile(r"(.*?)(?:\[(\d{1,9})\])?", re.DOTALL)
_ORIGIN = re.compile(r"([\d.-]{1,40})(?:\[(\d{1,9})_(\d{1,9})\])?")
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")


def read(file: Path) -> Iterator[Document]:
    """A document for each `.tsv` below a folder, or of the one that is named. Raises PostilError."""
    for path, name in below(file, ".tsv"):
        reading = _File(path)
        for number, line in lines(path):
            reading.line(number, line)
        yield reading.document(name)


@dataclass(slots=True)
class _Layer:
    """A layer, the columns of its features, and whether it has relations."""

    name: str
    features: list[str]
    column: int
    arrows: bool


@dataclass(slots=True)
class _Found:
    """An annotation as it is put together of lines: the first unit of its first token, the one after its last."""

    layer: _Layer
    key: str
    line: int
    start: int
    end: int
    said: dict[str, str] = field(default_factory=dict)


class _File:
    """The lines of one file, as they come."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._number = 0
        self._layers: list[_Layer] = []
        self._columns = 3
        self._said: list[str] = []
        self._parts: list[str] = []
        self._units = 0
        self._words: list[tuple[int, int, int, str]] = []
        self._found: dict[str, _Found] = {}
        self._arrows: list[tuple[int, str, str, str]] = []

    def line(self, number: int, line: str) -> None:
        """The next line that is not blank. Raises PostilError."""
        if not self._number and not line.startswith(_KNOWN):
            raise fault(self._file, number, f"is not {FORMAT}", "export it as WebAnno TSV 3")
        self._number = number
        if not self._columns_known(line):
            if line.startswith(_TEXT):
                self._said.append(line.removeprefix(_TEXT))
            elif not line.startswith("#"):
                self._token(line.split("\t"))

    def document(self, name: str) -> Document:
        """All of it. Raises PostilError where it does not fit together."""
        text = "".join(self._parts)
        units = Units(text)
        for number, start, end, word in self._words:
            span = units.span(Span(start, end))
            if span is None or text[span.start : span.end] != word:
                raise fault(self._file, number, f"says {word[:40]!r}, which is not in the text from {start} to {end}")
        notes = {key: self._note(each, text, units) for key, each in self._found.items() if each.start < each.end}
        for number, source, target, _ in self._arrows:
            if not {source, target} <= self._found.keys():
                raise fault(self._file, number, "is the end of a relation that begins nowhere")
        told = (each for each in self._arrows if {each[1], each[2]} <= notes.keys())
        arrows = [arrow("", source, target, label) for _, source, target, label in told]
        return Document(name, text, (*notes.values(), *arrows), line=1)

    def _columns_known(self, line: str) -> bool:
        """Whether a line is of the head of the file."""
        for mark in (_SPANS, _ARROWS, _CHAINS):
            if line.startswith(mark):
                name, *features = line.removeprefix(mark).split("|")
                on = features[-1].removeprefix(_BASE) if mark == _ARROWS and features else name
                read = mark != _CHAINS and name.startswith(_READ) and on.startswith(_READ)
                layer = _Layer(name, features, self._columns, arrows=mark == _ARROWS)
                self._columns += len(features)
                self._layers += [layer] if read else []
                return True
        return False

    def _token(self, cells: list[str]) -> None:
        place = _PLACE.fullmatch(cells[1]) if len(cells) > 2 else None
        if place is None:
            raise fault(self._file, self._number, "is no token with offsets, such as 1-1, 0-5, Tokyo")
        start, end = map(int, place.groups())
        word = _plain(cells[2])
        if self._said:
            self._sentence(_plain("\n".join(self._said)), start, word)
            self._said = []
        if start < end:
            self._words.append((self._number, start, end, word))
        for layer in self._layers:
            values = cells[layer.column : layer.column + len(layer.features)]
            if any(value not in ("", "_") for value in values):
                if layer.arrows:
                    self._related(layer, cells[0], values)
                else:
                    self._annotated(layer, cells[0], Span(start, end), values)

    def _sentence(self, sentence: str, start: int, word: str) -> None:
        """The text of a sentence whose first token is a word that begins at a unit; before it there are blanks."""
        before = sentence[: max(sentence.find(word), 0)]
        gap = start - Units(before).length - self._units
        if gap < 0 or gap > LONGEST_LINE:
            raise fault(self._file, self._number, f"begins at {start}, and what is before it ends at {self._units}")
        if gap:
            self._parts.append("\n" + " " * (gap - 1))
        self._parts.append(sentence)
        self._units += gap + Units(sentence).length

    def _annotated(self, layer: _Layer, token: str, units: Span, values: list[str]) -> None:
        for feature, value in zip(layer.features, values, strict=False):
            for nth, (said, number) in enumerate(_stacked(value)):
                key = f"{layer.name} {number}" if number else f"{layer.name} {token} {nth}"
                found = self._found.setdefault(key, _Found(layer, key, self._number, units.start, units.end))
                found.end = max(found.end, units.end)
                found.said.setdefault(feature, said)

    def _related(self, layer: _Layer, token: str, values: list[str]) -> None:
        *features, based = layer.features
        base = based.removeprefix(_BASE)
        labels = [said for said, _ in _stacked(values[0])] if features else []
        for nth, each in enumerate(_PART.findall(values[-1])):
            if not each:
                continue
            origin = _ORIGIN.fullmatch(each)
            if origin is None or len(values) < len(layer.features):
                raise fault(self._file, self._number, "has a relation without a token that it comes from")
            source, target = (
                f"{base} {number}" if number and number != "0" else f"{base} {where} 0"
                for where, number in ((origin[1], origin[2]), (token, origin[3]))
            )
            label = labels[nth] if nth < len(labels) else ""
            self._arrows.append((self._number, source, target, label or "related"))

    def _note(self, each: _Found, text: str, units: Units) -> Note:
        span = units.span(Span(each.start, each.end))
        if span is None:
            raise fault(self._file, each.line, "has an annotation that is not in the text")
        body, tags = each.said.get("body", ""), self._tags(each)
        if each.layer.name == NOTES:
            return replace(remark(each.key, text, span, body), tags=tags)
        # With a dot in its name a column is a slot, which tells of other annotations.
        plain = (feature for feature in each.said if feature not in ("identifier", "body", "tags"))
        others = (each.said[feature] for feature in plain if "." not in feature)
        label = next(filter(None, [each.said.get("value"), *others]), each.layer.name.rpartition(".")[2])
        return replace(entity(each.key, text, span, label, body=body), tags=tags)

    def _tags(self, each: _Found) -> tuple[str, ...]:
        """Tags as postil writes them; else what stands there as one."""
        said = each.said.get("tags")
        try:
            tags = json.loads(said) if said else []
        except (ValueError, RecursionError):
            tags = [said]
        return tuple(dict.fromkeys(map(str, tags if isinstance(tags, list) else [said])))


def _stacked(cell: str) -> Iterator[tuple[str, str]]:
    """What a cell says of each annotation, and the annotation's number, if it has one."""
    for part in _PART.findall(cell):
        match = _NUMBERED.fullmatch(part)
        if part and part != "_" and match:
            yield "" if match[1] == "*" else _plain(match[1]), match[2] or ""


def _plain(words: str) -> str:
    """Without escapes."""
    return _ESCAPE.sub(lambda found: _MEANT.get(found[1], found[1]), words)
