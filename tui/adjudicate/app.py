"""The app of a referee: takes over what annotators agree on, and opens the panel of what they do not."""

from __future__ import annotations

from textual import on
from textual.driver import Driver
from textual.widget import Widget

from annotations.desk.adjudicating import Adjudicating, Annotators
from annotations.desk.bookmarks import Bookmarks
from annotations.text.safe import visible_line
from tui.actions import Pane
from tui.app import PostilApp
from tui.panels.disputes import DisputePanel
from tui.reader.reader import Reader
from tui.view import View


class RefereeApp(PostilApp):
    """postil, and below its panes what annotators disagree on."""

    def __init__(
        self, annotators: Annotators, view: View, bookmarks: Bookmarks, driver: type[Driver] | None = None
    ) -> None:
        super().__init__(view, bookmarks, driver)
        self.adjudicating = Adjudicating(self.desk, annotators)
        self.disputes = DisputePanel(self.reader, self.adjudicating, lambda: self.inks, self.go)
        self._compared = False

    def on_mount(self) -> None:
        """Take over what all agree on as soon as the first frame is drawn."""
        self.mount(self.disputes, after="#panes")
        super().on_mount()
        self.call_after_refresh(lambda: self.clerk.save(self.adjudicating.begin, self._begun))

    def _begun(self, taken: int) -> None:
        adjudicating, self._compared = self.adjudicating, True
        told = []
        if taken:
            number = f"{taken:,} annotation{'s' * (taken != 1)}"
            told.append(f"took over {number} that all agree on; u takes {'them' if taken != 1 else 'it'} back")
        if adjudicating.left_out:
            told.append(f"left out: {adjudicating.left_out:,} of the articles, since not all have looked at them")
        if adjudicating.unsure:
            told.append(f"left out: {adjudicating.unsure:,} of the annotations, since their place is in doubt")
        if told:
            self.notify("\n".join(map(visible_line, told)), markup=False)
        for problem in adjudicating.problems:
            self.notify(visible_line(str(problem)), severity="warning", markup=False)
        self.renew()
        self.shelf.renew_in_sight()
        self.action_disputes()

    def _prime(self) -> None:
        """What a new user is told waits for another time: it would lie over the panel, which tells its keys itself."""

    def go(self, name: str) -> None:
        """Show an article in the reader; the list shows it, too, whatever its filter hides."""
        if name not in self.shelf.list.names:
            self.shelf.show_all(name)
        if name in self.shelf.list.names:
            self.go_to_row(self.shelf.list.names.index(name), reading=True)
        else:
            self.notify(f"{visible_line(name)} is not in the list", markup=False)

    @property
    def pane(self) -> Pane:
        """Where the keys go now, but for those that go to a dialog."""
        return Pane.DISPUTES if self.holder is self.disputes else super().pane

    def _panes(self) -> dict[Pane, Widget]:
        return {**super()._panes(), Pane.DISPUTES: self.disputes}

    @on(Reader.Moved)
    def _follow(self) -> None:
        self.disputes.follow()

    def action_disputes(self) -> None:
        """The panel of what annotators disagree on, below the reader."""
        if not self._compared:
            self.notify("still comparing what the annotators say", markup=False)
            return
        self.query_one("#panes").add_class("reading")
        self.fit()
        self.disputes.ask()

    async def action_back(self) -> None:
        """From the panel to the reader, too."""
        if self.pane is Pane.DISPUTES:
            self.disputes.action_leave()
        else:
            await super().action_back()
