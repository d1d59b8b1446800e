"""The lines around the panes as widgets: they draw what they are told, and only when it is something else."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.bars import foot_bars, head_bar
from tui.palette import Inks


class Head(Widget):
    """The line over a pane. What it is told is safe to show."""

    DEFAULT_CSS = "Head { height: 1; }"

    def __init__(self, inks: Inks, words: str = "") -> None:
        super().__init__()
        self.inks = inks
        self._words = words

    def tell(self, words: str) -> None:
        """Say something else."""
        if words != self._words:
            self._words = words
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        return Strip([head_bar(self._words, self.size.width, self.inks)][y], self.size.width)


class Status(Widget):
    """The two lines at the foot: where one is, whether the work is saved, keys."""

    DEFAULT_CSS = "Status { height: 2; dock: bottom; }"

    def __init__(self, inks: Inks) -> None:
        super().__init__()
        self.inks = inks
        self._told = ("", "", "")
        self._trouble = False

    def tell(self, where: str, saved: str, hints: str, *, trouble: bool) -> None:
        """Say all three."""
        told = (where, saved, hints)
        if (told, trouble) == (self._told, self._trouble):
            return
        lines = 1 if hints == self._told[2] else 2
        self._told, self._trouble = told, trouble
        self.refresh(Region(0, 0, self.size.width, lines))

    def render_line(self, y: int) -> Strip:
        """One of the two lines."""
        width = self.size.width
        return Strip(foot_bars(*self._told, width, self.inks, trouble=self._trouble)[y], width)
