"""What the keys of the list stand on: articles in an order and through a filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from annotations.desk.bookmarks import Shown
from annotations.desk.desk import Desk
from annotations.desk.duplicates import folded
from annotations.desk.rows import Row
from annotations.problem import Problem
from tui.clerk import Clerk
from tui.even import Even
from tui.shelf.article_list import ArticleList
from tui.shelf.order import UNCERTAIN, sifted
from tui.shelf.scoring import Scoring
from tui.shelf.stock import Stock
from tui.status import Head
from tui.telling import library_words
from tui.view import View


class ListPane(Vertical, Even):
    """The articles of the desk's library, each read when it is seen, all of them when it must be."""

    class Chosen(Message):
        """The user wants to read the article under the cursor."""

    class LookedThrough(Message):
        """The index is as the disk was when it was last looked at."""

    @dataclass
    class Altered(Message):
        """What lies at these paths, files or folders, may be other than before."""

        paths: Sequence[str]

    def __init__(self, desk: Desk, clerk: Clerk, view: View) -> None:
        super().__init__()
        self.desk, self.clerk = desk, clerk
        self.all = view.listed.all
        self.shown = view.listed.shown
        self.head = Head(view.inks)
        self.list = ArticleList(view.inks)
        self.list.names, self.list.index = view.listed.names, view.index
        self.list.rows.update(view.listed.rows)
        self.queries: list[str] = []
        self.stock = Stock(self)
        self.groups: Mapping[str, int] = {}
        self.unfolded: set[int] = set()
        self._asked = 0
        self._scoring = Scoring(desk, clerk)
        self.tell()

    def compose(self) -> ComposeResult:
        """A head line over the list."""
        yield self.head
        yield self.list

    def begin(self) -> None:
        """Look for what is new on the disk, and go on looking."""
        self.stock.begin()

    @property
    def progress(self) -> str:
        """How far the index of words has come; empty when all is in it."""
        return self.stock.progress

    def fold(self, groups: Mapping[str, int]) -> None:
        """Know which articles are copies of others, and show one of each story."""
        if groups != self.groups:
            # A group has another number each time, and is known by who is in it.
            unfolded = [name for name, group in self.groups.items() if group in self.unfolded]
            self.unfolded = {groups[name] for name in unfolded if name in groups}
            self.groups = groups
            self.sift()

    def renew(self, name: str) -> None:
        """Read an article's row again: something about it has changed."""
        if name in self.list.rows:
            self.clerk.read(lambda: self.desk.listing.look((name,)), self.list.learn)

    def renew_in_sight(self) -> None:
        """Read the rows again that are in sight, and the others when they are wanted next."""
        names = list(self.list.in_sight())
        self.list.forget_others(names)
        self.clerk.read(lambda: self.desk.listing.look(names), self.list.learn)

    def renew_all(self) -> None:
        """Read all rows again that are known."""
        self.list.forget()
        self.sift()

    def step(self, steps: int) -> None:
        """Move the cursor by articles."""
        self.list.move_to(self.list.index + steps)

    @on(ArticleList.Wanted)
    def _wanted(self, event: ArticleList.Wanted) -> None:
        """Rows have come into sight: from the index, which takes no time."""
        names, listing = event.names, self.desk.listing

        def rows() -> dict[str, Row | Problem]:
            known = {name: row for name, row in listing.rows(names) if row is not None}
            return known or listing.look(names)

        self.clerk.read(rows, self.list.learn)

    # Order and filter

    def show(self, shown: Shown) -> None:
        """Show the articles otherwise; for how sure their entities are, a few are recognised that never were."""
        chosen, self.shown = shown.order != self.shown.order, shown
        self.sift()
        if shown.query:
            self.stock.catch_up(self.sift)
        if chosen and shown.order == UNCERTAIN:
            self._scoring.begin(self.all, self.sift)
        elif chosen:
            self._scoring.stop()

    def sift(self) -> None:
        """Filter and sort anew; of several that are asked for in turn, the last counts."""
        self._asked += 1
        number, shown, names = self._asked, self.shown, self.all
        groups, unfolded, current = self.groups, frozenset(self.unfolded), self.list.current
        self.tell()
        if shown == Shown() and not groups:
            self._fill(names, {})
            return

        def work() -> tuple[Sequence[str], dict[str, int]] | None:
            if number != self._asked:
                return None
            return folded(sifted(self.desk.listing, names, shown), groups, unfolded, current)

        def fill(found: tuple[Sequence[str], dict[str, int]] | None) -> None:
            if found is not None and number == self._asked:
                self._fill(*found)

        self.clerk.read(work, fill)

    def show_all(self, current: str) -> None:
        """Show every article, copies too, at once, with the cursor on one."""
        self._asked += 1
        self.shown = Shown()
        self._fill(self.all, {}, current)

    def _fill(self, names: Sequence[str], copies: dict[str, int], current: str | None = None) -> None:
        self.list.copies = copies
        self.list.fill(names, current or self.list.current)
        self.tell()
        if self.shown.order == UNCERTAIN:
            self._scoring.renew(names, self.sift)

    def tell(self) -> None:
        """Keep the head line true."""
        shown, count = len(self.list.names), len(self.all)
        hidden = sum(self.list.copies.values()) - len(self.list.copies)
        words = library_words(self.desk.library.root.name, shown + hidden, count, self.shown, hidden)
        # First, since a narrow list has no room for all.
        self.head.tell(f"{self.progress} · {words}" if self.progress else words)
