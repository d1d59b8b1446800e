"""One line that the user types, at the foot of the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class Prompt(ModalScreen[str | None]):
    """Asks for a line; `fault` says under it what is wrong with it, or None. Hands back None for `esc`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "leave", show=False)]

    DEFAULT_CSS = """
    Prompt { align: left bottom; background: transparent; }
    Prompt Vertical { height: auto; width: 100%; background: $panel; padding: 0 1; }
    Prompt Input:focus { border: none; }
    Prompt Input { border: none; height: 1; padding: 0; background: $panel; }
    Prompt #ask { height: 1; color: $text-muted; }
    """

    def __init__(self, label: str, value: str = "", fault: Callable[[str], str | None] = lambda _: None) -> None:
        super().__init__()
        self._label, self._value, self._fault = label, value, fault

    def compose(self) -> ComposeResult:
        """A line that says what is asked, or what is wrong, over the line to type in."""
        with Vertical():
            yield Static(Content(self._label + "  enter: done · esc: leave"), id="ask", markup=False)
            yield Input(self._value, select_on_focus=False)

    def on_mount(self) -> None:
        """The cursor at the end of what stands there."""
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what is wrong."""
        fault = self._fault(event.value)
        self.query_one("#ask", Static).update(Content(fault or self._label + "  enter: done · esc: leave"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the line back, if nothing is wrong with it."""
        if self._fault(event.value) is None:
            self.dismiss(event.value)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
