"""The app: two panes over one desk, and what joins them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.filter import LineFilter, NoColor
from textual.screen import Screen
from textual.timer import Timer

from annotations.desk.bookmarks import Bookmarks
from annotations.desk.desk import Desk, Reading
from annotations.desk.rows import Row
from annotations.problem import Problem
from tui.actions import Pane, bindings, of
from tui.clerk import Clerk
from tui.palette import DARK, THEMES
from tui.reader.page import Page
from tui.reader.paint import Inks
from tui.reader.reader import Reader
from tui.shelf.shelf import Shelf
from tui.status import Status, saved_words, where_in_list, where_in_reader
from tui.writing import Writing

SIDE_BY_SIDE = 100
"""Cells of the terminal from which on list and reader stand beside each other."""
FIRST_FRAME = 0.05
"""Seconds that the first frame has the machine to itself."""
WITH_MARGIN = 120
"""Cells of the terminal from which on notes stand in the margin."""


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
    .zen #head { display: none; }
    """

    def __init__(self, desk: Desk, names: Sequence[str], bookmarks: Bookmarks, *, plain: bool = False) -> None:
        super().__init__()
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        # Before the style sheet is parsed for the first time, so that it need not be parsed again.
        self.set_reactive(App.theme, DARK.name)
        self.plain = plain
        self.desk = desk
        self.bookmarks = bookmarks
        self.clerk = Clerk(self.run_worker, self._tell)
        self.inks = self._mixed()
        self.shelf = Shelf(desk, self.clerk, self.inks, list(names))
        self.reader = Reader(desk, self.clerk, self.inks)
        self.status = Status()
        self.writing = Writing(self)
        self._preview: Timer | None = None
        self._entered = False
        self._problem: Problem | None = None

    def compose(self) -> ComposeResult:
        """List and reader, and the status below them."""
        with Horizontal(id="panes", classes="reading" if self._entered else ""):
            yield self.shelf
            yield self.reader
        yield self.status

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without colour, nothing that a widget draws may bring one in."""
        return [NoColor()] if self.plain else super().get_line_filters()

    def on_mount(self) -> None:
        """Fit the panes; what the first frame does not show waits until it has been drawn."""
        self._recolour()
        self._fit(self.size.width)
        (self.reader.page if self._entered else self.shelf.list).focus()
        self.set_timer(FIRST_FRAME, self._after_first_frame)
        self.set_interval(1.0, self._look_for_others)

    def open_at_start(self, rows: dict[str, Row | Problem], reading: Reading | Problem, *, enter: bool) -> None:
        """What is known before the first frame: rows in sight, the article under the cursor."""
        self.shelf.list.rows.update(rows)
        name = _name(reading)
        self.shelf.list.names = self.shelf.all
        self.shelf.list.index = self.shelf.all.index(name)
        self._entered = enter
        if isinstance(reading, Reading):
            self.reader.take(reading, self.bookmarks.position(self.desk.library.root, name))
        else:
            self._problem = reading

    def _after_first_frame(self) -> None:
        if self._problem is not None:
            self.reader.show_problem(self._problem)
        else:
            self.reader.recognise()
        self.shelf.begin()

    # Fitting the screen

    def on_resize(self, event: events.Resize) -> None:
        """Side by side or one at a time, with a margin or without."""
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        panes = self.query_one("#panes")
        narrow = width < SIDE_BY_SIDE
        panes.set_class(narrow, "narrow")
        self.shelf.styles.width = "1fr" if narrow else max(30, min(46, width // 4))
        self.reader.page.with_margin = width >= WITH_MARGIN and not panes.has_class("zen")
        self.reader.page.fit()
        self._tell()

    def action_zen(self) -> None:
        """Only the text, or everything again."""
        self.query_one("#panes").toggle_class("zen")
        self.status.display = not self.query_one("#panes").has_class("zen")
        self._fit(self.size.width)

    def action_next_theme(self) -> None:
        """The other theme."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self._recolour()

    def _mixed(self) -> Inks:
        theme = next((theme for theme in THEMES if theme.name == self.theme), DARK)
        quiet = "#8d8f94" if theme.dark else "#6b675e"
        return Inks(
            dark=theme.dark,
            text=theme.foreground or "",
            quiet=quiet,
            title=theme.accent or "",
            paper=theme.background or "",
            panel=theme.panel or "",
            chosen="#34404d" if theme.dark else "#d9e4ea",
            plain=self.plain,
        )

    def _recolour(self) -> None:
        self.inks = self._mixed()
        self.shelf.list.inks = self.reader.page.inks = self.inks
        self.reader.page.colours = self.label_inks
        self.shelf.list.refresh()
        self.reader.page.refresh()

    @property
    def label_inks(self) -> dict[str, str]:
        """The scheme's colours, by label."""
        return {label.name: label.colour for label in self.desk.scheme.labels}

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
            self.reader.show_problem(reading)
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
        words, trouble = saved_words(self.desk, self.clerk)
        where = where_in_reader(self.reader) if self.pane is Pane.READER else where_in_list(self.shelf)
        self.status.tell(where, words, self.pane, trouble=trouble)

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
