"""Looking through a whole notes file: whether it is in postil's layout, and what is wrong with its documents."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from annotations.notes.documents import ARTICLES, META, NOTES, Malformed, key_of, to_value
from annotations.notes.layout import Document, decode, decode_row, encode, order
from annotations.notes.lines import Lines, Region, scan
from annotations.notes.source import Memory, Source

Fault = tuple[str, str]
"""The number of a document and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A file's lines, its faults in their order, and whether it stands on the disk as the lines do."""

    lines: Lines
    faults: list[Fault]
    laid_out: bool


class _OtherLayout(Exception):
    """The file is not laid out as postil does it; it may be none of notes at all."""


def survey(source: Source, file: str) -> Survey:
    """Look through all of a file; one of another layout is laid out in memory.

    Raises `PostilError`, with line and column, where it is no TinyDB file of notes.
    """
    try:
        found = _Surveyor(source)
    except (_OtherLayout, ValueError, RecursionError):
        tables = decode(source.read(0, source.size), file)
        found = _Surveyor(Memory(encode(tables)))
        return Survey(found.lines(), found.faults, laid_out=False)
    return Survey(found.lines(), found.faults, laid_out=True)


@dataclass(slots=True)
class _Surveyor:
    """Reads line by line, so that no other thread ever waits for it; each table's numbers and names are met once."""

    source: Source
    regions: dict[str, Region] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: set[tuple[str, str]] = field(default_factory=set)
    numbers: dict[str, set[str]] = field(default_factory=dict)
    schema: object = None
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        table, begun, last, comma, ended = None, 0, None, True, False
        numbers: set[str] = set()
        for offset, line in scan(self.source, 0, self.source.size):
            if ended or (offset == 0 and not line.startswith(b"{")):
                raise _OtherLayout
            if table is None:
                head = line[1:] if offset == 0 else line
                name, opening = _head(head)
                if name is not None:
                    if name in self.regions:
                        raise _OtherLayout
                    self.regions[name] = (offset, offset)
                if opening == b"{":
                    table, begun, last, comma = name, offset + len(line) + 1, None, True
                    numbers = self.numbers.setdefault(name or "", set())
                ended = opening.endswith(b"}}") or opening == b"}"
            elif line in (b"},", b"}}"):
                if comma:
                    raise _OtherLayout
                self.regions[table] = (begun, offset)
                table, ended = None, line == b"}}"
            else:
                if not comma:
                    raise _OtherLayout
                comma = line.endswith(b",")
                number, document = decode_row(line.removesuffix(b","), strictly=True)
                place = order(number, document)
                if number in numbers or (last is not None and place <= last):
                    raise _OtherLayout
                numbers.add(number)
                last = place
                self._take(table, number, document)
        if not ended or (self.regions and self.regions.keys().isdisjoint({NOTES, META})):
            raise _OtherLayout

    def lines(self) -> Lines:
        """What was found."""
        return Lines(self.source, self.regions, frozenset(self.left_out), self.schema, self.numbers)

    def _take(self, table: str, number: str, document: Document) -> None:
        if table == META and "schema" in document:
            self.schema = document["schema"]
        if table not in (NOTES, ARTICLES):
            return
        try:
            key = key_of(to_value(table, document))
            twin = self._known.setdefault(key, number)
            if twin != number:
                raise Malformed("id" if table == NOTES else "article", f"is that of document {twin} too")
        except Malformed as fault:
            self.left_out.add((table, number))
            self.faults.append((number, f"document {number} in the table {table!r}: {fault}"))


def _head(line: bytes) -> tuple[str | None, bytes]:
    """The name of the table that a line opens, if any, and what follows it."""
    for opening in (b"{", b"{},", b"{}}"):
        if line.endswith(b": " + opening):
            name = json.loads(line[: -len(opening) - 2])
            if not isinstance(name, str):
                raise _OtherLayout
            return name, opening
    if line == b"}":
        return None, line
    raise _OtherLayout
