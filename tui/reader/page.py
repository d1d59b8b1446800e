"""The page: shows one sheet, and moves the cursor over it. Knows nothing of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Region as ScreenRegion
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotations.desk.mentions import Mention
from annotations.notes.note import Note
from annotations.text.span import Span
from tui.frame import page_top
from tui.palette import Inks
from tui.reader.cursor import Cursor
from tui.reader.paint import Marks
from tui.reader.sheet import Sheet


class Page(ScrollView, can_focus=True, inherit_bindings=False):
    """One article on the Line API: a line is painted when it comes into sight."""

    DEFAULT_CSS = "Page { scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: scroll; }"

    @dataclass
    class CursorMoved(Message):
        """The cursor stands elsewhere."""

        cursor: Cursor

    def __init__(self, inks: Inks, colours: dict[str, str], sheet: Sheet) -> None:
        super().__init__()
        self.inks = inks
        self.colours = colours
        self.with_margin = False
        self.sheet = sheet

    @property
    def cursor(self) -> Cursor:
        """The reading cursor."""
        return self.sheet.cursor

    @property
    def marks(self) -> Marks:
        """What covers the text."""
        return self.sheet.marks

    # What is shown

    def show(self, sheet: Sheet) -> None:
        """Show another sheet, at its cursor."""
        self.sheet = sheet
        self._lay_out()
        self._sized()
        self.scroll_to(y=0, animate=False, force=True)
        self._follow()

    def mark(self, mentions: Sequence[Mention], notes: Sequence[Note]) -> None:
        """Show these mentions and notes."""
        self.sheet.mark(mentions, notes)
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap anew; the place is kept by offset."""
        self.fit()

    def fit(self) -> None:
        """Wrap to the width there is now, with the first visible line still the first."""
        if not self.scrollable_content_region.width:
            return
        wrapped = self.sheet.wrapped
        top = wrapped.bounds(min(int(self.scroll_y), len(wrapped) - 1))[0] if len(wrapped) else 0
        self._lay_out()
        self._sized()
        if top:
            self.scroll_to(y=self.sheet.wrapped.line_of(top), animate=False, force=True)
        self._follow()

    def _lay_out(self) -> None:
        """Have the sheet at the width that there is now."""
        self.sheet.fit(self.scrollable_content_region.width, margin=self.with_margin)

    def _sized(self) -> None:
        self.virtual_size = Size(max(1, self.scrollable_content_region.width), self.sheet.height)
        self.refresh()
        if not self.sheet.wrapped.complete:
            self.set_timer(0.02, self._wrap_on)

    def _wrap_on(self) -> None:
        self.sheet.wrap_on()
        self._sized()

    def mention_here(self) -> Mention | None:
        """The innermost entity under the cursor."""
        return self.sheet.mention_here()

    def note_here(self) -> Note | None:
        """The innermost note under the cursor."""
        return self.sheet.note_here()

    def chosen(self) -> Span:
        """What an annotation would be made on: the selection, else the entity, else the word."""
        text = self.sheet.article.text
        selection = self.cursor.selection(text)
        if selection is not None:
            return selection
        mention = self.mention_here()
        return mention.span if mention is not None else self.cursor.here(text)

    # Moving

    def move(self, cursor: Cursor) -> None:
        """Put the cursor somewhere, draw the lines that it concerns, and follow it."""
        if cursor == self.cursor:
            return
        opened = self.note_here()
        lines = self._cursor_lines()
        self.sheet.cursor = cursor
        if self.note_here() != opened and self.sheet.geometry.margin:
            self.sheet.lay_margin()
            self.refresh()
        for line in lines | self._cursor_lines():
            self.refresh_line(line)
        self._follow()
        self.post_message(self.CursorMoved(cursor))

    def _cursor_lines(self) -> set[int]:
        text, wrapped = self.sheet.article.text, self.sheet.wrapped
        spans = [self.cursor.here(text), self.cursor.selection(text)]
        lines: set[int] = set()
        for span in spans:
            if span is not None:
                last = wrapped.line_of(max(span.start, span.end - 1))
                lines.update(range(wrapped.line_of(span.start), last + 1))
        return lines

    def _follow(self) -> None:
        """Scroll so that the cursor is in sight."""
        line, top = self.sheet.wrapped.line_of(self.cursor.offset), int(self.scroll_y)
        wanted = page_top(line, top, self.scrollable_content_region.height)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def page(self, pages: int) -> None:
        """Move by screens, the cursor with them."""
        wrapped = self.sheet.wrapped
        height = max(1, self.scrollable_content_region.height - 1)
        last = len(wrapped) - 1
        line = min(last, max(0, wrapped.line_of(self.cursor.offset) + pages * height))
        self.scroll_to(y=self.scroll_y + pages * height, animate=False, force=True)
        self.move(self.cursor.at(wrapped.span(line).start))

    def line(self, lines: int) -> None:
        """Move by display lines, in the same column; blank ones are passed over."""
        wrapped = self.sheet.wrapped
        column = wrapped.column_of(self.cursor.offset)
        at = wrapped.line_of(self.cursor.offset) + lines
        while at >= 0 and (at < len(wrapped) or not wrapped.complete):
            if len(wrapped.span(at)):
                self.move(self.cursor.at(wrapped.offset_at(at, column)))
                return
            at += lines

    def on_click(self, event: events.Click) -> None:
        """A click places the cursor."""
        line = event.y + int(self.scroll_y)
        column = event.x - self.sheet.geometry.left
        if 0 <= line < len(self.sheet.wrapped) and 0 <= column < self.sheet.geometry.column:
            self.move(self.cursor.at(self.sheet.wrapped.offset_at(line, column)))

    # Drawing

    def render_lines(self, crop: ScreenRegion) -> list[Strip]:
        """The rows of a part of the screen; wrapped here, so that the first frame shows text already."""
        self._lay_out()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of the sheet."""
        width = self.scrollable_content_region.width
        line = y + int(self.scroll_y)
        return Strip(self.sheet.row(line, width, self.inks, self.colours, focus=self.has_focus), width)
