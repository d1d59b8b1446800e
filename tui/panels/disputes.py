"""The panel under the panes that walks through what annotators disagree on, over the whole library."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from annotations.agreement.disputes import Dispute
from annotations.desk.adjudicating import Adjudicating, Docket
from annotations.desk.desk import Reading
from annotations.problem import Problem
from annotations.text.safe import visible_line
from tui.actions import Pane, bindings
from tui.palette import Inks
from tui.panels import dispute_words
from tui.reader.cursor import Cursor
from tui.reader.reader import Reader


class DisputePanel(Vertical, can_focus=True):
    """For each disagreement what each annotator says; the reader shows the place, and goes to its article.

    It has the focus while it is shown.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.DISPUTES))

    DEFAULT_CSS = """
    DisputePanel { height: auto; max-height: 50%; background: $panel; border-top: solid $accent; }
    DisputePanel > .title { height: 1; padding: 0 1; text-style: bold; color: $accent; }
    DisputePanel > .keys { height: 1; padding: 0 1; color: $text-muted; }
    DisputePanel > VerticalScroll { height: auto; max-height: 10; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(
        self, reader: Reader, adjudicating: Adjudicating, inks: Callable[[], Inks], go: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.display = False
        self.docket = Docket()
        self.index = -1
        self._reader = reader
        self._session = adjudicating
        self._inks = inks
        self._go = go
        self._title = Static(classes="title", markup=False)
        self._sides = Static(markup=False)
        self._about: Reading | None = None
        self._taken: Reading | None = None
        self._settling = False

    def compose(self) -> ComposeResult:
        """A title; what each says; a few keys."""
        yield self._title
        with VerticalScroll(can_focus=False):
            yield self._sides
        yield Static(dispute_words.keys(self._session.names), classes="keys", markup=False)

    def on_mount(self) -> None:
        """It is made when it is asked for."""
        if self.display:
            self.focus()

    # Showing

    def ask(self) -> None:
        """Be shown, with the focus: at the disagreement that one was at, or the first of the article that is open."""
        self.display, self._settling = True, False
        current = self.docket.disputes[self.index] if self.docket.disputes else None
        here = self._reader.article.name
        if current is not None and current.article != here:
            numbers = [number for number, each in enumerate(self.docket.disputes) if each.article == here]
            numbers.sort(key=lambda number: self.docket.settled[number])
            self.index = numbers[0] if numbers else self.index
        self._renew()
        if self.is_mounted:
            self.focus()

    def follow(self) -> None:
        """Other things may be in the article, or another article in the reader."""
        if self.display and self._reader.reading is not self._about:
            self._renew()

    def _renew(self) -> None:
        """Look at what is settled, on another thread."""
        self._about, reading = None, self._reader.reading

        def found(docket: Docket) -> None:
            if reading is self._reader.reading:
                self._about = reading
                self._found(docket)

        self._reader.clerk.read(self._session.docket, found)

    def _found(self, docket: Docket) -> None:
        """Go on where a side was taken; where that was taken back, go back to it."""
        before, self.docket = self.docket, docket
        if not docket.disputes:
            self._over("there is nothing that they disagree on")
            return
        reopened = None
        if before.disputes == docket.disputes:
            changed = enumerate(zip(before.settled, docket.settled, strict=True))
            reopened = next((number for number, (was, now) in changed if was and not now), None)
        if reopened is not None:
            self.index = reopened
        elif self.index < 0 or self.index >= len(docket.disputes):
            self.index = docket.following(-1, 1) or 0
        elif self._settling and docket.settled[self.index]:
            following = docket.following(self.index, 1)
            if following is None:
                self.app.notify("all disagreements are settled", markup=False)
            else:
                self.index = following
        self._settling = False
        self._show()

    def _show(self) -> None:
        """Show the disagreement that one is at, in its article."""
        if not self.display:
            return
        dispute = self.docket.disputes[self.index]
        if dispute.article != self._reader.article.name:
            self._about = None
            self._go(dispute.article)
            return
        now = self._session.answers(self._reader.reading, dispute)
        self._title.update(dispute_words.title(self.docket, self.index))
        self._sides.update(dispute_words.sides(dispute, self._session.names, now, self._inks()))
        page = self._reader.page
        page.claim(dispute_words.claimed(self.docket, self.index))
        page.move(Cursor(max(0, dispute.start)))

    def _over(self, why: str) -> None:
        if self.display:
            self.app.notify(why, markup=False)
            self.action_leave()

    # Keys

    def action_walk(self, step: int) -> None:
        """To the next disagreement that is open, or back; from the last to the first."""
        self._step(self.docket.following(self.index, step))

    def action_step(self, step: int) -> None:
        """To the next disagreement, settled or not, or back."""
        self._step(self.docket.following(self.index, step, also_settled=True))

    def _step(self, index: int | None) -> None:
        if index is None:
            self.app.notify("no other disagreement is open: j k go through those that are settled", markup=False)
        elif self._about is not None:
            self.index, self._taken = index, None
            self._show()

    def action_side(self, number: int) -> None:
        """Take the side of an annotator, counted from 1, or with 0 none."""
        dispute, adjudicating, article = self._current(), self._session, self._reader.article
        if number > len(adjudicating.names):
            self.app.notify(f"there are {len(adjudicating.names)} annotators", markup=False)
        elif dispute is not None and self._reader.can_be_annotated():
            told: list[Problem | None] = []
            self._settling, self._taken = True, self._reader.reading
            self._reader.change(
                lambda: told.append(adjudicating.take(article, dispute, number - 1 if number else None)),
                lambda: self._tell(told[0]),
            )

    def _tell(self, problem: Problem | None) -> None:
        if problem is not None:
            self._settling = False
            self.app.notify(visible_line(str(problem)), severity="warning", markup=False)

    def action_leave(self) -> None:
        """Back to the article, to edit it."""
        self.display = False
        self._reader.page.claim(())
        self._reader.page.focus()

    def _current(self) -> Dispute | None:
        """The disagreement that is shown; none while it is on its way, or being settled: no key settles unseen."""
        reading = self._reader.reading
        shown = self._about is reading and self._taken is not reading and self.docket.disputes
        return self.docket.disputes[self.index] if shown else None
