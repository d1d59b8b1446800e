"""Help for the pane where one is, made from the registry."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.actions import ACTIONS, Action, Pane, of
from tui.dialogs.dialog import Dialog
from tui.dialogs.hanging import hanging

KEYS = 16
"""Cells of the column of keys."""
WIDTH = 66
_BESIDE = 7
"""Cells that are no text's: what is left free on both sides, and the scrollbar."""


class Help(Dialog[None]):
    """The keys of one pane and those that work anywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "close", "close", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    DEFAULT_CSS = """
    Help { align: center middle; background: transparent; }
    Help VerticalScroll {
        max-width: 100%; height: 90%; background: $panel; padding: 1 3; scrollbar-size-vertical: 1;
    }
    Help Static { width: 100%; }
    """

    def __init__(self, pane: Pane, actions: Sequence[Action]) -> None:
        super().__init__()
        self._pane, self._actions = pane, actions

    def compose(self) -> ComposeResult:
        """One long text."""
        width = min(WIDTH, self.app.size.width)
        with VerticalScroll() as scroll:
            scroll.styles.width = width
            yield Static(help_text(self._pane, self._actions, width - _BESIDE))

    def action_scroll(self, lines: int) -> None:
        """Scroll the text."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss(None)


def help_text(pane: Pane, among: Sequence[Action] = ACTIONS, width: int = WIDTH - _BESIDE) -> Content:
    """The keys of a pane, by group, with a heading each, for so many cells."""
    actions = [*of(pane, among=among), *of(Pane.ANYWHERE, among=among)]
    order = list(dict.fromkeys(action.group for action in actions))
    parts: list[Content] = [
        Content.styled(f"Keys: {pane.value}", "bold $accent"),
        Content.styled("   esc closes, j k scroll", "$text-muted"),
        Content("\n"),
    ]

    def by_group(action: Action) -> int:
        return order.index(action.group)

    for index, group in groupby(sorted(actions, key=by_group), by_group):
        parts.append(Content.styled(f"\n{order[index]}\n", "bold"))
        lines = [Content(f"  {action.shown_keys:<{KEYS}}{action.what}") for action in group]
        parts += [hanging(line, KEYS + 2, width) + "\n" for line in lines]
    return Content.assemble(*parts)
