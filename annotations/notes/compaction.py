"""Writing the notes file anew: its lines as they are, but for those that have changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.notes.documents import META, NOTES, SCHEMA
from annotations.notes.ids import new_document_id
from annotations.notes.layout import Document, Order, encode_row, order, table_names
from annotations.notes.lines import Lines, Region
from annotations.notes.source import Source

# So much is copied between two moments in which other threads may run.
_SLICE = 1 << 18


@dataclass(frozen=True, slots=True)
class Replacement:
    """Where the lines have a document (None where they have none), and what it is to be (None to have it gone)."""

    table: str
    before: Order | None
    after: tuple[str, Document] | None


class Compaction:
    """The parts of the new file, in order; `regions` are complete when all were given."""

    def __init__(self, lines: Lines, replacements: Iterable[Replacement]) -> None:
        self.lines = lines
        self.regions: dict[str, Region] = {}
        self._replacements: dict[str, list[Replacement]] = {}
        for replacement in replacements:
            self._replacements.setdefault(replacement.table, []).append(replacement)
        if lines.schema is None:
            number = str(new_document_id()) if META in lines.regions else "1"
            self._replacements[META] = [Replacement(META, None, (number, {"schema": SCHEMA}))]

    def parts(self) -> Iterator[bytes]:
        """The bytes, in slices. Raises `Altered`."""
        at, separator = 0, b"{"
        for name in table_names({NOTES, *self.lines.regions, *self._replacements}):
            head = separator + json.dumps(name, ensure_ascii=False).encode() + b": {"
            yield head
            at += len(head)
            start, empty = at, True
            for part in self._rows(name):
                lead = b"\n" if empty else b""
                start += len(lead) if empty else 0
                empty = False
                yield lead + part
                at += len(lead) + len(part)
            tail = b"}" if empty else b"\n}"
            self.regions[name] = (start, start) if empty else (start, at + 1)
            yield tail
            at += len(tail)
            separator = b",\n"
        yield b"}\n"

    def _rows(self, table: str) -> Iterator[bytes]:
        """The lines of a table with what separates them, the last without line end."""
        first = True
        for piece in self._pieces(table):
            if isinstance(piece, bytes):
                yield piece if first else b",\n" + piece
            else:
                start, end = piece
                if not first:
                    yield b",\n"
                yield from _copied(self.lines.source, start, end)
            first = False

    def _pieces(self, table: str) -> Iterator[bytes | Region]:
        """New lines, and stretches of old ones without the separator behind them, in the order of the file."""
        cuts: list[tuple[int, int, Order, bytes]] = []
        for replacement in sorted(self._replacements.get(table, ()), key=_place):
            if replacement.before is not None:
                cuts.append((*self.lines.place(table, replacement.before), replacement.before, b""))
            if replacement.after is not None:
                wanted = order(*replacement.after)
                start, _ = self.lines.place(table, wanted)
                cuts.append((start, start, wanted, encode_row(*replacement.after)))
        at, end = self.lines.regions.get(table, (0, 0))
        # Where a line is put in at the place of one that goes, both cuts begin there.
        for start, stop, _, line in sorted(cuts, key=lambda cut: (cut[0], cut[2], cut[1])):
            if start > at:
                # The last line of a table is followed by no comma.
                yield at, start - len(b"\n" if start == end else b",\n")
            if line:
                yield line
            at = max(at, stop)
        if at < end:
            yield at, end - len(b"\n")


def _place(replacement: Replacement) -> Order:
    """In this order, lines that are put in between the same two need not be looked for each by itself."""
    return order(*replacement.after) if replacement.after else replacement.before or order("0", {})


def _copied(source: Source, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, _SLICE):
        yield source.read(at, min(at + _SLICE, end))
