"""The peer of the reader: Textual's TextArea, read-only, with the file that the first argument names."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class TextApp(App[None]):
    def __init__(self, file: Path) -> None:
        super().__init__()
        self.animation_level = "none"
        self.text = file.read_text(encoding="utf-8")

    def compose(self) -> ComposeResult:
        area = TextArea(self.text, read_only=True)
        area.cursor_blink = False
        yield area


if __name__ == "__main__":
    TextApp(Path(sys.argv[1])).run()
