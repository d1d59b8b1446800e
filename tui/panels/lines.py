"""The list of a panel: rows made when they are seen, whatever their number."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable
from itertools import chain, islice

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.frame import list_top
from tui.palette import Inks
from tui.panels.contents import Contents
from tui.panels.fitting import ground, rows_of, segments

EMPTY = Contents("", ())


class PanelLines(ScrollView, can_focus=True, inherit_bindings=False):
    """Entries on the Line API, with a cursor on one of those that lead somewhere (on any, if none does)."""

    DEFAULT_CSS = "PanelLines { scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: scroll; height: 1fr; }"

    class Opened(Message):
        """The entry under the cursor was clicked."""

    def __init__(self, inks: Callable[[], Inks]) -> None:
        super().__init__()
        self._inks = inks
        self.contents = EMPTY
        self.index = 0
        self._width = 0
        self._tops = array("I", [0])

    def show(self, contents: Contents, index: int | None) -> None:
        """List something else, the cursor on an entry of it, or on the nearest that leads somewhere."""
        self.contents = contents
        entries = contents.entries
        wanted = min(index or 0, len(entries) - 1)
        near = chain(range(wanted, len(entries)), range(wanted, -1, -1))
        self.index = next((at for at in near if entries[at].offsets), 0)
        self._width, self._tops = 0, array("I", [0])
        self._fit()

    def on_resize(self, _event: events.Resize) -> None:
        """Rows may be cut elsewhere now."""
        self._fit()

    def _fit(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        if width != self._width:
            self._width = width
            tops, top = array("I", [0]), 0
            for entry in self.contents.entries:
                top += sum(len(rows_of(line, width)) if line.most > 1 else 1 for line in entry.lines)
                tops.append(top)
            self._tops = tops
            self.virtual_size = Size(width, max(1, top))
        self._follow()
        self.refresh()

    # Moving

    def move_to(self, index: int) -> None:
        """Put the cursor on an entry; only the rows that it concerns are drawn anew."""
        if index == self.index or not 0 <= index < len(self.contents.entries):
            return
        before, self.index = self.index, index
        if self._width:
            for entry in (before, index):
                self.refresh_lines(self._tops[entry], self._tops[entry + 1] - self._tops[entry])
            self._follow()

    def step(self, steps: int) -> None:
        """Move by entries that lead somewhere; where none does, by rows of the screen."""
        if not self.contents.leads:
            self.scroll_to(y=self.scroll_y + steps, animate=False, force=True)
            return
        entries = self.contents.entries
        ahead = range(self.index + 1, len(entries)) if steps > 0 else range(self.index - 1, -1, -1)
        passed = list(islice((index for index in ahead if entries[index].offsets), abs(steps)))
        if passed:
            self.move_to(passed[-1])

    def page(self, pages: int) -> None:
        """Move by screens."""
        self.step(pages * max(1, self.scrollable_content_region.height - 1))

    def _follow(self) -> None:
        """Scroll so that the entry under the cursor is in sight, and its heading if it is the first under it."""
        if not self.contents.leads:
            return
        top, height = int(self.scroll_y), max(1, self.scrollable_content_region.height)
        above = self.index and not self.contents.entries[self.index - 1].offsets
        first, last = self._tops[self.index - 1 if above else self.index], self._tops[self.index + 1] - 1
        wanted = list_top(first, list_top(last, top, height), height)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """A click chooses an entry."""
        index = bisect_right(self._tops, event.y + int(self.scroll_y)) - 1
        if 0 <= index < len(self.contents.entries) and self.contents.entries[index].offsets:
            self.move_to(index)
            self.post_message(self.Opened())

    # Drawing

    def on_focus(self) -> None:
        """The cursor is drawn otherwise with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is drawn otherwise without the focus."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of an entry."""
        width, inks = self.scrollable_content_region.width, self._inks()
        row = y + int(self.scroll_y)
        index = bisect_right(self._tops, row) - 1
        if width != self._width or not 0 <= index < len(self.contents.entries):
            return Strip.blank(width, ground(inks))
        here = index == self.index and bool(self.contents.entries[index].offsets)
        under = ground(inks, here=here, focus=self.has_focus)
        row -= self._tops[index]
        for line in self.contents.entries[index].lines:
            rows = rows_of(line, width)
            if row < len(rows):
                strip = Strip(segments(line, rows[row], width, inks, first=row == 0))
                return strip.adjust_cell_length(width, under).apply_style(under)
            row -= len(rows)
        return Strip.blank(width, under)
