"""The reading pane: an article's head line and page, and all that its keys do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from annotations.desk.desk import Desk
from tui.actions import Pane, bindings
from tui.clerk import Clerk
from tui.reader.finding import Finding
from tui.reader.page import Page
from tui.reader.relating import Relating
from tui.view import View


class Reader(Finding, Relating):
    """Joins moving, finding, deciding and relating; asks the app for panels, and to be left."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.READER))

    DEFAULT_CSS = """
    Reader { width: 1fr; }
    Reader Page { height: 1fr; }
    """

    class Left(Message):
        """The user wants to go back to the list."""

    @dataclass
    class PanelAsked(Message):
        """The user wants to see a panel: `entities`, `notes`, `details`, `labels` or `doubts`."""

        name: str

    def __init__(self, desk: Desk, clerk: Clerk, view: View) -> None:
        super().__init__(desk, clerk, view)
        self.searched = []

    def compose(self) -> ComposeResult:
        """A head line over the page."""
        yield self.head
        yield self.page

    @on(Page.CursorMoved)
    def _cursor_moved(self) -> None:
        self.post_message(self.Moved())

    @on(Page.NoteClicked)
    def _note_clicked(self, event: Page.NoteClicked) -> None:
        arrow = next((each for each in self.page.sheet.arrows if each.relation.id == event.note.id), None)
        if arrow is None:
            self.post_message(self.NoteAsked(self.article, event.note.span, event.note))
        elif arrow.target.span is not None:
            self.page.move(self.page.cursor.at(arrow.target.span.start, arrow.target.span))

    def action_other_end(self) -> None:
        """To the other end of the selection; without one, the panel of notes."""
        if self.page.cursor.anchor is None:
            self.post_message(self.PanelAsked("notes"))
        else:
            self.page.move(self.page.cursor.swapped(self.article.text))

    def action_leave(self) -> None:
        """Drop a relation that is begun, else the selection, else the marks of the search; else back to the list."""
        if self.drop_relation():
            return
        if self.page.cursor.anchor is not None:
            self.page.move(self.page.cursor.dropped())
        elif self.page.sheet.found is not None:
            self.page.found(None)
            self.post_message(self.Moved())
        else:
            self.post_message(self.Left())

    def action_reject_on(self) -> None:
        """Reject the entity under the cursor, where there is one, and go on to what is to be checked next."""
        if self.page.mention_here() is not None:
            self.action_reject()
        self.action_check(1)

    def action_label_menu(self) -> None:
        """Choose a label from a list."""
        self.post_message(self.PanelAsked("labels"))

    def action_entities(self) -> None:
        """The panel of entities."""
        self.post_message(self.PanelAsked("entities"))

    def action_details(self) -> None:
        """The panel of the article's details."""
        self.post_message(self.PanelAsked("details"))

    def action_doubts(self) -> None:
        """The panel of what is in doubt."""
        self.post_message(self.PanelAsked("doubts"))

    def action_widen(self, steps: int) -> None:
        """Make the reading column wider, or narrower."""
        self.page.widen(steps)

    def action_toggle_labels(self) -> None:
        """Write the label beside each mention, or no longer."""
        self.page.label_mentions(not self.page.sheet.labelled)
