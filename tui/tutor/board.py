"""The strip that says what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static

SIDES = 2
"""Cells of the strip that hold no words."""


class Board(Static):
    """A heading, and words below it; as high as the longest words need, so that the page above it stays as it is."""

    DEFAULT_CSS = """
    Board { width: 100%; max-height: 50%; padding: 0 1; background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def tell(self, heading: Content, words: Content) -> None:
        """Say what the step is, and what is to be done."""
        self.update(Content.assemble(heading.stylize("bold $accent"), "\n", words))

    def fit(self, width: int, texts: Iterable[Content]) -> None:
        """Be as high as any of these texts needs on a screen of a width."""
        self.styles.height = 1 + max(text.get_height({}, max(1, width - SIDES)) for text in texts)
