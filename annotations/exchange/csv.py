"""CSV (RFC 4180, UTF-8) for people and their spreadsheets: one row for each annotation, the columns in the first.

A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.entries import Entry, sections
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.text.safe import visible

HOLDS = Holds(
    notes=True,
    bodies=True,
    tags=True,
    whole=True,
    rejected=True,
    relations=True,
    overlaps=True,
    authorship=True,
    decisions=True,
    unsure=True,
)
COLUMNS = (
    *("article", "title", "kind", "label", "decision", "quote", "note", "tags", "sentence", "start", "end"),
    *("source", "target", "status", "author", "created", "modified", "id"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a cell begins that spreadsheets compute (OWASP, CSV injection)."""


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:
    """One file; a report by tag or entity has that in its first column, and a row for each tag of an annotation."""
    grouped = options.by != "article"
    yield "", _row([options.by, *COLUMNS] if grouped else COLUMNS)
    for section in sections(documents, HOLDS, losses, options):
        for entry in section.entries:
            cells = _cells(entry)
            yield "", _row([section.title, *cells] if grouped else cells)


def _cells(entry: Entry) -> list[str]:
    note = entry.note
    ends = entry.relation
    return [
        entry.article,
        entry.title,
        note.kind,
        note.label or "",
        note.decision or "",
        note.quote,
        note.body,
        "; ".join(note.tags),
        f"{entry.before}{note.quote}{entry.after}",
        "" if note.start is None else str(note.start),
        "" if note.end is None else str(note.end),
        ends.source if ends else "",
        ends.target if ends else "",
        note.status,
        note.author,
        note.created,
        note.modified,
        note.id,
    ]


def _row(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in map(visible, cells))
    return line.getvalue().encode()
