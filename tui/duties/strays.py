"""Annotations whose article is gone: taken over by the article that has its text, when that is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.desk.desk import Reading
from annotations.text.safe import visible_line

if TYPE_CHECKING:
    from annotations.desk.following import Stray
    from tui.app import PostilApp


class Strays:
    """Knows which articles are gone that are annotated, when the library has been looked through; tells each once."""

    def __init__(self, app: PostilApp) -> None:
        self._app = app
        self._by_name: dict[str, Stray] = {}

    def begin(self) -> None:
        """Look for them, on another thread."""
        desk = self._app.desk

        def find() -> list[Stray]:
            # Where nothing was ever annotated nothing can be gone, and what finds it need not be imported.
            return desk.following.find() if desk.store.articles() or desk.store.states() else []

        self._app.clerk.read(find, self._found)

    def opened(self) -> None:
        """An article may have been opened: if it has the text of one that is gone, its annotations follow it."""
        reader = self._app.reader
        stray = self._by_name.pop(reader.article.name, None)
        if stray is None:
            return
        if stray.now is None:
            self._app.notify(_unsure(stray, reader.article.name), severity="warning", markup=False)
            return
        article, desk = reader.article, self._app.desk
        counts: list[int] = []

        def work() -> Reading:
            counts.append(desk.following.take_over(stray.article, article.name))
            return desk.lay_out(article)

        def taken(reading: Reading) -> None:
            reader.laid_out(reading)
            number = f"{counts[0]} annotation{'s' * (counts[0] != 1)}"
            words = f"took over {number} of {stray.article}, which is gone; u takes it back"
            self._app.notify(visible_line(words), markup=False)

        self._app.clerk.save(work, taken)

    def _found(self, strays: list[Stray]) -> None:
        self._by_name = {name: stray for stray in strays for name in stray.same}
        if self._by_name:
            self._app.take_in()


def _unsure(stray: Stray, name: str) -> str:
    """Why annotations of an article that is gone were not taken over."""
    others = [other for other in stray.same if other != name]
    also = f"{others[0]} has it as well" if others else f"{stray.rivals[0]} had it as well"
    return visible_line(f"this is the text of {stray.article}, which is gone, but {also}: postil check says more")
