"""postil's own format, lossless: JSON lines, UTF-8.

A line with `kind` is an annotation, as docs/formats.md has it. Before the annotations of an article stands a line about
the article: what the user decided (`article_sha256`, `state`, `flag`, `tags`, where anything was), and what its file
said (`text`, `title`, `source`, `published`, `author`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.losses import Losses
from annotations.exchange.reading import lines, mapping, text_of
from annotations.notes.documents import Malformed, to_article_state, to_document, to_note, whole_note
from annotations.notes.note import Note
from annotations.notes.quick_json import dumps
from annotations.notes.quick_notes import quick_note
from annotations.problem import PostilError, Problem

_TOLD = ("title", "source", "published", "author", "text")


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """A line for each article, and one for each of its annotations; nothing is lost."""
    for document in documents:
        about: dict[str, object] = {"article": document.article}
        if document.state is not None:
            about |= to_document(document.state)
        about |= {field: value for field in _TOLD if (value := getattr(document, field))}
        rows = [about, *map(to_document, document.notes)]
        yield "", b"".join(dumps(row) + b"\n" for row in rows)


def read(file: Path) -> Iterator[Document]:
    """The documents of a file; annotations may stand without a line about their article. Raises PostilError."""
    at_hand: Document | None = None
    notes: list[Note] = []
    for number, line in lines(file):
        row = mapping(line, file, number)
        try:
            about = None if "kind" in row else _about(row, number)
            note = (whole_note(row, quick_note) or to_note(row)) if about is None else None
        except Malformed as error:
            raise PostilError(Problem(str(file), str(error), "mend the line, or leave it out", number)) from error
        if about is not None or (note is not None and (at_hand is None or note.article != at_hand.article)):
            if at_hand is not None:
                yield replace(at_hand, notes=tuple(notes))
            at_hand = about or Document(note.article if note else "", None, line=number)
            notes = []
        if note is not None:
            notes.append(note)
    if at_hand is not None:
        yield replace(at_hand, notes=tuple(notes))


def _about(row: dict[str, object], line: int) -> Document:
    state = to_article_state(row)
    return Document(
        article=state.article,
        text=text_of(row, "text"),
        state=state if {"state", "flag", "tags"} & row.keys() else None,
        title=text_of(row, "title") or "",
        source=text_of(row, "source"),
        published=text_of(row, "published"),
        author=text_of(row, "author"),
        line=line,
    )
