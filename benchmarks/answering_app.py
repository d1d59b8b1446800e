"""The peer of a frame: a bare app that changes its one line at each key."""

from __future__ import annotations

from textual.events import Key
from textual.widgets import Static

from benchmarks.bare_app import PAINTED, BareApp

ANSWERED = "a key has come"


class AnsweringApp(BareApp):
    def on_key(self, _: Key) -> None:
        line = self.query_one(Static)
        line.update(ANSWERED if line.content == PAINTED else PAINTED)


if __name__ == "__main__":
    AnsweringApp().run()
