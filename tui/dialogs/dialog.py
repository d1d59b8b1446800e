"""What all dialogs share."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A dialog that answers once: of two enters that were typed ahead, the second finds it gone."""

    ready = False
    """Whether it can take keys: what is to have the focus has it."""

    def on_mount(self) -> None:
        """Behind the focus, which a dialog gives when it is mounted, and which takes the same way."""
        self.app.call_later(setattr, self, "ready", True)

    def keep_now(self) -> None:
        """Keep what has been typed: the program may end. For a dialog in which more than a line is written."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Go, with an answer."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
