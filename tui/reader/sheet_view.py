"""A sheet on the screen: laid out for the room there is, and scrolled after its cursor, wherever that is put."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.filter import LineFilter
from textual.geometry import Region as ScreenRegion
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotations.desk.mentions import Mentions
from annotations.notes.note import Note
from annotations.text.span import Span, stripped
from annotations.text.tally import Tally
from tui.brush import redraw
from tui.frame import page_top
from tui.palette import Inks
from tui.reader.cursor import Cursor
from tui.reader.paint import Claimed, Marks
from tui.reader.sheet import COLUMN, NARROWEST, STEP, Sheet


class SheetView(ScrollView):
    """One sheet on the Line API: a line is painted when it comes into sight."""

    def __init__(self, inks: Inks, colours: dict[str, str], sheet: Sheet) -> None:
        super().__init__()
        self.inks = inks
        self.colours = colours
        self.with_margin = False
        self.column = COLUMN
        self.pointed = False
        """Whether the cursor is shown though the focus is elsewhere: what has it points at places of the text."""
        self.sheet = sheet

    @property
    def cursor(self) -> Cursor:
        """The reading cursor."""
        return self.sheet.cursor

    @property
    def marks(self) -> Marks:
        """What covers the text."""
        return self.sheet.marks

    # Laying out

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
        top = self._top()
        self._lay_out()
        self._sized()
        if top:
            self.scroll_to(y=self.sheet.wrapped.line_of(top), animate=False, force=True)
        self._follow()

    def _top(self) -> int:
        """Where the first line in sight begins."""
        wrapped = self.sheet.wrapped
        return wrapped.bounds(min(int(self.scroll_y), len(wrapped) - 1))[0] if len(wrapped) else 0

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
        wrapped = self.sheet.wrapped
        in_sight = self.sheet.height < self.scroll_y + self.scrollable_content_region.height
        self.sheet.wrap_on()
        if in_sight:
            self._sized()
            return
        # Nothing that is seen is another, but for the scroll bar where one is not at the top; and with each drawing
        # Textual leaves half a megabyte to the garbage collector.
        self.set_reactive(SheetView.virtual_size, self.virtual_size.with_height(self.sheet.height))
        if self.scroll_y or wrapped.complete:
            self.vertical_scrollbar.window_virtual_size = self.sheet.height
        if not wrapped.complete:
            self.set_timer(0.02, self._wrap_on)

    def widen(self, steps: int) -> None:
        """Make the reading column wider, or with -1 narrower."""
        self.column = min(COLUMN, max(NARROWEST, self.column + steps * STEP))
        self.fit()

    def label_mentions(self, labelled: bool) -> None:
        """Write the label beside each mention, or do not; the first line in sight stays the first."""
        if not len(self.sheet.wrapped):
            return
        top = self._top()
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

    # What is marked

    def found(self, tally: Tally | None) -> None:
        """Mark what was found, or nothing any more."""
        self.sheet.find(tally)
        self.refresh()

    def claim(self, claimed: Sequence[Claimed]) -> None:
        """Mark what annotators claim that others do not, or nothing any more."""
        if claimed != self.marks.claimed:
            self.sheet.claim(claimed)
            self.refresh()

    # What is in sight

    def sight(self) -> Span:
        """The part of the text that is in sight."""
        wrapped, top = self.sheet.wrapped, int(self.scroll_y)
        if not len(wrapped):
            return Span(0, 0)
        last = min(top + max(1, self.scrollable_content_region.height), len(wrapped)) - 1
        return Span(wrapped.bounds(min(top, last))[0], wrapped.bounds(last)[1])

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

    # Drawing

    def _redraw(self, lines: Iterable[int]) -> None:
        """Draw lines of the sheet anew that are in sight."""
        width, top = self.scrollable_content_region.width, int(self.scroll_y)
        redraw(self, *(ScreenRegion(0, line - top, width, 1) for line in sorted(lines)))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """None where there is colour: a sheet is drawn in what the terminal is to get, and kept once."""
        return super().get_line_filters() if self.inks.plain else []

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
