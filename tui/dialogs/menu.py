"""Lines to choose from, narrowed by typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.dialogs.dialog import Dialog
from tui.dialogs.hanging import hanging

NARROWEST, WIDEST = 46, 64
"""Cells of a menu; between them it has half of the screen."""
_BESIDE = 4
"""Cells of a menu that are no line's: what is left free beside them, and the scrollbar."""


class _Lines(OptionList):
    """Takes no focus: all keys are the field's. Textual's own would fail on a page key in a window without room."""

    can_focus = False


class Menu(Dialog[int | None]):
    """Lines at the right of the screen; hands back the number of the one chosen, or None.

    What does not fit into a line goes on below it, set in by `indent` cells.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "leave", show=False),
        Binding("down,ctrl+n", "move(1)", "down", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", "up", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    Menu { align: right top; background: transparent; }
    Menu Vertical { height: 100%; background: $panel; padding: 1 1 1 2; }
    Menu #title { height: 2; text-style: bold; color: $accent; }
    Menu OptionList { height: 1fr; border: none; background: $panel; padding: 0; scrollbar-size-vertical: 1; }
    Menu OptionList > .option-list--option-highlighted { text-style: bold; }
    Menu.plain OptionList > .option-list--option-highlighted { text-style: bold underline; }
    Menu Input > .input--cursor { background: $panel; color: $foreground; text-style: reverse; }
    Menu Input, Menu Input:focus { border: none; height: 2; padding: 0; background: $panel; }
    """

    def __init__(self, title: str, lines: Sequence[Content], *, indent: int = 0, plain: bool = False) -> None:
        super().__init__(classes="plain" if plain else "")
        self._title, self._lines, self._indent = title, lines, indent

    def compose(self) -> ComposeResult:
        """Title, a line to search with, the lines."""
        with Vertical() as whole:
            whole.styles.width = self._width
            yield Static(Content(self._title), id="title", markup=False)
            yield Input(placeholder="type to search")
            yield _Lines(*self._options(""), markup=False)

    def on_mount(self) -> None:
        """The cursor on the first line."""
        self.query_one(OptionList).action_first()
        field = self.query_one(Input)
        field.cursor_blink = False
        field.focus()

    @property
    def _width(self) -> int:
        return min(self.app.size.width, max(NARROWEST, min(WIDEST, self.app.size.width // 2)))

    def _options(self, typed: str) -> list[Option]:
        """The lines that hold every word, those first that have it soonest."""
        words = typed.casefold().split()
        plain = [line.plain.casefold() for line in self._lines]
        found = [number for number, line in enumerate(plain) if all(word in line for word in words)]
        found.sort(key=lambda number: plain[number].find(words[0]) if words else 0)
        room = self._width - _BESIDE
        return [Option(hanging(self._lines[number], self._indent, room), id=str(number)) for number in found]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the lines to those that hold what is typed."""
        lines = self.query_one(OptionList)
        lines.set_options(self._options(event.value))
        lines.action_first()

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
