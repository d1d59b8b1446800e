"""What a page shows of one article: wrapped text, what covers it, notes beside it, line by line. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from annotations.articles.article import Article
from annotations.desk.mentions import Mention
from annotations.notes.note import Note
from annotations.text.safe import visible
from annotations.text.span import Span
from tui.palette import Inks
from tui.reader.cursor import Cursor
from tui.reader.layout import Layout
from tui.reader.margin import MarginLine, place
from tui.reader.paint import Marks, laid, paint

COLUMN = 80
"""Cells of the reading column, at most."""
GUTTER = 2
SLICE = 128 * 1024
"""Code points that are wrapped at once; the rest follows in slices between keys."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """How the cells of a page are shared out, from left to right."""

    left: int
    column: int
    gap: int
    margin: int

    @classmethod
    def of(cls, width: int, *, margin: bool) -> Geometry:
        """For a page of a width, with or without a margin for notes."""
        notes, gap = (min(40, max(24, width // 3 - 3)), 3) if margin else (0, 0)
        column = max(2, min(COLUMN, width - GUTTER - gap - notes - 2))
        left = GUTTER + max(0, (width - GUTTER - column - gap - notes - 1) // 2)
        return cls(left, column, gap, notes)


class Sheet:
    """One article laid out to a width; `fit` it before asking for a row."""

    def __init__(self, article: Article, notes: Sequence[Note], offset: int = 0) -> None:
        self.article = article
        self.notes = notes
        self.cursor = Cursor(min(offset, max(0, len(article.text) - 1)))
        self.marks = Marks.of(article.regions, (), notes)
        self.geometry = Geometry.of(80, margin=False)
        self._safe = visible(article.text)
        self.wrapped = Layout(self._safe, 0)
        self.beside: dict[int, MarginLine] = {}
        self._noted_lines: set[int] = set()

    def fit(self, width: int, *, margin: bool) -> bool:
        """Wrap to a page of a width, the beginning and the lines down to the cursor; says whether anything is new."""
        geometry = Geometry.of(width, margin=margin)
        if geometry == self.geometry and len(self.wrapped):
            return False
        self.geometry = geometry
        self.wrapped = Layout(self._safe, geometry.column)
        self.wrapped.extend(max(SLICE, self.cursor.offset))
        self.lay_margin()
        return True

    def wrap_on(self) -> None:
        """Wrap the next slice."""
        self.wrapped.extend(self.wrapped.bounds(len(self.wrapped) - 1)[0] + SLICE)
        self.lay_margin()

    def mark(self, mentions: Sequence[Mention], notes: Sequence[Note]) -> None:
        """Have these mentions and notes."""
        self.marks = Marks.of(self.article.regions, mentions, notes)
        self.notes = notes
        self.lay_margin()

    def lay_margin(self) -> None:
        """Put the notes beside their lines, the one under the cursor open."""
        everywhere = self.marks.notes.overlapping(0, len(self._safe) + 1)
        placed = [(self.wrapped.line_of(span.start), note) for span, note in everywhere]
        whole = [(0, note) for note in self.notes if note.span is None]
        self._noted_lines = {line for line, _ in placed}
        under = self.note_here()
        width = self.geometry.margin
        self.beside = place([*whole, *placed], width - 2, under.id if under else None) if width else {}

    @property
    def height(self) -> int:
        """Lines known so far, text or margin."""
        return max(len(self.wrapped), max(self.beside, default=0) + 1)

    # What stands under the cursor

    def mention_here(self) -> Mention | None:
        """The innermost entity under the cursor."""
        found = self.marks.mentions.at(self.cursor.offset)
        return found[-1][1] if found else None

    def note_here(self) -> Note | None:
        """The innermost note under the cursor."""
        found = self.marks.notes.at(self.cursor.offset)
        return found[-1][1] if found else None

    # Drawing

    def row(self, line: int, width: int, inks: Inks, colours: Mapping[str, str], *, focus: bool) -> list[Segment]:
        """One row: gutter, text, and what stands beside it; `width` cells on paper."""
        geometry = self.geometry
        segments = [
            Segment(" " * (geometry.left - GUTTER)),
            Segment("▌ " if line in self._noted_lines else "  ", Style(color=None if inks.plain else inks.title)),
        ]
        paper = Style(bgcolor=None if inks.plain else inks.paper)
        if line < len(self.wrapped):
            text = self.article.text
            segments += paint(
                self._safe,
                self.wrapped.span(line),
                self.marks,
                colours,
                inks,
                self.cursor.here(text) if focus else Span(0, 0),
                self.cursor.selection(text),
            )
        beside = self.beside.get(line)
        if beside is not None:
            segments = laid(segments, geometry.left + geometry.column + geometry.gap, paper)
            segments += _margin(beside, inks)
        return laid(segments, width, paper)


def _margin(beside: MarginLine, inks: Inks) -> list[Segment]:
    colour = inks.title if beside.open else inks.quiet
    rule = Style(color=None if inks.plain else colour, dim=(inks.plain and not beside.open) or None)
    words = Style(
        color=None if inks.plain else (inks.quiet if beside.heading else inks.text),
        bold=(beside.open and not beside.heading) or None,
        italic=beside.heading or None,
    )
    return [Segment("┃ " if beside.open else "│ ", rule), Segment(beside.text, words)]
