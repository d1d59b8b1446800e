"""Prodigy's JSON lines: a task for each article, and one with `"answer": "reject"` for each rejected suggestion.

Offsets count code points; `token_end` is the last token itself. What is told of the article is in `meta`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.fields import Fields, each_line
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.making import arrow, entity
from annotations.exchange.tokenised import Tokens, tokenised
from annotations.notes.note import Decision, Kind, Note
from annotations.text.span import Span

HOLDS = Holds(rejected=True, relations=True, overlaps=True)
_DECISIONS = {"accept": Decision.ADDED, "reject": Decision.REJECTED}


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """A task a line: tokens, spans and relations; rejected suggestions in tasks of their own."""
    for document in documents:
        kept = HOLDS.kept(document, losses)
        if document.text is None:
            continue
        cut = tokenised(document.text, [note.span for note in kept if note.span])
        right = [note for note in kept if note.decision is not Decision.REJECTED]
        tasks = [_task(document, document.text, cut, right, "accept")]
        wrong = [note for note in kept if note.decision is Decision.REJECTED]
        tasks += [_task(document, document.text, cut, [note], "reject") for note in wrong]
        lines = "".join(json.dumps(task, ensure_ascii=False) + "\n" for task in tasks)
        yield "", lines.encode("utf-8", "backslashreplace")


def read(file: Path) -> Iterator[Document]:
    """Tasks of the same text that follow each other are one article; ignored ones are left out. Raises PostilError."""
    tasks = (task for task in each_line(file) if task.text_or("answer") != "ignore")
    for (text, name), group in groupby(tasks, key=lambda task: (task.text("text"), _name(task))):
        notes: list[Note] = []
        line = None
        for task in group:
            line = line or task.line
            decision = _DECISIONS.get(task.text_or("answer", "accept"))
            if decision is None:
                raise task.fault("answer", "accept, reject or ignore")
            notes += _entities(task, text, decision)
            notes += _relations(task, text)
        yield Document(name, text, tuple(notes), line=line)


def _name(task: Fields) -> str:
    return task.inner("meta").text_or("article")


def _task(document: Document, text: str, cut: Tokens, notes: Iterable[Note], answer: str) -> dict[str, object]:
    tokens = [
        {"text": text[start:end], "start": start, "end": end, "id": number, "ws": spaced}
        for number, (start, end, spaced) in enumerate(zip(cut.starts, cut.ends, cut.spaced, strict=True))
    ]
    told = {"article": document.article, "source": document.source, "published": document.published}
    task: dict[str, object] = {"text": text, "meta": {name: value for name, value in told.items() if value}}
    spans = {note.id: _span(note, note.span, cut) for note in notes if note.span}
    task |= {"tokens": tokens, "spans": list(spans.values()), "answer": answer}
    relations = [
        {
            "head": spans[note.source]["token_end"],
            "child": spans[note.target]["token_end"],
            "head_span": spans[note.source],
            "child_span": spans[note.target],
            "label": note.label or "",
        }
        for note in notes
        if note.kind is Kind.RELATION and note.source in spans and note.target in spans
    ]
    return task | ({"relations": relations} if relations else {})


def _span(note: Note, span: Span, cut: Tokens) -> dict[str, object]:
    first, after = cut.of(span)
    edges = {"start": span.start, "end": span.end, "token_start": first, "token_end": after - 1}
    return {**edges, "label": note.label or ""}


def _entities(task: Fields, text: str, decision: Decision) -> Iterator[Note]:
    for each in task.several("spans"):
        span, label = each.span("start", "end", text), each.text("label")
        yield entity(_key(span, label), text, span, label, decision)


def _relations(task: Fields, text: str) -> Iterator[Note]:
    for each in task.several("relations"):
        ends = [each.inner(name) for name in ("head_span", "child_span")]
        head, child = (_key(end.span("start", "end", text), end.text("label")) for end in ends)
        yield arrow("", head, child, each.text("label"))


def _key(span: Span, label: str) -> str:
    return f"{span.start}-{span.end} {label}"
