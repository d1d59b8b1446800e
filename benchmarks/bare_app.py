"""The peer of the first paint: the least that a Textual app can be."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

PAINTED = "nothing but one line"


class BareApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Static(PAINTED)


if __name__ == "__main__":
    BareApp().run()
