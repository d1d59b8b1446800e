"""A line to type in that knows how to go on: candidates to walk and to take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from annotations.text.safe import visible_line

Completion = Callable[[str, int], Sequence[tuple[str, str]]]
"""From a line and the cursor in it to candidates: what the line would be, and what to show for it."""

MOST = 50
"""Candidates that are offered at once."""
BEFORE = 2
"""Candidates that stay in sight before the one that has been walked to."""


def no_completion(_line: str, _cursor: int) -> Sequence[tuple[str, str]]:
    """Where nothing can be completed."""
    return ()


class CompletingInput(Input):
    """An input whose candidates stand on a line elsewhere: whoever shows them handles `Offered`.

    `tab`, or `right` at the end, takes the candidate that `down` and `up` have walked to, else the first, if a
    word has been begun.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take", "complete", show=False),
        Binding("down", "walk(1)", "next candidate", show=False),
        Binding("up", "walk(-1)", "previous candidate", show=False),
    ]

    # Reversed, so that the cursor is seen without colour as well.
    DEFAULT_CSS = """
    CompletingInput > .input--cursor { background: $surface; color: $foreground; text-style: reverse; }
    """

    @dataclass
    class Offered(Message):
        """There are other candidates, or another of them has been walked to; empty: there are none."""

        line: Content

    def __init__(self, value: str = "", complete: Completion = no_completion, placeholder: str = "") -> None:
        super().__init__(value, placeholder=placeholder, select_on_focus=False)
        self.cursor_blink = False
        self._complete = complete
        self._offers: Sequence[tuple[str, str]] = ()
        self._walked: int | None = None

    def on_focus(self) -> None:
        """Offer what fits what stands there."""
        self.offer()

    def on_blur(self) -> None:
        """Offer nothing while others are typed into."""
        self._offer(())

    # Watched, and not told of by messages: those would come after keys that have been typed ahead.

    def watch_value(self) -> None:
        """Offer what fits what has been typed."""
        self.offer()

    def watch_selection(self) -> None:
        """Offer what fits where the cursor is."""
        self.offer()

    @property
    def walking(self) -> bool:
        """Whether a candidate has been walked to."""
        return self._walked is not None

    def complete_by(self, complete: Completion) -> None:
        """Have other candidates from now on."""
        self._complete = complete
        self.offer()

    def offer(self) -> None:
        """Look for candidates anew, while one is typing here."""
        if self.has_focus:
            self._offer(self._complete(self.value, self.cursor_position)[:MOST])

    def action_walk(self, steps: int) -> None:
        """To another candidate; before the first, to none."""
        at = (-1 if self._walked is None else self._walked) + steps
        self._walked = min(at, len(self._offers) - 1) if at >= 0 and self._offers else None
        self._tell()

    def action_take(self) -> None:
        """Take a candidate; where there is none to take, on to the next field."""
        if not self._take():
            self.screen.focus_next()

    def action_cursor_right(self, select: bool = False) -> None:
        """To the right; at the end, take a candidate."""
        if select or not self.cursor_at_end or not self._take():
            super().action_cursor_right(select)

    async def action_submit(self) -> None:
        """Done; but a candidate that has been walked to is taken first."""
        if self._walked is None or not self._take():
            await super().action_submit()

    def _take(self) -> bool:
        begun = not self.value[: self.cursor_position].endswith(" ") and self.cursor_position > 0
        if not self._offers or not (begun or self._walked is not None):
            return False
        line = self._offers[self._walked or 0][0]
        behind = self.value[self.cursor_position :]
        while not line.endswith(behind):
            behind = behind[1:]
        self.value = line
        self.cursor_position = len(line) - len(behind)
        return True

    def _offer(self, offers: Sequence[tuple[str, str]]) -> None:
        self._offers, self._walked = offers, None
        self._tell()

    def _tell(self) -> None:
        first = max(0, (self._walked or 0) - BEFORE)
        parts = [Content("… ")] if first else []
        for index, (_, shown) in enumerate(self._offers[first:], first):
            parts.append(Content.styled(visible_line(shown), "bold reverse" if index == self._walked else ""))
            parts.append(Content("  "))
        self.post_message(self.Offered(Content.assemble(*parts)))
