"""Where notes stand in the margin: each beside its line, stacked where several meet. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.notes.note import Note
from annotations.text.safe import visible
from tui.reader.layout import Layout

FOLDED = 5
"""Lines of a note that is not under the cursor."""


@dataclass(frozen=True, slots=True)
class MarginLine:
    """One row of the margin."""

    text: str
    note: Note
    heading: bool
    open: bool


def place(notes: Iterable[tuple[int, Note]], width: int, opened: str | None) -> dict[int, MarginLine]:
    """Rows of the margin by display line. `notes` come with the line they belong to; `opened` is shown whole."""
    rows: dict[int, MarginLine] = {}
    free = 0
    for line, note in sorted(notes, key=lambda item: (item[0], item[1].start or 0, item[1].id)):
        top = max(line, free)
        lines = _lines(note, width, whole=note.id == opened)
        for index, (text, heading) in enumerate(lines):
            rows[top + index] = MarginLine(text, note, heading, note.id == opened)
        if lines:
            free = top + len(lines) + 1
    return rows


def _lines(note: Note, width: int, *, whole: bool) -> list[tuple[str, bool]]:
    body = visible(note.body).strip()
    wrapped = _wrapped(body, width) if body else []
    if not whole and len(wrapped) > FOLDED:
        shown = [line for line in wrapped[:FOLDED] if line.strip()]
        wrapped = [*shown[:-1], f"{shown[-1][: width - 2].rstrip()} …"]
    tags = " ".join(f"#{visible(tag)}" for tag in note.tags)
    return [*((text, False) for text in wrapped), *((text, True) for text in (_wrapped(tags, width) if tags else []))]


def _wrapped(text: str, width: int) -> list[str]:
    layout = Layout(text, width)
    layout.extend(len(text))
    return [text[(span := layout.span(line)).start : span.end] for line in range(len(layout))]
