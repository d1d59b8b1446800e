"""The app: two panes over one desk, and what joins them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.driver import Driver
from textual.filter import LineFilter, NoColor
from textual.screen import Screen
from textual.timer import Timer

from annotations.desk.bookmarks import Bookmarks
from annotations.desk.desk import Reading
from annotations.problem import Problem
from tui.actions import Pane, bindings, of
from tui.clerk import Clerk
from tui.frame import SIDE_BY_SIDE, Frame
from tui.palette import THEMES
from tui.reader.page import Page
from tui.reader.reader import Reader
from tui.shelf.shelf import Shelf
from tui.status import Status
from tui.telling import hint_words, saved_words, where_in_list, where_in_reader
from tui.themes import theme_of
from tui.view import View, unreadable
from tui.writing import Writing

FIRST_FRAME = 0.05
"""Seconds that the first frame has the machine to itself."""


class PostilApp(App[None]):
    """postil on a terminal."""

    ENABLE_COMMAND_PALETTE = True
    AUTO_FOCUS = None
    TITLE = "postil"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.ANYWHERE))

    CSS = """
    * {
        scrollbar-color: $surface-lighten-2; scrollbar-color-hover: $accent; scrollbar-color-active: $accent;
        scrollbar-background: $surface; scrollbar-background-hover: $surface; scrollbar-background-active: $surface;
        scrollbar-corner-color: $surface;
    }
    Shelf { width: 34; border-right: vkey $panel; }
    .narrow Shelf { width: 1fr; border-right: none; }
    .narrow.reading Shelf, .zen.reading Shelf { display: none; }
    .narrow Reader { display: none; }
    .narrow.reading Reader { display: block; }
    .zen Head { display: none; }
    """

    def __init__(self, view: View, bookmarks: Bookmarks, driver: type[Driver] | None = None) -> None:
        super().__init__(driver)
        self.animation_level = "none"
        for inks in THEMES:
            self.register_theme(theme_of(inks))
        # Before the style sheet is parsed for the first time, so that it need not be parsed again.
        self.set_reactive(App.theme, view.inks.name)
        self.inks = view.inks
        self.desk = desk = view.desk
        self.bookmarks = bookmarks
        self.clerk = Clerk(self.run_worker, self._tell)
        self.shelf = Shelf(desk, self.clerk, view)
        self.reader = Reader(desk, self.clerk, view)
        self.status = Status(view.inks)
        self.writing = Writing(self)
        self._preview: Timer | None = None
        self._entered = view.entered

    def compose(self) -> ComposeResult:
        """List and reader, and the status below them."""
        with Horizontal(id="panes", classes="reading" if self._entered else ""):
            yield self.shelf
            yield self.reader
        yield self.status

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without colour, nothing that a widget draws may bring one in."""
        return [NoColor()] if self.inks.plain else super().get_line_filters()

    def on_mount(self) -> None:
        """Fit the panes; what the first frame does not show waits until it has been drawn."""
        self._fit(self.size.width)
        (self.reader.page if self._entered else self.shelf.list).focus()
        self.set_timer(FIRST_FRAME, self._after_first_frame)
        self.set_interval(1.0, self._look_for_others)

    def _after_first_frame(self) -> None:
        self.reader.recognise()
        self.shelf.begin()

    # Fitting the screen

    def on_resize(self, event: events.Resize) -> None:
        """Side by side or one at a time, with a margin or without."""
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        panes = self.query_one("#panes")
        frame = Frame.of(width, entered=panes.has_class("reading"), zen=panes.has_class("zen"))
        narrow = width < SIDE_BY_SIDE
        panes.set_class(narrow, "narrow")
        if frame.shelf and not narrow:
            self.shelf.styles.width = frame.shelf
        self.reader.page.with_margin = frame.margin
        self.reader.page.fit()
        self._tell()

    def action_zen(self) -> None:
        """Only the text, or everything again."""
        self.query_one("#panes").toggle_class("zen")
        self.status.display = not self.query_one("#panes").has_class("zen")
        self._fit(self.size.width)

    def action_next_theme(self) -> None:
        """The next theme."""
        names = [inks.name for inks in THEMES]
        following = THEMES[(names.index(self.inks.name) + 1) % len(THEMES)]
        self.inks = replace(following, plain=self.inks.plain)
        self.theme = following.name
        for drawn in (self.shelf.head, self.shelf.list, self.reader.head, self.reader.page, self.status):
            drawn.inks = self.inks
            drawn.refresh()

    @property
    def label_inks(self) -> dict[str, str]:
        """The scheme's colours, by label."""
        return self.reader.page.colours

    # From the list to the reader and back

    @property
    def pane(self) -> Pane:
        """Where the keys go now."""
        return Pane.READER if isinstance(self.focused, Page) else Pane.LIST

    @on(Shelf.Highlighted)
    def _highlighted(self) -> None:
        if self._preview is not None:
            self._preview.stop()
        self._preview = self.set_timer(0.06, self._show_current)
        self._tell()

    @on(Shelf.Chosen)
    def _enter(self) -> None:
        """Read the article under the cursor."""
        self.query_one("#panes").add_class("reading")
        self.reader.page.focus()
        self._show_current()

    def _show_current(self) -> None:
        name = self.shelf.list.current
        if name is not None and name != self.reader.article.name:
            self.clerk.read(lambda: self.desk.read(name), self._show)

    def _show(self, reading: Reading | Problem | None) -> None:
        """Show what was read, unless the cursor has gone on since."""
        if reading is None or _name(reading) != self.shelf.list.current:
            return
        self._keep_place()
        self.clerk.read(self.bookmarks.save, lambda _: None)
        if isinstance(reading, Problem):
            self.reader.show(unreadable(reading), readable=False)
        else:
            self.reader.show(reading, self.bookmarks.position(self.desk.library.root, reading.article.name))
        self._tell()

    @on(Reader.Left)
    def _left(self) -> None:
        self._keep_place()
        self.clerk.read(self.bookmarks.save, lambda _: None)
        self.query_one("#panes").remove_class("reading")
        self.shelf.list.focus()
        self._tell()

    @on(Reader.OtherArticle)
    def _other_article(self, event: Reader.OtherArticle) -> None:
        self.shelf.step(event.step)

    @on(Reader.NoteAsked)
    def _note_asked(self, event: Reader.NoteAsked) -> None:
        self.writing.note(event.article, event.span, event.note)

    @on(Shelf.NoteAsked)
    def _article_note_asked(self, event: Shelf.NoteAsked) -> None:
        self.writing.note_on_article(event.name)

    @on(Reader.PanelAsked)
    def _panel_asked(self, event: Reader.PanelAsked) -> None:
        self.writing.panel(event.name, self.reader)

    @on(Reader.Changed)
    def _changed(self, event: Reader.Changed) -> None:
        self.shelf.renew(event.reading.article.name)

    @on(Reader.Moved)
    @on(events.DescendantFocus)
    def _tell(self) -> None:
        """Keep the status line true."""
        if not self.status.is_mounted:
            return
        clerk, reader = self.clerk, self.reader
        words, trouble = saved_words(
            self.desk, saving=bool(clerk.saving), saved=bool(clerk.saved), failure=clerk.failure
        )
        if self.pane is Pane.READER:
            where = where_in_reader(reader.page.sheet, recognised=reader.recognised)
        else:
            where = where_in_list(self.shelf.list.names, self.shelf.list.index)
        self.status.tell(where, words, hint_words(self.pane), trouble=trouble)

    def _look_for_others(self) -> None:
        """Another program may have written to the same notes."""
        self.clerk.read(self.desk.store.refresh, lambda changed: self._renew() if changed else None)

    def _renew(self) -> None:
        article = self.reader.article
        if article.name in self.shelf.list.rows:
            self.clerk.read(lambda: self.desk.lay_out(article), self.reader.laid_out)

    # Anywhere

    def action_undo(self) -> None:
        """Take the last change back."""
        self.clerk.save(self.desk.undo, lambda change: self._done("undo", change.what if change else None))

    def action_redo(self) -> None:
        """Make it again."""
        self.clerk.save(self.desk.redo, lambda change: self._done("redo", change.what if change else None))

    def _done(self, verb: str, what: str | None) -> None:
        self.notify(f"{verb}: {what}" if what else f"nothing to {verb}", markup=False, timeout=2)
        self._renew()
        name = self.shelf.list.current
        if name is not None:
            self.shelf.renew(name)

    def action_help(self) -> None:
        """The keys of the pane one is in."""
        from tui.panels.help import Help

        self.push_screen(Help(self.pane))

    def get_system_commands(self, _screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every action of the registry that this pane has."""
        widget = self.reader if self.pane is Pane.READER else self.shelf
        for action in of(self.pane, Pane.ANYWHERE):
            if action.id != "palette":
                yield SystemCommand(
                    action.what, action.shown_keys, lambda action=action: self.run_action(action.handler, widget)
                )

    async def action_back(self) -> None:
        """From the reader to the list; from the list out of the program, when all is saved."""
        if self.pane is Pane.READER:
            self._left()
        else:
            await self.action_quit()

    async def action_quit(self) -> None:
        """Leave when everything is saved; what could not be is said first."""
        await self.clerk.rest()
        self._keep_place()
        self.bookmarks.save()
        self.exit()

    def _keep_place(self) -> None:
        if self.reader.article.name in self.shelf.list.rows:
            self.bookmarks.place(self.desk.library.root, self.reader.article.name, self.reader.page.cursor.offset)

    def on_unmount(self) -> None:
        """Let the threads go when everything is saved."""
        self.clerk.close()
        self.desk.store.close()


def _name(reading: Reading | Problem) -> str:
    return reading.file if isinstance(reading, Problem) else reading.article.name
