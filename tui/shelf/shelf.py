"""The list pane: articles in an order and through a filter, and what the keys do to them through the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from annotations.desk.desk import Desk
from annotations.desk.filtering import Filter, QueryError, parse
from annotations.desk.rows import Row
from annotations.problem import Problem
from annotations.text.safe import visible_line
from tui.actions import Pane, bindings
from tui.clerk import Clerk
from tui.reader.paint import Inks
from tui.shelf.article_list import ArticleList
from tui.shelf.order import ORDERS, ordered

SLICE = 40
"""Articles that are read between two looks at what else is to be done."""


class Shelf(Vertical):
    """The articles of the desk's library."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.LIST))

    DEFAULT_CSS = """
    Shelf #library { height: 1; padding: 0 1; color: $text-muted; background: $panel; }
    """

    @dataclass
    class Highlighted(Message):
        """The cursor is on this article."""

        name: str | None

    class Chosen(Message):
        """The user wants to read the article under the cursor."""

    @dataclass
    class NoteAsked(Message):
        """The user wants to write a note on the whole article."""

        name: str

    def __init__(self, desk: Desk, clerk: Clerk, inks: Inks, names: list[str]) -> None:
        super().__init__()
        self.desk, self.clerk = desk, clerk
        self.all = names
        self.sort = 0
        self.query_text = ""
        self.list = ArticleList(inks)

    def compose(self) -> ComposeResult:
        """A head line over the list."""
        yield Static(id="library", markup=False)
        yield self.list

    def on_mount(self) -> None:
        """Show the names at once; what the articles say comes in slices."""
        self.list.fill(self.all, self.list.current)
        self._tell()

    def learn(self, rows: dict[str, Row | Problem]) -> None:
        """Rows that have been read."""
        self.list.learn(rows)

    def begin(self) -> None:
        """Read the articles that are not known yet, a slice at a time."""
        missing = [name for name in self.all if name not in self.list.rows][:SLICE]
        if missing:
            self.clerk.read(lambda: {name: self.desk.row(name) for name in missing}, self._read)
        elif self.query_text or self.sort:
            self._arrange()

    def _read(self, rows: dict[str, Row | Problem]) -> None:
        self.learn(rows)
        if self.query_text:
            self._arrange()
        self.begin()

    def renew(self, name: str) -> None:
        """Read an article's row again: something about it has changed."""
        if name in self.list.rows:
            self.clerk.read(lambda: {name: self.desk.row(name)}, self.learn)

    def step(self, steps: int) -> None:
        """Move the cursor by articles."""
        self.list.move_to(self.list.index + steps)

    def _arrange(self) -> None:
        wanted = self._filter()
        rows = self.list.rows
        names = (
            self.all
            if wanted is None
            else [name for name in self.all if isinstance(row := rows.get(name), Row) and wanted.matches(row)]
        )
        self.list.fill(ordered(names, rows, ORDERS[self.sort]), self.list.current)
        self._tell()

    def _filter(self) -> Filter | None:
        try:
            return parse(self.query_text) if self.query_text.strip() else None
        except QueryError:
            return None

    def _tell(self) -> None:
        shown, count = len(self.list.names), len(self.all)
        number = f"{count}" if shown == count else f"{shown} of {count}"
        parts = [self.desk.library.root.name or "/", f"{number} article{'s' * (count != 1)}"]
        if self.sort:
            parts.append(f"by {ORDERS[self.sort]}")
        if self.query_text:
            parts.append(f"/{self.query_text}")
        self.query_one("#library", Static).update(Content(visible_line(" · ".join(parts))))

    @on(ArticleList.CursorMoved)
    def _cursor_moved(self, event: ArticleList.CursorMoved) -> None:
        self.post_message(self.Highlighted(event.name))

    @on(ArticleList.Opened)
    def _opened(self) -> None:
        self.post_message(self.Chosen())

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """The head line tells the list that has the focus."""
        self._tell()

    # Keys

    def action_move(self, rows: int) -> None:
        """Move by articles."""
        self.step(rows)

    def action_page(self, pages: int) -> None:
        """Move by screens."""
        self.step(pages * self.list.visible_rows())

    def action_first(self) -> None:
        """To the first article."""
        self.list.move_to(0)

    def action_last(self) -> None:
        """To the last article."""
        self.list.move_to(len(self.list.names) - 1)

    def action_read(self) -> None:
        """Read the article under the cursor."""
        if self.list.current is not None:
            self.post_message(self.Chosen())

    def action_sort(self) -> None:
        """Sort by the next of the orders."""
        self.sort = (self.sort + 1) % len(ORDERS)
        self._arrange()

    def action_filter(self) -> None:
        """Ask for a query and show what it matches."""
        from tui.panels.prompt import Prompt

        self.app.push_screen(Prompt("/", self.query_text, _query_fault), self._filtered)

    def _filtered(self, query: str | None) -> None:
        if query is not None:
            self.query_text = query
            self._arrange()

    def action_clear(self) -> None:
        """Show everything again."""
        self.query_text = ""
        self._arrange()

    def action_toggle_done(self) -> None:
        """Mark the article read, or unread."""
        self._with_row(lambda name, row: self.desk.set_state(name, state="new" if row.state == "done" else "done"))

    def action_flag(self) -> None:
        """Flag the article, or take the flag away."""
        self._with_row(lambda name, row: self.desk.set_state(name, flag=not row.flag))

    def action_tags(self) -> None:
        """Ask for the article's tags."""
        from tui.panels.prompt import Prompt

        name = self.list.current
        row = self.list.rows.get(name or "")
        if name is None or not isinstance(row, Row):
            return

        def tagged(words: str | None) -> None:
            if words is not None:
                tags = words.replace(",", " ").split()
                self._change(name, lambda: self.desk.set_state(name, tags=tags))

        self.app.push_screen(Prompt("tags ", " ".join(row.tags)), tagged)

    def action_note(self) -> None:
        """Write a note on the whole article."""
        if self.list.current is not None:
            self.post_message(self.NoteAsked(self.list.current))

    def _with_row(self, work: Callable[[str, Row], object]) -> None:
        name = self.list.current
        row = self.list.rows.get(name or "")
        if name is not None and isinstance(row, Row):
            self._change(name, lambda: work(name, row))

    def _change(self, name: str, work: Callable[[], object]) -> None:
        self.clerk.save(work, lambda _: self.renew(name))


def _query_fault(query: str) -> str | None:
    try:
        parse(query)
    except QueryError as error:
        return str(error)
    return None
