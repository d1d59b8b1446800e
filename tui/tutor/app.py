"""The app with a lesson in it: looks at what the user has done, and says what to do next."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.driver import Driver

from annotations.desk.bookmarks import Bookmarks
from annotations.notes.note import Kind
from tui.app import PostilApp
from tui.tutor.board import Board
from tui.tutor.seen import Seen
from tui.tutor.steps import FAREWELL, GREETING, STEPS, STRAYED, Progress, strayed
from tui.tutor.wording import worded
from tui.view import View

AHEAD = 40
"""Code points from the cursor on that a step may look at."""


class TutorApp(PostilApp):
    """postil, and a board below it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "skip", "skip this step", show=False)]

    def __init__(self, view: View, bookmarks: Bookmarks, driver: type[Driver] | None = None) -> None:
        super().__init__(view, bookmarks, driver)
        self.board = Board()
        self.progress = Progress(0, Seen(), GREETING)

    def compose(self) -> ComposeResult:
        """The board stands between the panes and the status."""
        yield from super().compose()
        yield self.board

    def fit(self) -> None:
        """The board has room for the longest of its words."""
        texts = [worded(words, self.actions) for words in (*(step.words for step in STEPS), FAREWELL)]
        self.board.fit(self.size.width, texts)
        super().fit()

    def tell(self) -> None:
        """Whatever is done ends here, since the status line must be true; so it is where the lesson goes on."""
        super().tell()
        # While a dialog is open, nothing in it is done yet.
        if self.board.is_mounted and len(self.screen_stack) == 1:
            now = self.seen()
            self.progress = self.progress.followed(now, STEPS)
            self._write(now)

    def action_skip(self) -> None:
        """Go on without having done it."""
        if self.progress.number < len(STEPS):
            now = self.seen()
            self.progress = self.progress.passed(now, STEPS)
            self._write(now)

    def _write(self, now: Seen) -> None:
        number, steps = self.progress.number, len(STEPS)
        if number == steps:
            heading, words = f"Lesson  {self.progress.praise}", FAREWELL
        else:
            heading = f"Lesson {number + 1}/{steps}  {self.progress.praise}"
            words = STRAYED if strayed(self.progress, now) else STEPS[number].words
        self.board.tell(worded(heading, self.actions), worded(words, self.actions))

    def seen(self) -> Seen:
        """How things are."""
        reader, page = self.reader, self.reader.page
        text, cursor, found = reader.article.text, page.cursor, page.sheet.found
        selection = cursor.selection(text)
        notes = reader.reading.notes
        return Seen(
            pane=self.pane,
            article=reader.article.name,
            offset=cursor.offset,
            ahead=_line(text[cursor.offset : cursor.offset + AHEAD]),
            on_entity=page.mention_here() is not None,
            on_note=page.note_here() is not None,
            selected="" if selection is None else _line(text[selection.start : selection.end]),
            matches=0 if found is None else len(found),
            decided=tuple((note.decision, _line(note.quote)) for note in notes if note.decision is not None),
            tags=tuple(note.tags for note in notes if note.kind is Kind.NOTE),
            state=reader.reading.state.state,
            query=self.shelf.shown.query,
        )


def _line(text: str) -> str:
    return " ".join(text.split())
