"""The list of what was found: rows made when they are seen, lines looked up when they come into sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotations.desk.concordance import Use
from annotations.desk.searching import Finding, Hit
from annotations.problem import Problem
from tui.frame import list_top
from tui.palette import Inks
from tui.search.rows import HIT_LINES, USE_LINES, hit_rows, use_row

NEAR_THE_END = 20
"""Rows before the last at which more are asked for."""


class Results(ScrollView, can_focus=False, inherit_bindings=False):
    """Findings, or uses of words, with a cursor on one of them."""

    DEFAULT_CSS = "Results { scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: scroll; height: 1fr; }"

    @dataclass
    class Wanted(Message):
        """The lines of these findings are in sight, and not known."""

        numbers: Sequence[int]

    class Opened(Message):
        """A row was clicked that the cursor was on already."""

    class EndNear(Message):
        """There are few rows left after the one under the cursor."""

    def __init__(self, inks: Inks, shown: Callable[[], Sequence[Finding] | Sequence[Use]]) -> None:
        super().__init__()
        self._inks = inks
        self._items = shown
        self.hits: dict[int, Hit | Problem | None] = {}
        self._asked: set[int] = set()
        self.index = 0

    @property
    def lines_per_row(self) -> int:
        """Screen lines of a row."""
        items = self._items()
        return USE_LINES if items and isinstance(items[0], Use) else HIT_LINES

    def begin_anew(self) -> None:
        """What is listed now is something else."""
        self.hits.clear()
        self._asked.clear()
        self.index = 0
        self.scroll_to(y=0, animate=False, force=True)
        self.fit()

    def fit(self) -> None:
        """There are more rows, or others."""
        self.index = max(0, min(self.index, len(self._items()) - 1))
        width = max(1, self.scrollable_content_region.width)
        self.virtual_size = Size(width, max(1, len(self._items()) * self.lines_per_row))
        self._follow()
        self.refresh()

    def learn(self, hits: Mapping[int, Hit | Problem | None]) -> None:
        """The lines of some findings are known."""
        self.hits.update(hits)
        self._asked -= hits.keys()
        self.refresh()

    def move(self, rows: int) -> None:
        """Move the cursor by rows."""
        index = max(0, min(self.index + rows, len(self._items()) - 1))
        if index != self.index:
            for row in (self.index, index):
                self.refresh_lines(row * self.lines_per_row, self.lines_per_row)
            self.index = index
            self._follow()
        if index + NEAR_THE_END >= len(self._items()):
            self.post_message(self.EndNear())

    def page(self, pages: int) -> None:
        """Move by screens."""
        self.move(pages * max(1, self._visible() - 1))

    def on_resize(self, _event: events.Resize) -> None:
        """More or fewer rows are in sight."""
        self.fit()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row; a second one opens it."""
        index = (event.y + int(self.scroll_y)) // self.lines_per_row
        if index == self.index:
            self.post_message(self.Opened())
        elif index < len(self._items()):
            self.move(index - self.index)

    def render_line(self, y: int) -> Strip:
        """One screen line of a row."""
        width = self.scrollable_content_region.width
        items = self._items()
        index, line = divmod(y + int(self.scroll_y), self.lines_per_row)
        if index >= len(items):
            return Strip.blank(width, Style(bgcolor=None if self._inks.flat else self._inks.paper))
        item, cursor = items[index], index == self.index
        if isinstance(item, Use):
            return Strip(use_row(item, width, self._inks, cursor=cursor)[line], width)
        known = index in self.hits
        if not known and index not in self._asked:
            self._ask_for(index)
        hit = self.hits.get(index)
        return Strip(hit_rows(item.name, hit, width, self._inks, cursor=cursor, known=known)[line], width)

    def _visible(self) -> int:
        return max(1, self.scrollable_content_region.height // self.lines_per_row)

    def _follow(self) -> None:
        top = int(self.scroll_y) // self.lines_per_row
        wanted = list_top(self.index, top, self._visible())
        if wanted != top:
            self.scroll_to(y=wanted * self.lines_per_row, animate=False, force=True)

    def _ask_for(self, index: int) -> None:
        """`Wanted` goes out once for all that are in sight."""
        if not self._asked:
            self.call_after_refresh(self._ask)
        self._asked.add(index)

    def _ask(self) -> None:
        top = int(self.scroll_y) // self.lines_per_row
        sight = range(top, min(top + self._visible() + 1, len(self._items())))
        numbers = [number for number in sight if number not in self.hits]
        self._asked = set(numbers)
        if numbers:
            self.post_message(self.Wanted(numbers))
