"""The peer of the list: Textual's DataTable with as many rows as the first argument says, and postil's columns.

It is written as one would who knows Textual: a cursor of rows, widths given so that no cell has to be measured, rows
added at once, no animation.
"""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable

COLUMNS = {"": 2, "title": 90, "source": 20, "date": 12, "words": 6, "entities": 8, "notes": 5}


class TableApp(App[None]):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.animation_level = "none"
        self.count = count

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        for name, width in COLUMNS.items():
            table.add_column(name, width=width)
        table.add_rows(
            ("●", f"Story {number:04}: Lisbon decides on a flood wall", "Meridian News", "12 Jan 2026", "64", "21", "")
            for number in range(1, self.count + 1)
        )


if __name__ == "__main__":
    TableApp(int(sys.argv[1])).run()
