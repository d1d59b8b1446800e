"""The list widget: rows made when they are seen, whatever their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from annotations.desk.rows import Row
from annotations.problem import Problem
from tui.brush import redraw
from tui.frame import list_top
from tui.palette import Inks
from tui.shelf.rows import row_height, row_lines

MOST_ROWS = 2_000
"""Rows that are kept."""
AFTER = 0.005
"""Seconds between a move and what else it brings about: the terminal with its row comes first, and keys of a burst."""
KEPT = 256
"""Rows that are kept as they are drawn, with the cursor on them or without."""
BAR = 1
"""Cells of the scrollbar, which is always there."""


class ArticleList(ScrollView, can_focus=True, inherit_bindings=False):
    """Articles by name, with what is known of each; the cursor is on one of them."""

    DEFAULT_CSS = (
        f"ArticleList {{ scrollbar-size-vertical: {BAR}; overflow-x: hidden; overflow-y: scroll; height: 1fr; }}"
    )

    @dataclass
    class CursorMoved(Message):
        """The cursor is on another article or row, or on none, or among more rows or fewer."""

        name: str | None

    class Opened(Message):
        """An article was clicked that the cursor was on already."""

    @dataclass
    class Wanted(Message):
        """Rows of these articles are in sight, and not known."""

        names: Sequence[str]

    def __init__(self, inks: Inks) -> None:
        super().__init__()
        self.inks = inks
        self.names: Sequence[str] = ()
        self.rows: dict[str, Row | Problem] = {}
        self.index = 0
        self.copies: Mapping[str, int] = {}
        """How many copies of a story an article stands for, itself among them, where that is more than one."""
        self._wanted: set[str] = set()
        self._moved: Timer | None = None
        self._drawn: LRUCache[tuple[str, bool], tuple[object, Sequence[Strip]]] = LRUCache(KEPT)

    @property
    def current(self) -> str | None:
        """The article under the cursor."""
        return self.names[self.index] if self.names else None

    @property
    def lines_per_row(self) -> int:
        """Screen lines of a row at the present width."""
        return self._grid()[1]

    def fill(self, names: Sequence[str], current: str | None = None) -> None:
        """Show these articles in this order, the cursor on `current` if it is among them."""
        before = self.current, self.index, len(self.names)
        self.names = names
        wanted = current if current is not None else before[0]
        self.index = names.index(wanted) if wanted in names else 0
        self._sized()
        if (self.current, self.index, len(names)) != before:
            self.post_message(self.CursorMoved(self.current))

    def learn(self, rows: Mapping[str, Row | Problem]) -> None:
        """More is known of some articles; what is neither in sight nor known before is let go again."""
        top = int(self.scroll_y) // self.lines_per_row
        sight = {name: number for number, name in enumerate(self.in_sight(), top)}
        for name, row in rows.items():
            self._wanted.discard(name)
            if name in sight or name in self.rows:
                self.rows[name] = row
            if name in sight:
                self.refresh_lines(sight[name] * self.lines_per_row, self.lines_per_row)

    def forget(self) -> None:
        """Ask anew for every row that comes into sight."""
        self.rows.clear()
        self._wanted.clear()
        self.refresh()

    def forget_others(self, names: Sequence[str]) -> None:
        """Ask anew for every row but these when it comes into sight."""
        self.rows = {name: self.rows[name] for name in names if name in self.rows}

    def in_sight(self) -> Sequence[str]:
        """The articles whose rows are in sight, if only in part."""
        top = int(self.scroll_y) // self.lines_per_row
        return self.names[top : top + self.visible_rows() + 1]

    def on_resize(self, _event: events.Resize) -> None:
        """Rows may be of another height now."""
        self._sized()

    def _sized(self) -> None:
        width, lines, _ = self._grid()
        self.virtual_size = Size(max(1, width), max(1, len(self.names) * lines))
        self._follow()
        self.refresh()

    def move_to(self, index: int) -> None:
        """Put the cursor on a row; past the ends it stays on the last."""
        index = max(0, min(index, len(self.names) - 1))
        if index == self.index or not self.names:
            return
        before, self.index = self.index, index
        if not self._follow():
            width, lines, _ = self._grid()
            redraw(self, *(Region(0, row * lines - int(self.scroll_y), width, lines) for row in (before, index)))
        if self._moved is None:
            self._moved = self.set_timer(AFTER, self._tell)

    def _tell(self) -> None:
        """Say where the cursor is, and have the rows ready that it may come to next."""
        self._moved = None
        self.post_message(self.CursorMoved(self.current))
        width, _, _ = self._grid()
        near = self.names[max(0, self.index - 1) : self.index + 2]
        for name, cursor in product(near, (True, False)):
            for strip in self._strips(name, width, cursor=cursor):
                strip.render(self.app.console)

    def visible_rows(self) -> int:
        """How many whole rows are in sight."""
        return self._grid()[2]

    def reachable(self) -> Sequence[str]:
        """The articles that one key leads to from the one under the cursor: its neighbours, a page away, the ends."""
        page, last = self.visible_rows(), len(self.names) - 1
        ways = (self.index + step for step in (1, -1, page, -page))
        rows = dict.fromkeys((*(max(0, min(row, last)) for row in ways), 0, last))
        return [self.names[row] for row in rows if row != self.index] if self.names else []

    def _follow(self) -> bool:
        """Keep the cursor in sight, by half pages; whether that has moved the rows."""
        _, lines, rows = self._grid()
        before = int(self.scroll_y)
        top = list_top(self.index, before // lines, rows)
        if top != before // lines:
            self.scroll_to(y=top * lines, animate=False, force=True)
        return int(self.scroll_y) != before

    def _grid(self) -> tuple[int, int, int]:
        """Cells and lines of a row, and how many whole rows are in sight.

        The list has no border; asking Textual for the region of what scrolls takes a while.
        """
        width, height = self.outer_size.width - BAR, self.outer_size.height
        lines = row_height(width)
        return width, lines, max(1, height // lines)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row; a second one opens it."""
        index = (event.y + int(self.scroll_y)) // self.lines_per_row
        if index == self.index:
            self.post_message(self.Opened())
        elif index < len(self.names):
            self.move_to(index)

    def on_focus(self) -> None:
        """The cursor is drawn otherwise with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is drawn otherwise without the focus."""
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Screen lines of rows: as they are kept, since the list has no border or other style for Textual to add."""
        width, height, _ = self._grid()
        top = int(self.scroll_y)
        lines = [self._line(*divmod(y + top, height), width) for y in crop.line_range]
        # A piece of them is wanted, or what is behind the scrollbar with them.
        return [line.adjust_cell_length(max(crop.right, width)).crop(crop.x, crop.right) for line in lines]

    def _line(self, index: int, line: int, width: int) -> Strip:
        if index >= len(self.names):
            return Strip.blank(width, Style(bgcolor=None if self.inks.plain else self.inks.paper))
        name = self.names[index]
        if name not in self.rows and name not in self._wanted:
            self._want(name)
        return self._strips(name, width, cursor=index == self.index)[line]

    def _strips(self, name: str, width: int, *, cursor: bool) -> Sequence[Strip]:
        """The lines of a row, kept from when it was drawn last."""
        row, focus, copies = self.rows.get(name), self.has_focus, self.copies.get(name, 1)
        what = (row, width, self.inks, focus, copies, date.today())
        kept = self._drawn.get((name, cursor))
        if kept is None or kept[0] != what:
            lines = row_lines(name, row, width, self.inks, cursor=cursor, focus=focus, copies=copies)
            kept = what, [self._filtered(Strip(line, width)) for line in lines]
            self._drawn[name, cursor] = kept
        return kept[1]

    def _filtered(self, strip: Strip) -> Strip:
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, self.background_colors[1])
        return strip

    def _want(self, name: str) -> None:
        """Ask for the rows in sight that are not known; `Wanted` goes out once for all of them."""
        if not self._wanted:
            self.call_after_refresh(self._ask)
        self._wanted.add(name)

    def _ask(self) -> None:
        if len(self.rows) > MOST_ROWS:
            sight = set(self.in_sight())
            self.rows = {name: row for name, row in self.rows.items() if name in sight}
        names = [name for name in self.in_sight() if name not in self.rows]
        self._wanted = set(names)
        if names:
            self.post_message(self.Wanted(names))
