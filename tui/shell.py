"""The app's side towards the terminal: how the screen is shared out, themes, keys, the clipboard, coming back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.driver import Driver
from textual.filter import LineFilter, NoColor
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widget import Widget

from annotations.desk.bookmarks import Bookmarks
from annotations.desk.copies import keep_copy
from annotations.problem import PostilError
from tui.actions import ACTIONS, Pane, bindings, of
from tui.bound import run_bound
from tui.clerk import Clerk
from tui.clipboard import osc52
from tui.even import Ground, Panes
from tui.frame import SIDE_BY_SIDE, Frame
from tui.palette import THEMES, theme_for
from tui.reader.page import Page
from tui.reader.reader import Reader
from tui.shelf.shelf import Shelf
from tui.status import Status
from tui.themes import theme_of
from tui.view import View

if TYPE_CHECKING:
    from tui.keymap.keyboard import Keyboard
    from tui.panels.doubts import DoubtPanel
    from tui.panels.side import SidePanel


class Shell(App[None]):
    """Two panes and a status line on a terminal; what is done in them is for a subclass."""

    ENABLE_COMMAND_PALETTE = False
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
    ToastRack { margin-bottom: 2; }
    Toast { width: auto; max-width: 80%; margin-top: 0; padding: 0 1; }
    Toast:ansi { text-style: reverse; }
    Input:ansi > .input--selection { background: transparent; text-style: reverse; }
    """

    def __init__(self, view: View, bookmarks: Bookmarks, driver: type[Driver] | None = None) -> None:
        super().__init__(driver)
        self.animation_level = "none"
        for inks in THEMES:
            self.register_theme(theme_of(inks))
        # Before the style sheet is parsed for the first time, so that it need not be parsed again.
        self.set_reactive(App.theme, view.inks.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.inks = view.inks
        self.desk = view.desk
        self.bookmarks = bookmarks
        self.clerk = Clerk(self.run_worker, self.tell)
        self.shelf = Shelf(view.desk, self.clerk, view)
        self.reader = Reader(view.desk, self.clerk, view)
        self.status = Status(view.inks)
        self.actions = view.actions
        self.keyboard: Keyboard | None = None
        self.panel: SidePanel | None = None
        self.doubts: DoubtPanel | None = None
        self.reader.page.column = view.column
        self.chosen_theme = bookmarks.theme
        self._entered = view.entered

    def get_default_screen(self) -> Screen[None]:
        """The screen below all others."""
        return Ground(id="_default")

    def compose(self) -> ComposeResult:
        """List and reader, and the status below them."""
        with Panes(id="panes", classes="reading" if self._entered else ""):
            yield self.shelf
            yield self.reader
        yield self.status

    def on_mount(self) -> None:
        """Fit the panes and listen to the keys as the keymap has them."""
        self.bind_keys()
        self.fit()
        self.screen.set_focus(self.reader.page if self._entered else self.shelf.list)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    @property
    def holder(self) -> Widget | None:
        """What has the focus among the panes, or will have it again when the dialog over them has gone."""
        return self.screen_stack[0].focused

    @property
    def pane(self) -> Pane:
        """Where the keys go now, but for those that go to a dialog."""
        focused = self.holder
        if isinstance(focused, Page):
            return Pane.READER
        if self.doubts is not None and focused is self.doubts.places:
            return Pane.DOUBTS
        return Pane.LIST if self.panel is None or focused not in self.panel.children else Pane.PANEL

    def tell(self) -> None:
        """Keep the status line true."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something above the foot of the screen; what was said before goes, unless it was a warning."""
        for said in [each for each in self._notifications if each.severity == severity == "information"]:
            self._unnotify(said, refresh=False)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    # The screen

    def on_resize(self, _event: events.Resize) -> None:
        """Side by side or one at a time, with a margin or without; when Textual, too, knows the size."""
        self.call_next(self.fit)

    def fit(self) -> None:
        """Share the screen out anew."""
        panes, width = self.query_one("#panes"), self.size.width
        frame = Frame.of(width, entered=panes.has_class("reading"), zen=panes.has_class("zen"))
        narrow = width < SIDE_BY_SIDE
        panes.set_class(narrow, "narrow")
        if frame.shelf and not narrow:
            self.shelf.styles.width = frame.shelf
        self.reader.page.with_margin = frame.margin
        self.reader.page.fit()
        self.tell()

    def action_zen(self) -> None:
        """Only the text, or everything again."""
        self.query_one("#panes").toggle_class("zen")
        self.status.display = not self.query_one("#panes").has_class("zen")
        if self.panel is not None and not self.status.display:
            self.panel.action_close()
        self.fit()

    def action_next_theme(self) -> None:
        """The next theme; where colour is not wanted there is only one."""
        if theme_for(os.environ).plain:
            return
        names = [inks.name for inks in THEMES]
        self.inks = THEMES[(names.index(self.inks.name) + 1) % len(THEMES)]
        self.theme = self.chosen_theme = self.inks.name
        for drawn in (self.shelf.head, self.shelf.list, self.reader.head, self.reader.page, self.status):
            drawn.inks = self.inks
            drawn.refresh()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without colour, nothing that a widget draws may bring one in."""
        if self.inks.plain:
            return [NoColor()]
        # The terminal's own colours go to it by their names.
        return [] if self.inks.named else super().get_line_filters()

    # Keys

    def bind_keys(self) -> None:
        """Give the panes there are now the keys of the keymap; without one they have those of the registry."""
        if self.actions is not ACTIONS:
            from tui.keymap.keyboard import Keyboard

            self.keyboard = Keyboard(self, self._panes(), self.actions, self.tell)

    def _panes(self) -> dict[Pane, Widget]:
        panes: dict[Pane, Widget] = {Pane.LIST: self.shelf, Pane.READER: self.reader}
        if self.panel is not None:
            panes[Pane.PANEL] = self.panel
        if self.doubts is not None:
            panes[Pane.DOUBTS] = self.doubts
        return panes

    async def on_event(self, event: events.Event) -> None:
        """A key that no widget listens for itself does at once what it is bound to; all else takes Textual's way."""
        if not (isinstance(event, events.Key) and not event.is_forwarded and await self._acted(event.key)):
            await super().on_event(event)

    async def _acted(self, key: str) -> bool:
        page, focused = self.reader.page, self.focused
        listens = focused is not self.shelf.list and (focused is not page or page.sheet.hinted)
        if listens or not self.app_focus:
            return False
        return (self.keyboard is not None and await self.keyboard.took(key)) or await run_bound(self, key)

    async def on_key(self, event: events.Key) -> None:
        """Chords go before single keys."""
        if self.keyboard is not None and await self.keyboard.took(event.key):
            event.stop().prevent_default()

    def action_help(self) -> None:
        """The keys of the pane one is in."""
        from tui.dialogs.help import Help

        self.push_screen(Help(self.pane, self.actions))

    def action_command_palette(self) -> None:
        """Every action of the registry that this pane has, by name."""
        from tui.dialogs.help import KEYS
        from tui.dialogs.menu import Menu

        panes = (self.pane, Pane.ANYWHERE)
        actions = [action for pane in panes for action in of(pane, among=self.actions) if action.id != "palette"]
        lines = [Content(f"{action.shown_keys:<{KEYS}}{action.what}") for action in actions]
        widget = self._panes()[self.pane]

        def chosen(number: int | None) -> None:
            if number is not None:
                self.call_next(self.run_action, actions[number].handler, widget)

        self.push_screen(Menu("Do", lines, indent=KEYS, plain=self.inks.flat), chosen)

    # The clipboard

    def copy_to_clipboard(self, text: str) -> None:
        """Copy to the clipboard of the terminal, and to a file for where there is none."""
        self._clipboard = text
        sequence = osc52(text, os.environ)
        if sequence is not None and self._driver is not None:
            self._driver.write(sequence)

        def keep() -> str:
            try:
                return f"to {keep_copy(text)}"
            except PostilError as error:
                return f"({error.problem})"

        def kept(where: str) -> None:
            words = f"copied {len(text)} characters"
            self.notify(f"{words} {where}" if sequence is None else words, markup=False, timeout=2)

        self.clerk.keep(keep, kept)
