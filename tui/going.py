"""Going from article to article: from the list to the reader, on to the next one, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import events, on
from textual.driver import Driver
from textual.timer import Timer

from annotations.desk.bookmarks import Bookmarks
from annotations.desk.desk import Reading
from annotations.desk.marking import BEGUN, READ, Marking
from annotations.entities.packed import Entities
from annotations.problem import PostilError, Problem
from annotations.text.find import Finder
from annotations.text.safe import visible_line
from annotations.text.span import Span
from tui.actions import Pane
from tui.ahead import Ahead
from tui.reader.reader import Reader
from tui.shelf.shelf import Shelf
from tui.shell import Shell
from tui.view import View, readable


class Going(Shell):
    """Shows the article that the list's cursor is on, and remembers how far each was read.

    Keys that are pressed while the next article is on its way are for that one, and wait for it (see `ahead`).
    """

    def __init__(self, view: View, bookmarks: Bookmarks, driver: type[Driver] | None = None) -> None:
        super().__init__(view, bookmarks, driver)
        self._preview: Timer | None = None
        self._awaited: str | None = None
        self._ahead = Ahead(self, self._takes_keys, super().on_event)
        self._target: tuple[str, Span | None, Finder] | None = None
        self._origin: tuple[str, Callable[[], None]] | None = None

    @on(Shelf.Highlighted)
    def _highlighted(self) -> None:
        if self._preview is not None:
            self._preview.stop()
        if self._awaited is None:
            self._preview = self.set_timer(0.06, self._show_current)
        self.tell()

    @on(Shelf.Chosen)
    def action_read(self) -> None:
        """Read the article under the cursor."""
        if self.shelf.list.current is None:
            return
        self.query_one("#panes").add_class("reading")
        # At once: a key that was pressed in the same instant is the reader's already.
        self.screen.set_focus(self.reader.page)
        self.fit()
        self._go()

    @on(Reader.Left)
    def action_leave(self) -> None:
        """Back to the list, and to what led from there to this very article."""
        self.keep_place()
        self.query_one("#panes").remove_class("reading")
        self.screen.set_focus(self.shelf.list)
        self.fit()
        origin, self._origin = self._origin, None
        if origin is not None and origin[0] == self.reader.article.name:
            origin[1]()

    def action_article(self, step: int) -> None:
        """To an article of the list so many rows away."""
        self.shelf.step(step)
        self._go()

    def go_to(self, name: str, span: Span | None, finder: Finder, back: Callable[[], None]) -> None:
        """Read an article at a place, with all marked that something finds in it; the list shows it, too.

        `back` is done when the user leaves it.
        """
        if name not in self.shelf.list.names:
            self.shelf.show_all(name)
        if name not in self.shelf.list.names:
            self.notify(f"{visible_line(name)} is not in the list", markup=False)
            return
        self.keep_place()
        self._target = name, span, finder
        self._origin = name, back
        self.shelf.list.move_to(self.shelf.list.names.index(name))
        if name == self.reader.article.name:
            self._arrive(name)
        self.action_read()

    def go_to_row(self, index: int, *, reading: bool) -> None:
        """To a row of the list; `reading`: and into its article."""
        self.keep_place()
        self.shelf.list.move_to(index)
        if reading:
            self._go()

    def _arrive(self, name: str) -> None:
        """What was to be seen in the article is seen."""
        if self._target is not None and self._target[0] == name:
            _, span, finder = self._target
            self._target = None
            self.reader.mark_found(finder, span)

    def _go(self) -> None:
        name = self.shelf.list.current
        if name != self.reader.article.name:
            self._awaited = name
            self._show_current()

    def _show_current(self) -> None:
        name = self.shelf.list.current
        if name is not None and name != self.reader.article.name:
            self.clerk.read(lambda: self._read(name), lambda found: self._show(*found))

    def _read(self, name: str) -> tuple[Reading | Problem, Entities | None]:
        """An article, and its suggestions if they are known."""
        try:
            reading = self.desk.read(name)
        except PostilError as error:
            return replace(error.problem, file=name), None
        return reading, None if isinstance(reading, Problem) else self.desk.suggested(reading.article)

    def _show(self, reading: Reading | Problem, suggestions: Entities | None) -> None:
        """Show what was read, unless the cursor has gone on since."""
        name = _name(reading)
        if name != self.shelf.list.current:
            return
        self.keep_place()
        offset = self.bookmarks.position(self.desk.library.root, name)
        found = readable(reading)
        self.reader.show(found, offset, readable=found is reading, suggestions=suggestions)
        self._arrive(name)
        self.tell()
        if name == self._awaited:
            self._awaited = None

    async def on_event(self, event: events.Event) -> None:
        """Keys for what is on its way wait for it."""
        if not self._ahead.holds(event):
            await super().on_event(event)

    def _takes_keys(self) -> bool:
        return not self.clerk.asking and (self._awaited is None or self.screen.is_modal)

    def keep_place(self) -> None:
        """Remember where the reading is; an article that was read to its end is read, one that was begun is begun."""
        name, page = self.reader.article.name, self.reader.page
        if not self.reader.readable:
            return
        self.bookmarks.place(self.desk.library.root, name, page.cursor.offset)
        self.clerk.keep(self.bookmarks.save, lambda _: None)
        state = self.reader.reading.state.state
        if self.pane is Pane.LIST:
            return
        if page.finished and state != "done":
            self._mark(name, READ)
        elif state == "new" and page.scroll_y:
            self._mark(name, BEGUN)

    def _mark(self, name: str, marking: Marking) -> None:
        self.clerk.save(lambda: self.desk.mark((name,), marking), lambda _: self.shelf.renew(name))


def _name(reading: Reading | Problem) -> str:
    return reading.file if isinstance(reading, Problem) else reading.article.name
