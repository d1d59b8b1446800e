"""The page: moves the cursor over a sheet, by keys and by the mouse. Knows nothing of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual import events
from textual.message import Message

from annotations.desk.mentions import Mention
from annotations.notes.note import Note
from annotations.text.span import Span
from tui.palette import Inks
from tui.reader.cursor import Cursor
from tui.reader.hints import narrow
from tui.reader.selecting import dragged
from tui.reader.sheet import Sheet
from tui.reader.sheet_view import SheetView

WHEEL = 3
"""Lines that a notch of the wheel scrolls."""


class Page(SheetView, can_focus=True, inherit_bindings=False):
    """One article, and the cursor in it."""

    DEFAULT_CSS = "Page { scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: scroll; }"

    @dataclass
    class CursorMoved(Message):
        """The cursor stands elsewhere."""

        cursor: Cursor

    @dataclass
    class NoteClicked(Message):
        """A note in the margin was clicked."""

        note: Note

    def __init__(self, inks: Inks, colours: dict[str, str], sheet: Sheet) -> None:
        super().__init__(inks, colours, sheet)
        self._pressed: int | None = None
        self._held: Mapping[int, Span | None] = {}

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
        last = max(0, len(self.sheet.article.text) - 1)
        if cursor.offset > last:
            cursor = replace(cursor, offset=last)
        if cursor == self.cursor:
            return
        opened = self.note_here()
        lines = self._cursor_lines()
        self.sheet.place(cursor)
        if self.note_here() != opened:
            lines.update(self._in_sight(self.sheet.margin.open(self.note_here())))
        lines.update(self._cursor_lines())
        if not self._follow():
            self._redraw(lines)
        self.post_message(self.CursorMoved(cursor))

    def _cursor_lines(self) -> set[int]:
        """Lines in sight that the cursor or the selection is on."""
        text, wrapped = self.sheet.article.text, self.sheet.wrapped
        lines: set[int] = set()
        for span in (self.cursor.here(text), self.cursor.selection(text)):
            if span is not None:
                last = wrapped.line_of(max(span.start, span.end - 1))
                lines.update(self._in_sight(range(wrapped.line_of(span.start), last + 1)))
        return lines

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

    # Finding

    def hint(self, hinted: dict[str, int], held: Mapping[int, Span | None]) -> None:
        """Put letters on places; the keys that follow choose one, and what is held there, any other key none."""
        self.sheet.hint(hinted)
        self._held = held
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """While there are letters to jump by, keys are theirs."""
        if not self.sheet.hinted:
            return
        event.stop()
        event.prevent_default()
        left = narrow(self.sheet.hinted, event.character or event.key)
        held = self._held
        self.hint({} if "" in left else left, held)
        if "" in left:
            self.move(self.cursor.at(left[""], held[left[""]]))

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Pressing places the cursor; on a note in the margin it opens that."""
        beside = self.sheet.margin.row(event.y + int(self.scroll_y))
        geometry = self.sheet.geometry
        if beside is not None and event.x >= geometry.left + geometry.column + geometry.gap:
            self.post_message(self.NoteClicked(beside.note))
            return
        self._pressed = self._offset_under(event)
        if self._pressed is not None:
            self.capture_mouse()
            self.move(Cursor(self._pressed))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Dragging selects, by words."""
        pointer = None if self._pressed is None else self._offset_under(event)
        if self._pressed is not None and pointer is not None and pointer != self._pressed:
            self.move(dragged(self.sheet.article.text, self._pressed, pointer))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls."""
        self._roll(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls."""
        self._roll(event, -WHEEL)

    def _roll(self, event: events.MouseEvent, lines: int) -> None:
        """Scroll, and take the cursor along where it would go out of sight."""
        event.stop()
        event.prevent_default()
        self.scroll_to(y=self.scroll_y + lines, animate=False, force=True)
        wrapped, top = self.sheet.wrapped, int(self.scroll_y)
        line = wrapped.line_of(self.cursor.offset)
        shown = min(max(line, top), top + self.scrollable_content_region.height - 1, len(wrapped) - 1)
        if shown != line:
            column = wrapped.column_of(self.cursor.offset)
            self.move(self.cursor.at(wrapped.offset_at(shown, column)))

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        """What is selected stays."""
        self._pressed = None
        self.release_mouse()

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        """The offset under the mouse, on the nearest line and column of the text."""
        wrapped = self.sheet.wrapped
        line = min(max(0, event.y + int(self.scroll_y)), len(wrapped) - 1)
        return wrapped.offset_at(line, max(0, event.x - self.sheet.geometry.left)) if line >= 0 else None
