"""The list pane: articles in an order and through a filter, and what the keys do to them through the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message

from annotations.desk.desk import Desk
from annotations.desk.filtering import Filter, QueryError, parse
from annotations.desk.rows import Row
from annotations.problem import Problem
from tui.actions import Pane, bindings
from tui.clerk import Clerk
from tui.shelf.article_list import ArticleList
from tui.shelf.order import ORDERS, ordered
from tui.status import Head
from tui.telling import library_words
from tui.view import View

SLICE = 40
"""Articles that are read between two looks at what else is to be done."""


class Shelf(Vertical):
    """The articles of the desk's library."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.LIST))

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

    def __init__(self, desk: Desk, clerk: Clerk, view: View) -> None:
        super().__init__()
        self.desk, self.clerk = desk, clerk
        self.all = list(view.names)
        self.sort = 0
        self.query_text = ""
        self.head = Head(view.inks)
        self.list = ArticleList(view.inks)
        self.list.names, self.list.index = self.all, view.index
        self.list.rows.update(view.rows)
        self._tell()

    def compose(self) -> ComposeResult:
        """A head line over the list."""
        yield self.head
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
        order = f"by {ORDERS[self.sort]}" if self.sort else ""
        shown, count = len(self.list.names), len(self.all)
        self.head.tell(library_words(self.desk.library.root.name, shown, count, order, self.query_text))

    @on(ArticleList.CursorMoved)
    def _cursor_moved(self, event: ArticleList.CursorMoved) -> None:
        self.post_message(self.Highlighted(event.name))

    @on(ArticleList.Opened)
    def _opened(self) -> None:
        self.post_message(self.Chosen())

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
