"""Showing the article that is read as it is now, when its file has changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotations.desk.desk import Reading
from annotations.entities.packed import Entities
from annotations.problem import Problem

if TYPE_CHECKING:
    from tui.app import PostilApp

PATIENCE = 1.0
"""Seconds until it is tried again, where a dialog or a selection is about the text as it was."""


class Rereading:
    """Reads again what is shown, with the cursor on the same words; what cannot be read any more stays as it was."""

    def __init__(self, app: PostilApp) -> None:
        self._app = app

    def altered(self, paths: Iterable[str]) -> None:
        """What lies at these paths, files or folders, may have changed."""
        app, reader = self._app, self._app.reader
        name, offset = reader.article.name, reader.page.cursor.offset
        if not any(name == path or name.startswith(f"{path}/") for path in paths):
            return
        if self._busy:
            app.set_timer(PATIENCE, lambda: self.altered((name,)))
            return
        old = reader.article.text

        def read() -> tuple[Reading | Problem, Entities | None, int]:
            from annotations.desk.rereading import carried

            found = app.desk.read(name)
            if isinstance(found, Problem) or found.article.text == old:
                return found, None, offset
            return found, app.desk.suggested(found.article), carried(old, found.article.text, offset)

        app.clerk.ask(read, lambda found: self._show(name, old, *found))

    @property
    def _busy(self) -> bool:
        return len(self._app.screen_stack) > 1 or self._app.reader.page.cursor.anchor is not None

    def _show(self, name: str, old: str, found: Reading | Problem, suggestions: Entities | None, offset: int) -> None:
        app, reader = self._app, self._app.reader
        if isinstance(found, Problem) or found.article.text == old:
            return
        if (reader.article.name, reader.article.text) != (name, old):
            return
        if self._busy:
            self.altered((name,))
        else:
            reader.show(found, offset, suggestions=suggestions)
            app.tell()
            app.notify("the article has changed on the disk: this is how it is now", markup=False)
