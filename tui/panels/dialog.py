"""What all dialogs share."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A dialog that answers once: of two enters that were typed ahead, the second finds it gone."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Go, with an answer."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
