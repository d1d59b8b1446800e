"""Reads spaCy's DocBin: entities and spans of its Docs, and what postil wrote beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from annotations.exchange.docbin import Labelled, Packed, Unreadable, unpacked
from annotations.exchange.document import Document
from annotations.exchange.making import entity, remark
from annotations.exchange.reading import LONGEST_LINE, fault, mapping
from annotations.notes.documents import Malformed, to_note
from annotations.notes.note import Decision, Kind, Note
from annotations.problem import PostilError, Problem, reason
from annotations.text.span import Span

ALL, WRONG, NOTES = "sc", "incorrect_spans", "notes"
"""Keys of groups of spans: spaCy's for all, and for what its recogniser should not find; ours for notes."""
OURS = "postil"
"""The key in `user_data`."""


def read(file: Path) -> Iterator[Document]:
    """A document for each Doc. Raises PostilError, which says which Doc is at fault."""
    done = 0
    try:
        for packed in unpacked(_bytes(file)):
            yield _document(packed, file)
            done += 1
    except (Unreadable, Malformed) as error:
        raise fault(file, None, f"Doc {done + 1}: {error}", "export it again") from error


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            data = stream.read(LONGEST_LINE + 1)
    except OSError as error:
        raise PostilError(Problem(str(file), reason(error), "check the file")) from error
    if len(data) > LONGEST_LINE:
        raise fault(file, None, f"more than {LONGEST_LINE >> 20} MiB", "split it")
    return data


def _document(packed: Packed, file: Path) -> Document:
    text = "".join(word + " " * space for word, space in zip(packed.words, packed.spaces, strict=True))
    edges = _edges(packed)
    said = packed.user_data.get(OURS)
    ours = mapping(said, file, None) if isinstance(said, str) else {}
    known, others = _known(ours, len(text))
    notes: list[Note] = []
    for group, labelled in _groups(packed):
        for first, after, label in dict.fromkeys(labelled):
            span = Span(edges[first][0], edges[after - 1][1])
            notes += known.pop((group, span, label), []) or [_made(group, text, span, label)]
    article = ours.get("article")
    return Document(article if isinstance(article, str) else "", text, tuple(notes + others))


def _edges(packed: Packed) -> list[tuple[int, int]]:
    edges, at = [], 0
    for word, space in zip(packed.words, packed.spaces, strict=True):
        edges.append((at, at + len(word)))
        at += len(word) + space
    return edges


def _groups(packed: Packed) -> Iterator[tuple[str, list[Labelled]]]:
    """The groups that postil knows; those of other names and `ents` are entities, too."""
    others = [each for name, group in packed.groups.items() if name not in (WRONG, NOTES) for each in group]
    yield ALL, [*others, *packed.ents]
    yield WRONG, packed.groups.get(WRONG, [])
    yield NOTES, packed.groups.get(NOTES, [])


def _known(ours: Mapping[str, object], length: int) -> tuple[dict[tuple[str, Span, str], list[Note]], list[Note]]:
    """Annotations that postil wrote beside the spans: those of each span, and those without one. Raises `Malformed`."""
    known: defaultdict[tuple[str, Span, str], list[Note]] = defaultdict(list)
    others = []
    rows = ours.get("annotations")
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict):
            raise Malformed("annotations", "is no list of objects")
        note = to_note(row)
        if note.span is None:
            others.append(note)
        elif note.span.end <= length:
            known[group_of(note), note.span, note.label or ""].append(note)
    return known, others


def group_of(note: Note) -> str:
    """The key of the group of spans that an annotation on a span belongs to."""
    if note.kind is Kind.NOTE:
        return NOTES
    return WRONG if note.decision is Decision.REJECTED else ALL


def _made(group: str, text: str, span: Span, label: str) -> Note:
    if group == NOTES or not label:
        return remark("", text, span, "")
    return entity("", text, span, label, Decision.REJECTED if group == WRONG else Decision.ADDED)
