"""Where notes stand in the margin: each beside its line, stacked where several meet. Pure.

Notes are placed as the text is wrapped, in one pass; to open one costs what lies close below it, and not the article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotations.notes.note import Kind, Note
from annotations.text.safe import visible
from tui.cutting import cut
from tui.reader.emphasis import Tone, spoken, stretches
from tui.reader.layout import TAB, Layout

FOLDED = 5
"""Lines of a note that is not under the cursor."""


@dataclass(frozen=True, slots=True)
class MarginLine:
    """One row of the margin, in stretches of one tone each; `tags` says that it is the tags of its note."""

    parts: tuple[tuple[str, Tone], ...]
    note: Note
    tags: bool
    open: bool

    @property
    def text(self) -> str:
        """The words of the row."""
        return "".join(part for part, _ in self.parts)


_Row = tuple[tuple[tuple[str, Tone], ...], bool]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A note at a row, and the row that it would have if nothing stood there."""

    note: Note
    wanted: int
    top: int
    rows: tuple[_Row, ...]

    @property
    def below(self) -> int:
        """The first row that is free for the next one."""
        return self.top + len(self.rows) + 1 if self.rows else self.top


class Margin:
    """The margin of one article at one width in cells; of width 0, only the lines that have notes."""

    def __init__(self, notes: Iterable[Note], width: int) -> None:
        self.width = width
        self.noted: set[int] = set()
        """Lines of the text at which a note begins."""
        self._waiting = sorted(notes, key=lambda note: (note.start or 0, note.start is not None, note.id), reverse=True)
        self._placed: list[_Placed] = []
        self._numbers: dict[str, int] = {}
        self._rows: dict[int, MarginLine] = {}
        self._opened: dict[int, MarginLine] = {}
        self._shifted = range(0)

    def extend(self, wrapped: Layout) -> None:
        """Place the notes of the lines that are known now."""
        if not len(wrapped):
            return
        known = len(wrapped.text) + 1 if wrapped.complete else wrapped.bounds(len(wrapped) - 1)[0]
        while self._waiting and (self._waiting[-1].start or 0) < known:
            note = self._waiting.pop()
            line = 0 if note.start is None else wrapped.line_of(note.start)
            if note.start is not None:
                self.noted.add(line)
            if self.width:
                self._place(note, line)

    def _place(self, note: Note, line: int) -> None:
        free = self._placed[-1].below if self._placed else 0
        placed = _Placed(note, line, max(line, free), tuple(_lines(note, self.width, whole=False)))
        self._numbers[note.id] = len(self._placed)
        self._placed.append(placed)
        self._rows.update(_drawn(placed, opened=False))

    def open(self, note: Note | None) -> range:
        """Show one note whole and those below it further down as far as they must; the rows that this may change."""
        before, self._opened = self._shifted, {}
        number = None if note is None else self._numbers.get(note.id)
        if number is None:
            self._shifted = range(0)
            return before
        placed = self._placed[number]
        placed = replace(placed, rows=tuple(_lines(placed.note, self.width, whole=True)))
        self._opened.update(_drawn(placed, opened=True))
        free = placed.below
        for following in self._placed[number + 1 :]:
            if following.top >= free:
                break
            moved = replace(following, top=max(following.wanted, free))
            self._opened.update(_drawn(moved, opened=False))
            free = moved.below
        self._shifted = range(placed.top, free)
        return range(min(before.start, placed.top), max(before.stop, free)) if before else self._shifted

    def row(self, line: int) -> MarginLine | None:
        """What stands beside a line."""
        return (self._opened if line in self._shifted else self._rows).get(line)

    @property
    def height(self) -> int:
        """Rows down to the end of the last note that is placed."""
        last = self._placed[-1].below if self._placed else 0
        return max(last, self._shifted.stop)


def _drawn(placed: _Placed, *, opened: bool) -> dict[int, MarginLine]:
    return {
        placed.top + index: MarginLine(parts, placed.note, tags, opened)
        for index, (parts, tags) in enumerate(placed.rows)
    }


def _lines(note: Note, width: int, *, whole: bool) -> list[_Row]:
    if note.kind is Kind.RELATION:
        return [(row, False) for row in _wrapped(note.body, [Tone.PLAIN] * len(note.body), width)]
    rows = _wrapped(*spoken(visible(note.body).strip().replace("\t", TAB)), width)
    if not whole and len(rows) > FOLDED:
        rows = [row for row in rows[:FOLDED] if row]
        rows[-1] = _cut(rows[-1], width)
    tags = " ".join(f"#{visible(tag)}" for tag in note.tags)
    return [*((row, False) for row in rows), *((row, True) for row in _wrapped(tags, [Tone.PLAIN] * len(tags), width))]


def _wrapped(text: str, tones: list[Tone], width: int) -> list[tuple[tuple[str, Tone], ...]]:
    if not text:
        return []
    layout = Layout(text, width)
    layout.extend(len(text))
    spans = [layout.span(line) for line in range(len(layout))]
    return [tuple(stretches(text[span.start : span.end], tones[span.start : span.end])) for span in spans]


def _cut(row: tuple[tuple[str, Tone], ...], width: int) -> tuple[tuple[str, Tone], ...]:
    """A row that says that more follows."""
    text = "".join(part for part, _ in row)
    tones = [tone for part, tone in row for _ in part]
    kept = cut(text, width - 2).rstrip()
    return (*stretches(kept, tones[: len(kept)]), (" …", Tone.PLAIN))
