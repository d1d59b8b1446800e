"""A notes file in postil's own layout: one document a line, in order, so that the file is its own index."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Set
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

from annotations.notes.documents import NOTES, to_value, whole_note
from annotations.notes.layout import Document, Order, decode_row, encode_row, order
from annotations.notes.note import ArticleState, Note
from annotations.notes.source import Memory, Source

Region = tuple[int, int]
"""Where the lines of a table stand: from the first byte of the first to behind the line end of the last."""

# Most lines are shorter, so that one read finds the line about an offset.
_WINDOW = 2048
_SLICE = 1 << 18
# So many are read by what is loaded in any case, which start-up is glad of; then what is quicker is worth its import.
_FEW = 64


class Row(NamedTuple):
    """A document, its number, and its value; without the two latter, a number whose document is to be gone."""

    document_id: str
    value: Note | ArticleState | None = None
    document: Document | None = None


class _Gap(NamedTuple):
    """Where, in a table, what is sorted behind one line and not behind the next stands, or would have to be put in.

    `document` is that of the line `below`, which ends in front of `end`.
    """

    table: str = ""
    above: Order | None = None
    start: int = 0
    below: Order | None = None
    end: int = 0
    document: Document | None = None

    def takes(self, table: str, wanted: Order) -> bool:
        """Whether what is of that order stands here, too."""
        fits = (self.above is None or self.above < wanted) and (self.below is None or wanted <= self.below)
        return fits and self.table == table


class Lines:
    """The documents of a file by article, found by bisection; nothing but the lines asked for is read.

    `left_out` names documents, by table and number, that are malformed or twins of others. What reads may raise
    `Altered`.
    """

    def __init__(
        self,
        source: Source,
        regions: Mapping[str, Region],
        left_out: frozenset[tuple[str, str]] = frozenset(),
        schema: object = None,
        numbers: Mapping[str, Set[str]] | None = None,
    ) -> None:
        self.source = source
        self.regions = dict(regions)
        self.left_out = left_out
        self.schema = schema
        self._numbers = numbers
        self._loads: Callable[[bytes], Any] = json.loads
        self._make: Callable[..., Note] = Note
        self._gap = _Gap()
        self._were_read = self._numbers_asked = 0
        self._where: dict[str, Region] = {}
        """Where the lines about each article stand, once somebody asked for all articles."""

    @classmethod
    def none(cls) -> Lines:
        """Those of a file that is not there."""
        return cls(Memory(b""), {}, numbers={})

    def row(self, table: str, article: str, name: str) -> Row | None:
        """What is known by that name (a note's id, an article's own name) and is about that article."""
        gap = self._named(table, article, name)
        if gap is None or gap.below is None or gap.document is None:
            return None
        return Row(str(gap.below[2]), to_value(table, gap.document), gap.document)

    def order_of(self, table: str, article: str, name: str) -> Order | None:
        """Where in the order of its table what `row` gives stands; None where that gives nothing."""
        gap = self._named(table, article, name)
        return None if gap is None else gap.below

    def notes(self, article: str) -> list[Note]:
        """The annotations of an article, in the order of the file."""
        start, end = self._where.get(article) or self.regions.get(NOTES, (0, 0))
        if article not in self._where:
            start = self._gap_for(NOTES, (article, "", -1)).start
        about = takewhile(lambda value: value.article == article, self._values(NOTES, start, end))
        return [value for value in about if isinstance(value, Note)]

    def articles(self) -> set[str]:
        """The articles that annotations are about; of each, only the first line is looked at."""
        start, end = self.regions.get(NOTES, (0, 0))
        starts: dict[str, int] = {}
        before = b""
        for offset, line in scan(self.source, start, end):
            # Keys are sorted, so that a document begins with its article.
            _, _, document = line.partition(b": ")
            if not before or not document.startswith(before):
                article = decode_row(line.removesuffix(b","))[1].get("article")
                if isinstance(article, str):
                    starts.setdefault(article, offset)
                    before = encode_row("0", {"article": article}).partition(b": ")[2].removesuffix(b"}") + b","
        self._where = dict(zip(starts, pairwise([*starts.values(), end]), strict=True))
        return set(starts)

    def values(self, table: str) -> Iterator[Note | ArticleState]:
        """All that a table holds, `notes` or `articles`."""
        return self._values(table, *self.regions.get(table, (0, 0)))

    def place(self, table: str, wanted: Order) -> Region:
        """Where the line of a document of that order stands, or, empty, where it would have to be put in."""
        gap = self._gap_for(table, wanted)
        return (gap.start, gap.end) if gap.below == wanted else (gap.start, gap.start)

    def holds_number(self, table: str, document_id: str) -> bool:
        """Whether a document of that number is in a table; reads all of the table, where that was not done before."""
        self._numbers_asked += 1
        if self._numbers is None and self._numbers_asked >= _FEW:
            self._numbers = {name: self._all_numbers(name) for name in self.regions}
        if self._numbers is not None:
            return document_id in self._numbers.get(table, ())
        sought = f'\n"{document_id}": {{'.encode()
        start, end = self.regions.get(table, (0, 0))
        # The line end before the first line, too, and so much of the slice before that nothing is cut in two.
        for at in range(start - 1, end, _SLICE):
            if sought in self.source.read(max(at, 0), min(at + _SLICE + len(sought), end)):
                return True
        return False

    def _all_numbers(self, table: str) -> set[str]:
        lines = scan(self.source, *self.regions[table])
        return {line[1 : line.index(b'"', 1)].decode() for _, line in lines}

    def _values(self, table: str, start: int, end: int) -> Iterator[Note | ArticleState]:
        """The value of every line of a part of a table."""
        for _, line in scan(self.source, start, end):
            self._were_read += 1
            if self._were_read == _FEW:
                from annotations.notes.quick_json import loads
                from annotations.notes.quick_notes import quick_note

                self._loads, self._make = loads, quick_note
            row = line.removesuffix(b",")
            number, _, document = row.partition(b": ")
            if self.left_out and (table, number[1:-1].decode()) in self.left_out:
                continue
            # What is no sound document was left out, and what lacks a field is read exactly.
            quick = whole_note(self._loads(document), self._make, sound=True) if table == NOTES else None
            yield quick or to_value(table, decode_row(row)[1])

    def _named(self, table: str, article: str, name: str) -> _Gap | None:
        """The gap in front of the line that is known by a name and is about an article, and not left out."""
        if table not in self.regions:
            return None
        gap = self._gap_for(table, (article, name if table == NOTES else "", -1))
        while (below := gap.below) is not None and below[0] == article and (table != NOTES or below[1] == name):
            if (table, str(below[2])) not in self.left_out:
                return gap
            gap = self._next_gap(gap)
        return None

    def _gap_for(self, table: str, wanted: Order) -> _Gap:
        """The gap in front of the first line that is not before what is wanted.

        The last one is remembered: what is asked for next, in the order of the file, often stands in it or in the next.
        """
        gap = self._gap
        if not gap.takes(table, wanted):
            gap = self._next_gap(gap)
        if not gap.takes(table, wanted):
            low, high = self.regions.get(table, (0, 0))
            first, last = low, high
            above: Order | None = None
            under: tuple[Order | None, int, Document | None] = None, 0, None
            while low < high:
                start, end, line = self._line((low + high) // 2, first, last)
                number, document = decode_row(line)
                found = order(number, document)
                if found < wanted:
                    low, above = end, found
                else:
                    high, under = start, (found, end, document)
            gap = _Gap(table, above, low, *under)
        self._gap = gap
        return gap

    def _next_gap(self, gap: _Gap) -> _Gap:
        """That behind the line behind a gap; the same where there is none."""
        first, last = self.regions.get(gap.table, (0, 0))
        if gap.below is None or gap.end >= last:
            return gap if gap.below is None else _Gap(gap.table, gap.below, gap.end)
        _, end, line = self._line(gap.end, first, last)
        number, document = decode_row(line)
        return _Gap(gap.table, gap.below, gap.end, order(number, document), end, document)

    def _line(self, offset: int, first: int, last: int) -> tuple[int, int, bytes]:
        """Start, end (behind the line end) and text, without comma, of the line about an offset of a region."""
        reach = _WINDOW
        while True:
            low, high = max(first, offset - reach), min(last, offset + reach)
            data = self.source.read(low, high)
            start = data.rfind(b"\n", 0, offset - low) + 1
            end = data.find(b"\n", offset - low) + 1
            if (start > 0 or low == first) and end > 0:
                return low + start, low + end, data[start : end - 1].removesuffix(b",")
            reach *= 8


def scan(source: Source, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Offset and text, without line end, of the lines of a part of a file, which is read in slices."""
    size, rest, at = 4 * _WINDOW, b"", start
    while at < end:
        data = rest + source.read(at, min(at + size, end))
        offset = at - len(rest)
        at = min(at + size, end)
        size = min(size * 4, _SLICE)
        lines = data.split(b"\n")
        rest = lines.pop()
        for line in lines:
            yield offset, line
            offset += len(line) + 1
    if rest:
        yield end - len(rest), rest
