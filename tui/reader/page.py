"""The page: shows one sheet, and moves the cursor over it. Knows nothing of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual import events
from textual.geometry import Region as ScreenRegion
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotations.desk.mentions import Mention, Mentions
from annotations.notes.note import Note
from annotations.text.span import Span, stripped
from annotations.text.tally import Tally
from tui.brush import redraw
from tui.frame import page_top
from tui.palette import Inks
from tui.reader.cursor import Cursor
from tui.reader.hints import narrow
from tui.reader.paint import Claimed, Marks
from tui.reader.selecting import dragged
from tui.reader.sheet import COLUMN, NARROWEST, STEP, Sheet

WHEEL = 3
"""Lines that a notch of the wheel scrolls."""


class Page(ScrollView, can_focus=True, inherit_bindings=False):
    """One article on the Line API: a line is painted when it comes into sight."""

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
        super().__init__()
        self.inks = inks
        self.colours = colours
        self.with_margin = False
        self.column = COLUMN
        self.pointed = False
        """Whether the cursor is shown though the focus is elsewhere: what has it points at places of the text."""
        self.sheet = sheet
        self._pressed: int | None = None
        self._held: Mapping[int, Span | None] = {}

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

    def mark(self, mentions: Mentions, notes: Sequence[Note]) -> None:
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
        width = self.scrollable_content_region.width
        self.sheet.fit(width, margin=self.with_margin, most=self.column)

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

    def _redraw(self, lines: Iterable[int]) -> None:
        """Draw lines of the sheet anew that are in sight."""
        width, top = self.scrollable_content_region.width, int(self.scroll_y)
        redraw(self, *(ScreenRegion(0, line - top, width, 1) for line in sorted(lines)))

    def _cursor_lines(self) -> set[int]:
        """Lines in sight that the cursor or the selection is on."""
        text, wrapped = self.sheet.article.text, self.sheet.wrapped
        lines: set[int] = set()
        for span in (self.cursor.here(text), self.cursor.selection(text)):
            if span is not None:
                last = wrapped.line_of(max(span.start, span.end - 1))
                lines.update(self._in_sight(range(wrapped.line_of(span.start), last + 1)))
        return lines

    def _in_sight(self, lines: range) -> range:
        top = int(self.scroll_y)
        return range(max(lines.start, top), min(lines.stop, top + self.size.height))

    def _follow(self) -> bool:
        """Scroll so that the cursor is in sight; whether that has moved the text."""
        line, top = self.sheet.wrapped.line_of(self.cursor.offset), int(self.scroll_y)
        wanted = page_top(line, top, self.scrollable_content_region.height)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)
        return int(self.scroll_y) != top

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

    def found(self, tally: Tally | None) -> None:
        """Mark what was found, or nothing any more."""
        self.sheet.find(tally)
        self.refresh()

    def claim(self, claimed: Sequence[Claimed]) -> None:
        """Mark what annotators claim that others do not, or nothing any more."""
        if claimed != self.marks.claimed:
            self.sheet.claim(claimed)
            self.refresh()

    def sight(self) -> Span:
        """The part of the text that is in sight."""
        wrapped, top = self.sheet.wrapped, int(self.scroll_y)
        if not len(wrapped):
            return Span(0, 0)
        last = min(top + max(1, self.scrollable_content_region.height), len(wrapped)) - 1
        return Span(wrapped.bounds(min(top, last))[0], wrapped.bounds(last)[1])

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

    def widen(self, steps: int) -> None:
        """Make the reading column wider, or with -1 narrower."""
        self.column = min(COLUMN, max(NARROWEST, self.column + steps * STEP))
        self.fit()

    def label_mentions(self, labelled: bool) -> None:
        """Write the label beside each mention, or do not; the first line in sight stays the first."""
        if not len(self.sheet.wrapped):
            return
        top = self.sheet.wrapped.bounds(min(int(self.scroll_y), len(self.sheet.wrapped) - 1))[0]
        self.sheet.label(labelled)
        self._sized()
        self.scroll_to(y=self.sheet.wrapped.line_of(top), animate=False, force=True)
        self._follow()

    @property
    def finished(self) -> bool:
        """Whether the end of the text is in sight and the cursor has come near it."""
        wrapped = self.sheet.wrapped
        text = self.sheet.article.text
        last = wrapped.line_of(max(0, stripped(text, 0, len(text)).end - 1)) if wrapped.complete else None
        height = self.scrollable_content_region.height
        return (
            last is not None and last < self.scroll_y + height and wrapped.line_of(self.cursor.offset) > last - height
        )

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

    # Drawing

    def render_lines(self, crop: ScreenRegion) -> list[Strip]:
        """The rows of a part of the screen; wrapped here, so that the first frame shows text already."""
        self._lay_out()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of the sheet."""
        width = self.scrollable_content_region.width
        line = y + int(self.scroll_y)
        focus = self.has_focus or self.pointed
        return Strip(self.sheet.row(line, width, self.inks, self.colours, focus=focus), width)
