"""The panel under the panes that walks through what is in doubt since the article changed."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from annotations.desk.desk import Reading
from annotations.desk.doubting import Doubt, Place, Prospect
from tui.actions import Pane, bindings
from tui.panels import doubt_words
from tui.reader.cursor import Cursor
from tui.reader.reader import Reader

STACKED = 72
"""Cells of a screen under which old context and places stand below each other."""
KEYS = "enter it is here · x it is gone · j k places · n N others · u undo · esc back"
NOWHERE = "Nothing in the article is like it: x gives it up; it is kept."


class Places(OptionList, inherit_bindings=False):
    """The places to choose from; the keys are the panel's."""


class DoubtPanel(Vertical):
    """For each doubt the old context beside the places where it may stand now; the reader shows one of them.

    It has the focus while it is shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.DOUBTS))

    DEFAULT_CSS = """
    DoubtPanel { height: 45%; min-height: 8; max-height: 18; background: $panel; border-top: solid $accent; }
    DoubtPanel > .title { height: 1; padding: 0 1; text-style: bold; color: $accent; }
    DoubtPanel > .keys { height: 1; padding: 0 1; color: $text-muted; }
    DoubtPanel > Container { height: 1fr; layout: horizontal; }
    DoubtPanel VerticalScroll { width: 2fr; padding: 0 1; scrollbar-size-vertical: 1; }
    DoubtPanel Places, DoubtPanel Places:focus {
        width: 3fr; height: 100%; border: none; padding: 0; background: $panel; scrollbar-size-vertical: 1;
    }
    DoubtPanel Places:focus > .option-list--option-highlighted {
        background: $block-cursor-blurred-background; color: $foreground; text-style: none;
    }
    DoubtPanel.stacked > Container { layout: vertical; }
    DoubtPanel.stacked VerticalScroll { width: 100%; height: 2fr; }
    DoubtPanel.stacked Places, DoubtPanel.stacked Places:focus { width: 100%; height: 3fr; }
    DoubtPanel.flat Places:focus > .option-list--option-highlighted { text-style: bold; }
    """

    def __init__(self, reader: Reader, *, flat: bool) -> None:
        super().__init__(classes="flat" if flat else "")
        self.display = False
        self.doubts: tuple[Doubt, ...] = ()
        self.index = 0
        self.prospect: Prospect | None = None
        self.places = Places(markup=False)
        self._title = Static(classes="title", markup=False)
        self._was = Static(markup=False)
        self._reader = reader
        self._about: Reading | None = None
        self._listed: Reading | None = None
        self._settling = False
        self._shown = False

    def compose(self) -> ComposeResult:
        """A title; the old context beside the places; a few keys."""
        yield self._title
        with Container():
            with VerticalScroll(can_focus=False):
                yield self._was
            yield self.places
        yield Static(Content(KEYS), classes="keys", markup=False)

    def on_mount(self) -> None:
        """It is made when it is asked for; by then it may be known that nothing is in doubt."""
        if self.display:
            self.places.focus()

    def on_resize(self) -> None:
        """Beside or below each other."""
        self.set_class(self.size.width < STACKED, "stacked")

    # Showing

    def ask(self) -> None:
        """Be shown, at the doubt that one was at, with the focus."""
        self.display, self._settling, self._reader.page.pointed = True, False, True
        self._renew()
        if self.is_mounted:
            self.places.focus()

    def follow(self) -> None:
        """Other things may be in the article, or another article in the reader."""
        if self.display and self._reader.reading is not self._about:
            self._renew()

    def _renew(self) -> None:
        """Look for what is in doubt, and for the places of one of them, on another thread."""
        reading = self._reader.reading
        if self._about is not None and self._about.article.name != reading.article.name:
            self.index, self._settling = 0, False
        self._about, self._shown = reading, False
        doubting, wanted, settling = self._reader.desk.doubting, self.index, self._settling
        known = self.doubts if self._listed is reading else None

        def look() -> tuple[tuple[Doubt, ...], int, Prospect | None]:
            doubts = doubting.doubts(reading.article) if known is None else known
            index = max(0, min(wanted, len(doubts) - 1))
            if settling and doubts and doubts[index].settled:
                # What is not settled stands first.
                index = 0
            return doubts, index, doubting.prospect(reading.article, doubts[index]) if doubts else None

        def found(looked: tuple[tuple[Doubt, ...], int, Prospect | None]) -> None:
            if reading is self._about and wanted == self.index:
                self._show(*looked)

        self._reader.clerk.read(look, found)

    def _show(self, doubts: tuple[Doubt, ...], index: int, prospect: Prospect | None) -> None:
        self.doubts, self.index, self.prospect, self._shown = doubts, index, prospect, True
        self._listed = self._about
        done = self._settling and all(doubt.settled for doubt in doubts)
        if prospect is None or done:
            if self.display:
                self.app.notify("nothing is in doubt any more" if done else "nothing is in doubt here", markup=False)
                self.action_leave()
            return
        self._title.update(doubt_words.title(doubts, index))
        self._was.update(doubt_words.old_context(prospect))
        length = len(self._reader.article.text)
        options = [
            Option(doubt_words.place_lines(place, number, length)) for number, place in enumerate(prospect.places, 1)
        ]
        self.places.set_options(options or [Option(Content(NOWHERE), disabled=True)])
        self.places.highlighted = 0 if options else None

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Have the reader show the place."""
        event.stop()
        place = self._place
        if place is not None:
            self._reader.page.move(Cursor(place.span.start, place.span))

    @property
    def _place(self) -> Place | None:
        at = self.places.highlighted
        places = () if self.prospect is None else self.prospect.places
        return places[at] if at is not None and at < len(places) else None

    # Keys

    def action_step(self, places: int) -> None:
        """Move by places."""
        self.places.action_cursor_down() if places > 0 else self.places.action_cursor_up()

    def action_doubt(self, step: int) -> None:
        """To the next doubt, or back; from the last to the first."""
        if self.doubts:
            self.index = (self.index + step) % len(self.doubts)
            self._renew()

    def action_accept(self) -> None:
        """Have the annotations stand at the place under the cursor."""
        place, doubting, article = self._place, self._reader.desk.doubting, self._reader.article
        doubt = self._current()
        if place is not None and doubt is not None:
            self._settling = True
            self._reader.change(lambda: doubting.settle(article, doubt, place.span))

    def action_orphan(self) -> None:
        """Give the place of the annotations up."""
        doubt, doubting = self._current(), self._reader.desk.doubting
        if doubt is not None and not doubt.settled:
            self._settling = True
            self._reader.change(lambda: doubting.give_up(doubt))

    def action_leave(self) -> None:
        """Back to the article."""
        self.display = self._reader.page.pointed = False
        self._reader.page.refresh()
        self._reader.page.focus()

    def _current(self) -> Doubt | None:
        """The doubt that is shown; none while another is on its way, which a key typed ahead must not settle unseen."""
        if not self._shown or self._about is not self._reader.reading:
            return None
        return self.doubts[self.index]
