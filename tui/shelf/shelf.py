"""The list pane and what its keys do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.message import Message

from annotations.desk.bookmarks import Shown
from annotations.desk.filtering import QueryError, parse
from annotations.text.safe import visible_line
from tui.actions import Pane, bindings
from tui.shelf.article_list import ArticleList
from tui.shelf.marking import MarkingKeys
from tui.shelf.order import ORDERS


class Shelf(MarkingKeys):
    """Moving in the list, sorting and filtering it; `MarkingKeys` has what is done to articles."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.LIST))

    @dataclass
    class Highlighted(Message):
        """The cursor is on this article."""

        name: str | None

    @dataclass
    class NoteAsked(Message):
        """The user wants to write a note on the whole article."""

        name: str

    @dataclass
    class ListsAsked(Message):
        """The user wants to see a working list, or to keep what is shown as one."""

        keep: bool

    @on(ArticleList.CursorMoved)
    def _cursor_moved(self, event: ArticleList.CursorMoved) -> None:
        self.post_message(self.Highlighted(event.name))

    @on(ArticleList.Opened)
    def _opened(self) -> None:
        self.post_message(self.Chosen())

    # Adding

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted into the list becomes an article."""
        event.stop()
        text = event.text
        if not text.strip():
            self.app.notify("nothing but blanks was pasted", markup=False, timeout=2)
            return

        def added(name: str) -> None:
            self.app.notify(f"added {visible_line(name)}; u takes it back", markup=False, timeout=3)
            self.look_again(name)

        self.clerk.save(lambda: self.desk.add_text(text), added)

    def look_again(self, name: str) -> None:
        """Look on the disk for the names anew, and put the cursor on this one, if it is there and shown."""

        def seen(names: Sequence[str]) -> None:
            self.all = names
            if self.shown == Shown() and name in names:
                self.show_all(name)
            else:
                self.sift()

        self.clerk.read(self.desk.listing.scan, seen)

    # Moving

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

    # Order and filter

    def action_sort(self) -> None:
        """Sort by the next of the orders."""
        order = ORDERS[(ORDERS.index(self.shown.order) + 1) % len(ORDERS)]
        self.show(replace(self.shown, order=order, reverse=False))

    def action_reverse(self) -> None:
        """Sort the other way round."""
        self.show(replace(self.shown, reverse=not self.shown.reverse))

    def action_filter(self) -> None:
        """Ask for a query, and show what it matches as it is typed; leaving the prompt shows what was shown before."""
        from annotations.desk.completion import Known, complete
        from tui.dialogs.prompt import Prompt

        before = self.shown
        labels = [label.name for label in self.desk.scheme.labels]
        known = [Known(labels=labels)]

        def candidates(query: str, cursor: int) -> list[tuple[str, str]]:
            found = complete(query, cursor, known[0])
            return [(query[: each.start] + each.text + query[each.end :], each.text) for each in found]

        def changed(query: str) -> None:
            self.show(replace(self.shown, query=query.strip()))

        def done(query: str | None) -> None:
            self.show(before if query is None else replace(self.shown, query=query.strip()))
            # The keys that come next are for what is shown then.
            self.clerk.ask(lambda: None, lambda _: None)

        prompt = Prompt("/", before.query, _fault, changed=changed, complete=candidates, history=self.queries)
        self.app.push_screen(prompt, done)
        self.clerk.read(lambda: self.desk.listing.known(labels), lambda found: known.insert(0, found))

    def action_clear(self) -> None:
        """Show everything again."""
        self.show(replace(self.shown, query=""))

    def action_lists(self) -> None:
        """Choose a working list to show."""
        self.post_message(self.ListsAsked(keep=False))

    def action_keep(self) -> None:
        """Keep what the list shows as a working list."""
        self.post_message(self.ListsAsked(keep=True))

    def action_copies(self) -> None:
        """Show the copies of the article under the cursor, or fold them again."""
        group = self.groups.get(self.list.current or "")
        if group is None:
            self.app.notify(_no_copies(), markup=False)
            return
        self.unfolded ^= {group}
        self.sift()

    def action_note(self) -> None:
        """Write a note on the whole article."""
        if self.list.current is not None:
            self.post_message(self.NoteAsked(self.list.current))


def _no_copies() -> str:
    from annotations.search.likeness import installed

    more = "" if installed() else "; pip install 'postil[copies]' finds copies that were edited, too"
    return f"this article has no copy in the library{more}"


def _fault(query: str) -> str | None:
    try:
        parse(query)
    except QueryError as error:
        return str(error)
    return None
