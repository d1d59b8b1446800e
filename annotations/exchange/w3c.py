"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/) in JSON-LD: a list of annotations.

A note is `commenting`, a bare highlight `highlighting`, an entity `classifying` with its label as a body of that
purpose and what was decided as one for `assessing`; tags are bodies for `tagging`. A relation is `linking`: from its
target to the source of its body. Positions count code points. Texts do not go in, nor do annotations without a place.
A page or a collection with its `items` is read, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from annotations.exchange.arrays import each_element
from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.fields import Fields
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.making import arrow, entity, remark
from annotations.exchange.reading import begins_with, fault, mapping, whole
from annotations.notes.note import Decision, Kind, Note
from annotations.text.span import Span

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
_URN = "urn:uuid:"
_Body = dict[str, object]


class _Found(NamedTuple):
    """An annotation, the article that it is about, and where it stands in the file."""

    note: Note
    article: str
    line: int | None


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """One list; the annotations of an article follow each other, relations last."""
    before = "[\n"
    for document in documents:
        for note in HOLDS.kept(document, losses):
            row = json.dumps(_annotation(note, document.article), ensure_ascii=False)
            yield "", (before + row).encode("utf-8", "backslashreplace")
            before = ",\n"
    yield "", b"[]\n" if before == "[\n" else b"\n]\n"


def read(file: Path) -> Iterator[Document]:
    """The annotations on one source that follow each other are one document, without a text. Raises PostilError."""
    for article, group in groupby(_placed(file), key=lambda each: each.article):
        several = list(group)
        yield Document(article, None, tuple(each.note for each in several), line=several[0].line)


def _annotation(note: Note, article: str) -> dict[str, object]:
    source = quote(article, safe="/")
    bodies = list(_bodies(note))
    target: object = source
    if note.kind is Kind.RELATION:
        target = _iri(note.source)
        bodies.insert(0, {"type": "SpecificResource", "source": _iri(note.target), "purpose": "linking"})
    elif note.span is not None:
        quoted = {"type": "TextQuoteSelector", "exact": note.quote, "prefix": note.prefix, "suffix": note.suffix}
        position = {"type": "TextPositionSelector", "start": note.start, "end": note.end}
        target = {"source": source, "selector": [quoted, position]}
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
    return f"{_URN}{note_id}"


def _annotations(file: Path) -> Iterator[Fields]:
    """The annotations of a list, a page, or a collection that has its first page in it."""
    if begins_with(file) != "{":
        yield from each_element(file)
        return
    page = Fields(mapping(whole(file), file, 1), file, None)
    yield from (page if "items" in page else page.inner("first")).several("items")


def _placed(file: Path) -> Iterator[_Found]:
    """Every annotation; a relation is about the article of the one before it."""
    article = ""
    for each in _annotations(file):
        note, source = _note(each)
        article = source or article
        yield _Found(replace(note, article=article), article, each.line)


def _note(row: Fields) -> tuple[Note, str]:
    """An annotation, and the article that it is about; empty for a relation."""
    said: dict[str, list[str]] = {}
    linked = ""
    for body in _objects(row, "body"):
        if body.text_or("type") == "SpecificResource":
            linked = body.text("source")
        else:
            said.setdefault(body.text_or("purpose", "commenting"), []).append(body.text("value"))
    label = next(iter(said.get("classifying", ())), "")
    key = row.text_or("id").removeprefix(_URN)
    if row.text_or("motivation") == "linking" and linked:
        target = row.text("target")
        return arrow(key, target.removeprefix(_URN), linked.removeprefix(_URN), label or "related"), ""
    source, span, quoted = _target(row)
    words = "\n\n".join(said.get("commenting", ()))
    made = remark(key, "", None, words)
    if label:
        decision = _decision(row, next(iter(said.get("assessing", ())), "added"))
        made = entity(key, "", Span(0, 0), label, decision, body=words)
    told = replace(
        made,
        start=None if span is None else span.start,
        end=None if span is None else span.end,
        quote=quoted.text_or("exact"),
        prefix=quoted.text_or("prefix"),
        suffix=quoted.text_or("suffix"),
        author=row.text_or("creator") if isinstance(row.members.get("creator"), str) else _creator(row),
        created=row.text_or("created"),
        modified=row.text_or("modified"),
        tags=tuple(dict.fromkeys(said.get("tagging", ()))),
    )
    return told, source


def _target(row: Fields) -> tuple[str, Span | None, Fields]:
    """The article, the span, and the quote."""
    empty = Fields({}, row.file, row.line)
    if isinstance(row.members.get("target"), str):
        return unquote(row.text("target")), None, empty
    target = row.inner("target")
    quoted, span = empty, None
    for selector in _objects(target, "selector"):
        match selector.text("type"):
            case "TextQuoteSelector":
                quoted = selector
            case "TextPositionSelector":
                span = Span(selector.number("start"), selector.number("end"))
            case _:
                continue
    if quoted is not empty and span is None:
        span = Span(0, len(quoted.text("exact")))
    if span is not None and not 0 <= span.start < span.end:
        raise fault(row.file, row.line, f"the position from {span.start} to {span.end} is none")
    return unquote(target.text("source")), span, quoted


def _objects(row: Fields, name: str) -> list[Fields]:
    """One object, or a list of them."""
    value = row.members.get(name)
    return [row.inner(name)] if isinstance(value, dict) else row.several(name)


def _creator(row: Fields) -> str:
    return row.inner("creator").text_or("name")


def _decision(row: Fields, words: str) -> Decision:
    try:
        return Decision(words)
    except ValueError:
        raise row.fault("body", f"for assessing one of {', '.join(Decision)}") from None
