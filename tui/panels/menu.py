"""A panel of lines to look through and choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option


class Menu(ModalScreen[int | None]):
    """Lines at the right of the screen; hands back the number of the one chosen, or None.

    With `search`, what is typed narrows the lines; without, `j k` move as everywhere.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "leave", show=False),
        Binding("down,ctrl+n", "move(1)", "down", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", "up", show=False, priority=True),
        Binding("j", "move(1)", "down", show=False),
        Binding("k", "move(-1)", "up", show=False),
        Binding("e,o,i,q,L", "cancel", "leave", show=False),
    ]

    DEFAULT_CSS = """
    Menu { align: right top; background: transparent; }
    Menu Vertical { width: 46; max-width: 100%; height: 100%; background: $panel; padding: 1 1 1 2; }
    Menu #title { height: 2; text-style: bold; color: $accent; }
    Menu OptionList { height: 1fr; border: none; background: $panel; padding: 0; scrollbar-size-vertical: 1; }
    Menu OptionList:focus { border: none; }
    Menu Input:focus { border: none; }
    Menu Input { border: none; height: 2; padding: 0; background: $panel; }
    """

    def __init__(self, title: str, lines: Sequence[Content], *, search: bool = False, start: int = 0) -> None:
        super().__init__()
        self._title, self._lines, self._search, self._start = title, lines, search, start

    def compose(self) -> ComposeResult:
        """Title, a line to search with, the lines."""
        with Vertical():
            yield Static(Content(self._title), id="title", markup=False)
            if self._search:
                yield Input(placeholder="type to search")
            yield OptionList(*self._options(""), markup=False)

    def on_mount(self) -> None:
        """The cursor on the line asked for."""
        lines = self.query_one(OptionList)
        if lines.option_count:
            lines.highlighted = min(self._start, lines.option_count - 1)
        (self.query_one(Input) if self._search else lines).focus()

    def _options(self, words: str) -> list[Option]:
        return [
            Option(line, id=str(number))
            for number, line in enumerate(self._lines)
            if words.casefold() in line.plain.casefold()
        ]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the lines to those that hold what is typed."""
        lines = self.query_one(OptionList)
        lines.clear_options()
        lines.add_options(self._options(event.value))
        if lines.option_count:
            lines.highlighted = 0

    def on_input_submitted(self) -> None:
        """Choose the line under the cursor."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Hand back the number of the line."""
        self.dismiss(int(event.option.id or 0))

    def action_move(self, lines: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if lines > 0 else options.action_cursor_up()

    def action_cancel(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)
