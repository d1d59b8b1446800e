"""The page: draws one article and its margin, and moves the cursor over it. Knows nothing of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region as ScreenRegion
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotations.articles.article import Article
from annotations.desk.mentions import Mention
from annotations.notes.note import Note
from annotations.text.safe import visible
from annotations.text.span import Span
from tui.reader.cursor import Cursor
from tui.reader.layout import Layout
from tui.reader.margin import MarginLine, place
from tui.reader.paint import Inks, Marks, paint

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


class Page(ScrollView, can_focus=True, inherit_bindings=False):
    """One article on the Line API: a line is painted when it comes into sight."""

    DEFAULT_CSS = "Page { scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: scroll; }"

    @dataclass
    class CursorMoved(Message):
        """The cursor stands elsewhere."""

        cursor: Cursor

    def __init__(self, inks: Inks) -> None:
        super().__init__()
        self.inks = inks
        self.article = Article("", "")
        self.cursor = Cursor()
        self.marks = Marks.of((), (), ())
        self.notes: Sequence[Note] = ()
        self.with_margin = False
        self.colours: dict[str, str] = {}
        self.geometry = Geometry.of(80, margin=False)
        self.wrapped = Layout("", 80)
        self._safe = ""
        self._margin: dict[int, MarginLine] = {}
        self._noted_lines: set[int] = set()

    # What is shown

    def take(self, article: Article, notes: Sequence[Note], offset: int = 0) -> None:
        """Have another article to show, from when the page has a size; mentions come by `mark`."""
        self.article = article
        self._safe = visible(article.text)
        self.marks = Marks.of(article.regions, (), notes)
        self.notes = notes
        self.cursor = Cursor(min(offset, max(0, len(article.text) - 1)))

    def show(self, article: Article, notes: Sequence[Note], offset: int = 0) -> None:
        """Lay out another article."""
        self.take(article, notes, offset)
        self._lay_out()
        self._sized()
        self.scroll_to(y=0, animate=False, force=True)
        if offset:
            self._follow()

    def mark(self, mentions: Sequence[Mention], notes: Sequence[Note]) -> None:
        """Show these mentions and notes."""
        self.marks = Marks.of(self.article.regions, mentions, notes)
        self.notes = notes
        self._lay_margin()
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap anew; the place is kept by offset."""
        self.fit()

    def fit(self) -> None:
        """Wrap to the width there is now, with the first visible line still the first."""
        if not self.scrollable_content_region.width:
            return
        top = self.wrapped.bounds(min(int(self.scroll_y), len(self.wrapped) - 1))[0] if len(self.wrapped) else 0
        self._lay_out()
        self._sized()
        if top:
            self.scroll_to(y=self.wrapped.line_of(top), animate=False, force=True)
        self._follow()

    def _lay_out(self) -> None:
        """Have a layout for the text and the width that there are now."""
        geometry = Geometry.of(self.scrollable_content_region.width, margin=self.with_margin)
        if geometry == self.geometry and self.wrapped.text is self._safe:
            return
        self.geometry = geometry
        self.wrapped = Layout(self._safe, geometry.column)
        self.wrapped.extend(max(SLICE, self.cursor.offset))
        self._lay_margin()

    def _sized(self) -> None:
        lines = max(len(self.wrapped), max(self._margin, default=0) + 1)
        self.virtual_size = Size(max(1, self.scrollable_content_region.width), lines)
        self.refresh()
        if not self.wrapped.complete:
            self.set_timer(0.02, self._wrap_on)

    def _wrap_on(self) -> None:
        self.wrapped.extend(self.wrapped.bounds(len(self.wrapped) - 1)[0] + SLICE)
        self._lay_margin()
        self._sized()

    def _lay_margin(self) -> None:
        everywhere = self.marks.notes.overlapping(0, len(self._safe) + 1)
        placed = [(self.wrapped.line_of(span.start), note) for span, note in everywhere]
        whole = [(0, note) for note in self.notes if note.span is None]
        self._noted_lines = {line for line, _ in placed}
        under = self.note_here()
        width = self.geometry.margin
        self._margin = place([*whole, *placed], width - 2, under.id if under else None) if width else {}

    # What stands under the cursor

    def mention_here(self) -> Mention | None:
        """The innermost entity under the cursor."""
        found = self.marks.mentions.at(self.cursor.offset)
        return found[-1][1] if found else None

    def note_here(self) -> Note | None:
        """The innermost note under the cursor."""
        found = self.marks.notes.at(self.cursor.offset)
        return found[-1][1] if found else None

    def chosen(self) -> Span:
        """What an annotation would be made on: the selection, else the entity, else the word."""
        selection = self.cursor.selection(self.article.text)
        if selection is not None:
            return selection
        mention = self.mention_here()
        return mention.span if mention is not None else self.cursor.here(self.article.text)

    # Moving

    def move(self, cursor: Cursor) -> None:
        """Put the cursor somewhere, draw the lines that it concerns, and follow it."""
        if cursor == self.cursor:
            return
        opened = self.note_here()
        lines = self._cursor_lines()
        self.cursor = cursor
        if self.note_here() != opened and self.geometry.margin:
            self._lay_margin()
            self.refresh()
        for line in lines | self._cursor_lines():
            self.refresh_line(line)
        self._follow()
        self.post_message(self.CursorMoved(cursor))

    def _cursor_lines(self) -> set[int]:
        spans = [self.cursor.here(self.article.text), self.cursor.selection(self.article.text)]
        lines: set[int] = set()
        for span in spans:
            if span is not None:
                last = self.wrapped.line_of(max(span.start, span.end - 1))
                lines.update(range(self.wrapped.line_of(span.start), last + 1))
        return lines

    def _follow(self) -> None:
        """Scroll so that the cursor is in sight: half a page at the edge, so that few keys repaint all."""
        height = self.scrollable_content_region.height
        line, top = self.wrapped.line_of(self.cursor.offset), int(self.scroll_y)
        if not height or top <= line < top + height:
            return
        jump = max(1, height // 2)
        target = line - 1 if line < top - jump else line - jump if line < top else line - height + jump
        if line >= top + height + jump:
            target = line - height // 3
        self.scroll_to(y=max(0, target), animate=False, force=True)

    def page(self, pages: int) -> None:
        """Move by screens, the cursor with them."""
        height = max(1, self.scrollable_content_region.height - 1)
        last = len(self.wrapped) - 1
        line = min(last, max(0, self.wrapped.line_of(self.cursor.offset) + pages * height))
        self.scroll_to(y=self.scroll_y + pages * height, animate=False, force=True)
        self.move(self.cursor.at(self.wrapped.span(line).start))

    def line(self, lines: int) -> None:
        """Move by display lines, in the same column; blank ones are passed over."""
        column = self.wrapped.column_of(self.cursor.offset)
        at = self.wrapped.line_of(self.cursor.offset) + lines
        while at >= 0 and (at < len(self.wrapped) or not self.wrapped.complete):
            if len(self.wrapped.span(at)):
                self.move(self.cursor.at(self.wrapped.offset_at(at, column)))
                return
            at += lines

    def on_click(self, event: events.Click) -> None:
        """A click places the cursor."""
        line = event.y + int(self.scroll_y)
        column = event.x - self.geometry.left
        if 0 <= line < len(self.wrapped) and 0 <= column < self.geometry.column:
            self.move(self.cursor.at(self.wrapped.offset_at(line, column)))

    # Drawing

    def render_lines(self, crop: ScreenRegion) -> list[Strip]:
        """The rows of a part of the screen; wrapped here, so that the first frame shows text already."""
        self._lay_out()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row: gutter, text, and what stands beside it."""
        line = y + int(self.scroll_y)
        width = self.scrollable_content_region.width
        geometry, paper = self.geometry, Style(bgcolor=None if self.inks.plain else self.inks.paper)
        mark = "▌" if line in self._noted_lines else " "
        segments = [
            Segment(" " * (geometry.left - GUTTER), paper),
            Segment(mark + " ", paper + Style(color=None if self.inks.plain else self.inks.title)),
        ]
        if line < len(self.wrapped):
            text = self.article.text
            segments += paint(
                self._safe,
                self.wrapped.span(line),
                self.marks,
                self.colours,
                self.inks,
                self.cursor.here(text) if self.has_focus else Span(0, 0),
                self.cursor.selection(text),
            )
        strip = Strip(segments).adjust_cell_length(geometry.left + geometry.column + geometry.gap, paper)
        beside = self._margin.get(line)
        if beside is not None:
            strip = Strip.join([strip, self._margin_strip(beside)])
        return strip.adjust_cell_length(width, paper).apply_style(paper)

    def _margin_strip(self, beside: MarginLine) -> Strip:
        inks = self.inks
        colour = inks.title if beside.open else inks.quiet
        rule = Style(color=None if inks.plain else colour, dim=(inks.plain and not beside.open) or None)
        words = Style(
            color=None if inks.plain else (inks.quiet if beside.heading else inks.text),
            bold=(beside.open and not beside.heading) or None,
            italic=beside.heading or None,
        )
        return Strip([Segment("┃ " if beside.open else "│ ", rule), Segment(beside.text, words)])
