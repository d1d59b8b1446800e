"""Label Studio's JSON: a list of tasks, each with one annotation that has results for regions and relations.

Offsets count code points. The labeling configuration is expected to call the text `text` and its controls `label`
(Labels), `note` (a TextArea per region) and `tag` (a Taxonomy or Choices per region). A note that is no entity is a
region with the label `note`. What a note on the whole article says is a text of its own, without a region.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotations.exchange.arrays import each_element
from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.fields import Fields
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.making import arrow, entity, remark
from annotations.notes.note import Kind, Note

HOLDS = Holds(notes=True, bodies=True, tags=True, whole=True, relations=True, overlaps=True)

_NOTE = "note"
"""The label of a region that is no entity."""
_Result = dict[str, object]


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """One list; a task for each article."""
    before = "[\n"
    for number, document in enumerate(documents, 1):
        kept = HOLDS.kept(document, losses)
        if document.text is None:
            continue
        told = {"text": document.text, "article": document.article, "title": document.title}
        results = [result for note in kept for result in _results(note)]
        annotation = {"id": number, "result": results, "was_cancelled": False, "ground_truth": False}
        task = {"id": number, "data": told, "annotations": [annotation], "predictions": []}
        yield "", (before + json.dumps(task, ensure_ascii=False)).encode("utf-8", "backslashreplace")
        before = ",\n"
    yield "", b"[]\n" if before == "[\n" else b"\n]\n"


def read(file: Path) -> Iterator[Document]:
    """A document for each task, with what all its annotations say but those that were cancelled. Raises PostilError."""
    for task in each_element(file):
        data = task.inner("data")
        text = data.text("text")
        notes: list[Note] = []
        for annotation in task.several("annotations"):
            if annotation.members.get("was_cancelled") is not True:
                notes += _notes(annotation, text)
        yield Document(data.text_or("article"), text, tuple(notes), line=task.line)


def _results(note: Note) -> Iterator[_Result]:
    if note.kind is Kind.RELATION:
        ends = {"from_id": note.source, "to_id": note.target, "direction": "right"}
        yield {"type": "relation", **ends, "labels": [note.label or ""]}
        return
    place = {"id": note.id, "to_name": "text"}
    value: _Result = {} if note.span is None else {"start": note.start, "end": note.end, "text": note.quote}
    if note.span is not None:
        labels = [note.label or "" if note.kind is Kind.ENTITY else _NOTE]
        yield {**place, "from_name": "label", "type": "labels", "value": {**value, "labels": labels}}
    if note.body or note.span is None:
        yield {**place, "from_name": "note", "type": "textarea", "value": {**value, "text": [note.body]}}
    if note.tags:
        yield {**place, "from_name": "tag", "type": "choices", "value": {**value, "choices": list(note.tags)}}


def _notes(annotation: Fields, text: str) -> Iterator[Note]:
    regions: dict[str, Note] = {}
    bodies: dict[str, str] = {}
    tags: dict[str, list[str]] = {}
    relations: list[Note] = []
    for number, result in enumerate(annotation.several("result")):
        key, kind, value = result.key("id") or f"result {number}", result.text("type"), result.inner("value")
        match kind:
            case "labels":
                span = value.span("start", "end", text)
                for more, label in enumerate(value.texts("labels")):
                    made = remark(key, text, span, "") if label == _NOTE else entity(key, text, span, label)
                    regions[f"{key} {more}" if more else key] = made
            case "textarea":
                bodies[key] = "\n\n".join(value.texts("text"))
            case "choices":
                tags.setdefault(key, []).extend(value.texts("choices"))
            case "relation":
                label = " ".join(result.texts("labels")) or "related"
                relations.append(arrow(key, result.key("from_id"), result.key("to_id"), label))
            case _:
                continue
    for key in [*bodies, *tags]:
        regions.setdefault(key, remark(key, text, None, ""))
    for key, note in regions.items():
        yield replace(note, body=bodies.get(key, ""), tags=tuple(dict.fromkeys(tags.get(key, ()))))
    yield from relations
