"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/) in JSON-LD: a list of annotations.

A note is `commenting`, a bare highlight `highlighting`, an entity `classifying` with its label as a body of that
purpose and what was decided as one for `assessing`; tags are bodies for `tagging`. A relation is `linking`: from its
target to the source of its body. Positions count code points. Texts do not go in, nor do annotations without a place.
A page or a collection with its `items` is read, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.selectors import address, selectors
from annotations.exchange.w3c_reading import URN, read
from annotations.notes.note import Kind, Note

__all__ = ["CONTEXT", "HOLDS", "read", "write"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
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
)
_Body = dict[str, object]


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """One list; the annotations of an article follow each other, relations last."""
    before = "[\n"
    for document in documents:
        for note in HOLDS.kept(document, losses):
            row = json.dumps(_annotation(note, document.article), ensure_ascii=False)
            yield "", (before + row).encode("utf-8", "backslashreplace")
            before = ",\n"
    yield "", b"[]\n" if before == "[\n" else b"\n]\n"


def _annotation(note: Note, article: str) -> dict[str, object]:
    source = address(article)
    bodies = list(_bodies(note))
    target: object = source
    if note.kind is Kind.RELATION:
        target = _iri(note.source)
        bodies.insert(0, {"type": "SpecificResource", "source": _iri(note.target), "purpose": "linking"})
    elif note.span is not None:
        target = {"source": source, "selector": selectors(note)}
    return {
        "@context": CONTEXT,
        "id": _iri(note.id),
        "type": "Annotation",
        "motivation": _motivation(note),
        "creator": {"type": "Person", "name": note.author},
        "created": note.created,
        "modified": note.modified,
        "body": bodies,
        "target": target,
    }


def _bodies(note: Note) -> Iterator[_Body]:
    if note.body:
        yield {"type": "TextualBody", "value": note.body, "format": "text/markdown", "purpose": "commenting"}
    if note.label:
        yield {"type": "TextualBody", "value": note.label, "purpose": "classifying"}
    if note.decision:
        yield {"type": "TextualBody", "value": str(note.decision), "purpose": "assessing"}
    for tag in note.tags:
        yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}


def _motivation(note: Note) -> str:
    if note.kind is Kind.RELATION:
        return "linking"
    if note.kind is Kind.ENTITY:
        return "classifying"
    return "commenting" if note.body or note.span is None else "highlighting"


def _iri(note_id: str | None) -> str:
    return f"{URN}{note_id}"
