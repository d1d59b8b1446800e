"""The app: what joins the list, the reader and the desk behind them."""

from __future__ import annotations

import gc
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events, on
from textual.driver import Driver
from textual.widget import Widget

from annotations.desk.bookmarks import Bookmarks
from annotations.notes.change import Change
from annotations.problem import Problem
from annotations.text.safe import visible_line
from tui.actions import Pane
from tui.duties.foresight import Foresight
from tui.duties.keeping import LOOKS, Keeping
from tui.duties.leaving import Leaving
from tui.duties.lookup import Lookup
from tui.duties.studying import Studying
from tui.duties.writing import Writing
from tui.going import Going
from tui.reader.reader import Reader
from tui.shelf.shelf import Shelf
from tui.telling import doubt_words, hint_words, saved_words, where_in_list, where_in_reader
from tui.view import View

if TYPE_CHECKING:
    from tui.duties.lists import Lists
    from tui.duties.strays import Strays

FIRST_FRAME = 0.05
"""Seconds that the first frame has the machine to itself."""
PRIMER = "primer"
"""What is in the bookmarks when the primer was shown."""


class PostilApp(Going):
    """postil on a terminal."""

    def __init__(self, view: View, bookmarks: Bookmarks, driver: type[Driver] | None = None) -> None:
        super().__init__(view, bookmarks, driver)
        self.writing = Writing(self)
        self.keeping = Keeping(self)
        self.strays: Strays | None = None
        self.studying = Studying(self)
        self.foresight = Foresight(self)
        self.lookup = Lookup(self)
        self.leaving = Leaving(self)
        self._troubles = view.troubles
        self._readable = view.readable
        self._primer: Widget | None = None

    @cached_property
    def lists(self) -> Lists:
        """Working lists; imported when they are first asked for."""
        from tui.duties.lists import Lists

        return Lists(self)

    def on_mount(self) -> None:
        """What the first frame does not show waits until it has been drawn."""
        super().on_mount()
        if self._readable:
            # Before the list asks for its row, so that the article, which may be long, is not read again for that.
            article = self.reader.article
            self.clerk.read(lambda: self.desk.listing.keep(article), lambda _: None)
        self.set_timer(FIRST_FRAME, self._after_first_frame)
        self.leaving.listen()
        self.set_interval(LOOKS, self._look)

    def _after_first_frame(self) -> None:
        self.reader.recognise()
        self.shelf.begin()
        self.writing.begin()
        for trouble in self._troubles:
            self.notify(str(trouble), severity="warning", markup=False)
        if PRIMER not in self.bookmarks.met and len(self.screen_stack) == 1:
            self._prime()
        self.call_after_refresh(_tidy)

    def _prime(self) -> None:
        """Tell a new user what there is, once."""
        from tui.tutor.primer import Primer

        self._primer = Primer(self.actions, self.inks)
        self.mount(self._primer)
        self.bookmarks.met.add(PRIMER)
        self.clerk.keep(self.bookmarks.save, lambda _: None)

    async def on_event(self, event: events.Event) -> None:
        """The primer goes with the first key, which does what it does."""
        if isinstance(event, events.Key | events.MouseDown):
            self.studying.touched()
            if self._primer is not None:
                self._primer.remove()
                self._primer = None
        await super().on_event(event)

    # Dialogs and panels

    @on(Reader.NoteAsked)
    def _note_asked(self, event: Reader.NoteAsked) -> None:
        self.writing.note(event.article, event.span, event.note)

    @on(Shelf.NoteAsked)
    def _article_note_asked(self, event: Shelf.NoteAsked) -> None:
        self.writing.note_on_article(event.name)

    @on(Reader.RelationAsked)
    def _relation_asked(self, event: Reader.RelationAsked) -> None:
        self.writing.relation(event, self.reader)

    @on(Shelf.ListsAsked)
    def _lists_asked(self, event: Shelf.ListsAsked) -> None:
        if event.keep:
            self.lists.keep_shown()
        else:
            self.lists.choose()

    @on(Reader.PanelAsked)
    def _panel_asked(self, event: Reader.PanelAsked) -> None:
        self.writing.panel(event.name, self.reader)

    @on(Reader.Changed)
    def _changed(self, event: Reader.Changed) -> None:
        self.shelf.renew(event.reading.article.name)
        self.foresight.look()

    @on(Shelf.LookedThrough)
    def _looked_through(self) -> None:
        from tui.duties.strays import Strays

        self.strays = Strays(self)
        self.strays.begin()

    @on(Reader.Moved)
    @on(events.DescendantFocus)
    def take_in(self) -> None:
        """An article may have been opened."""
        if self.is_running and self.strays is not None and self.pane is not Pane.LIST:
            self.strays.opened()

    @on(Shelf.Altered)
    def _altered(self, event: Shelf.Altered) -> None:
        from tui.duties.rereading import Rereading

        Rereading(self).altered(event.paths)

    # Telling

    @on(Reader.Moved)
    def _moved(self) -> None:
        self.tell()
        self.writing.follow()

    @on(events.DescendantFocus)
    def tell(self) -> None:
        """Keep the status line true."""
        if not (self.status.is_mounted and self.screen_stack):
            return
        clerk, reader = self.clerk, self.reader
        words, trouble = saved_words(
            self.desk, saving=bool(clerk.saving), saved=bool(clerk.saved), failure=clerk.failure
        )
        if self.pane is not Pane.LIST:
            doubt = doubt_words(reader.reading, self.actions)
            where = where_in_reader(reader.page.sheet, self.desk, reader.remark, standing=reader.standing, doubt=doubt)
            where = f"{reader.relating}  {where}" if reader.relating else where
        else:
            where = where_in_list(self.shelf.list.names, self.shelf.list.index)
        if self.keyboard is not None and self.keyboard.pending:
            where = f"{self.keyboard.pending}  {where}"
        self.status.tell(where, words, hint_words(self.pane, self.actions), trouble=trouble)

    def _look(self) -> None:
        """Another program may have written to the same notes; there may be enough to learn from, and time."""
        if self.leaving.forced():
            return
        self.keeping.look()
        self.studying.look()
        self.foresight.look()
        self.shelf.stock.watch()

    def renew(self) -> None:
        """Show the annotations of the article as the store has them now."""
        article = self.reader.article
        if self.reader.readable:
            self.clerk.read(lambda: self.desk.lay_out(article), self.reader.laid_out)

    # Anywhere

    def action_search(self) -> None:
        """Search all articles."""
        self.lookup.open()

    def action_next_list_article(self, query: str) -> None:
        """To the next article of the list that a query matches."""
        self.lists.go_on(query)

    def action_undo(self) -> None:
        """Take the last change back."""
        self.clerk.save(self.desk.undo, lambda change: self._done("undo", change))

    def action_redo(self) -> None:
        """Make it again."""
        self.clerk.save(self.desk.redo, lambda change: self._done("redo", change))

    def _done(self, verb: str, change: Change | Problem | None) -> None:
        if isinstance(change, Problem):
            self.notify(visible_line(f"cannot {verb}: {change.what}"), severity="warning", markup=False)
            return
        self.notify(f"{verb}: {change.what}" if change else f"nothing to {verb}", markup=False, timeout=2)
        self.renew()
        if change and change.came_with_file:
            self.shelf.look_again(change.articles[0])
        for name in change.articles if change else ():
            self.shelf.renew(name)

    def action_disputes(self) -> None:
        """Where no annotators are compared, say how that is done."""
        self.notify("postil adjudicate opens this library with the notes of two annotators", markup=False)

    def action_save(self) -> None:
        """Save now what the disk refused before."""
        self.keeping.retry()

    async def action_back(self) -> None:
        """From a panel to the reader, from there to the list; from that out of the program, when all is saved."""
        if self.pane is Pane.LIST:
            await self.action_quit()
        elif self.pane is Pane.PANEL and self.panel is not None:
            self.panel.action_close()
        elif self.pane is Pane.DOUBTS and self.doubts is not None:
            self.doubts.action_leave()
        else:
            self.action_leave()

    async def action_quit(self) -> None:
        """Leave when everything is saved; what could not be, tried once more, is said first."""
        await self.leaving.remember()
        if self.keeping.may_leave():
            self.exit()

    def on_unmount(self) -> None:
        """Let the threads go when everything is saved."""
        self.leaving.let_go()


def _tidy() -> None:
    """Collect the garbage of the start, in which none was collected; what is left then is not looked through again."""
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()
