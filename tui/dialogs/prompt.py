"""One line that the user types, at the foot of the screen; what is behind it stays in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from annotations.text.safe import visible_line
from tui.dialogs.completing import CompletingInput, Completion, no_completion
from tui.dialogs.dialog import Dialog

KEYS = Content("enter done · esc leave")


class Prompt(Dialog[str | None]):
    """Asks for a line, and hands it back, or None for `esc`.

    `fault` says what is wrong with a line, or None; `changed` is called with every line without a fault as it is
    typed; `complete` gives candidates; `history` holds the answers given before, the newest last, and is added to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "leave", show=False)]

    DEFAULT_CSS = """
    Prompt { align: left bottom; background: transparent; }
    Prompt Vertical { height: auto; width: 100%; background: $panel; padding: 0 1; }
    Prompt Horizontal { height: 1; }
    Prompt #said { height: 1; color: $text-muted; }
    Prompt #label { width: auto; max-width: 50%; height: 1; text-style: bold; color: $accent; }
    Prompt #fault { height: auto; max-height: 2; color: $error; text-style: bold; display: none; }
    Prompt Input, Prompt Input:focus { border: none; height: 1; width: 1fr; padding: 0; background: $panel; }
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        fault: Callable[[str], str | None] = lambda _: None,
        *,
        changed: Callable[[str], object] = lambda _: None,
        complete: Completion = no_completion,
        history: list[str] | None = None,
    ) -> None:
        super().__init__()
        self._label, self._fault, self._changed = label, fault, changed
        self._history = [] if history is None else history
        self._said = KEYS
        self._offered = Content("")
        self._over = Static(KEYS, id="said", markup=False)
        self._line = RememberingInput(value, complete, self._history)

    def compose(self) -> ComposeResult:
        """Candidates, or what is to be said; the line; what is wrong with it."""
        with Vertical():
            yield self._over
            with Horizontal():
                yield Static(Content(self._label), id="label", markup=False)
                yield self._line
            yield Static(id="fault", markup=False)

    def on_mount(self) -> None:
        """The cursor at the end of what stands there."""
        self._line.focus()

    def tell(self, words: str) -> None:
        """Say something over the line, such as how much has been found; while candidates are offered, they hide it."""
        self._said = Content(visible_line(words)) if words else KEYS
        self._refresh_said()

    @on(CompletingInput.Offered)
    def _offered_others(self, event: CompletingInput.Offered) -> None:
        self._offered = event.line
        self._refresh_said()

    def _refresh_said(self) -> None:
        self._over.update(self._offered if self._offered.plain else self._said)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what is wrong; hand on what is right."""
        wrong = self._fault(event.value)
        fault = self.query_one("#fault", Static)
        fault.update(Content(visible_line(wrong or "")))
        fault.display = wrong is not None
        if wrong is None:
            self._changed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the line back, if nothing is wrong with it."""
        if self._fault(event.value) is None:
            if event.value in self._history:
                self._history.remove(event.value)
            if event.value:
                self._history.append(event.value)
            self.dismiss(event.value)

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class RememberingInput(CompletingInput):
    """Before the first candidate stand the lines of before: `up` fetches older ones, `down` newer ones."""

    def __init__(self, value: str, complete: Completion, history: list[str]) -> None:
        super().__init__(value, complete)
        self._lines = [*history, value]
        self._at = len(history)

    def action_walk(self, steps: int) -> None:
        """To an older or newer line; past the newest, to the candidates."""
        at = self._at + steps
        if self.walking or at >= len(self._lines):
            super().action_walk(steps)
        elif at >= 0:
            if self._at == len(self._lines) - 1:
                self._lines[-1] = self.value
            self._at = at
            self.value = self._lines[at]
            self.cursor_position = len(self.value)
