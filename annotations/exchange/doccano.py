"""doccano's JSON lines, as its projects for sequence labelling with relations have them.

Offsets count code points. What is said of the whole article is in `Comments`, as doccano's own exports have it. Other
shapes that doccano has had are read, too: `label` or `labels` as lists of start, end and label.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.fields import Fields, each_line
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.making import arrow, entity, remark
from annotations.notes.note import Kind, Note

HOLDS = Holds(whole=True, relations=True, overlaps=True)


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """An article a line. Numbers of annotations are unique in the file."""
    number = 0
    for row, document in enumerate(documents, 1):
        kept = HOLDS.kept(document, losses)
        if document.text is None:
            continue
        ids: dict[str | None, int] = {}
        for note in kept:
            number += 1
            ids[note.id] = number
        entities = [
            {"id": ids[note.id], "label": note.label or "", "start_offset": note.start, "end_offset": note.end}
            for note in kept
            if note.kind is Kind.ENTITY
        ]
        relations = [
            {"id": ids[note.id], "from_id": ids[note.source], "to_id": ids[note.target], "type": note.label or ""}
            for note in kept
            if note.kind is Kind.RELATION
        ]
        line = {
            "id": row,
            "text": document.text,
            "article": document.article,
            "entities": entities,
            "relations": relations,
            "Comments": [note.body for note in kept if note.kind is Kind.NOTE],
        }
        yield "", (json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def read(file: Path) -> Iterator[Document]:
    """An article a line. Raises PostilError."""
    for row in each_line(file):
        text = row.text("text")
        notes = [*_entities(row, text), *_triples(row, text), *_relations(row)]
        notes += [remark("", text, None, comment) for comment in row.texts("Comments")]
        yield Document(row.text_or("article"), text, tuple(notes), line=row.line)


def _entities(row: Fields, text: str) -> Iterator[Note]:
    for each in row.several("entities"):
        yield entity(each.key("id"), text, each.span("start_offset", "end_offset", text), each.text("label"))


def _triples(row: Fields, text: str) -> Iterator[Note]:
    for name in ("label", "labels"):
        for triple in row.list_of(name):
            if not isinstance(triple, list) or len(triple) != 3:
                raise row.fault(name, "a list of [start, end, label]")
            fields = Fields(dict(zip(("start", "end", "label"), triple, strict=True)), row.file, row.line)
            yield entity("", text, fields.span("start", "end", text), fields.text("label"))


def _relations(row: Fields) -> Iterator[Note]:
    for each in row.several("relations"):
        yield arrow("", each.key("from_id"), each.key("to_id"), each.text("type"))
