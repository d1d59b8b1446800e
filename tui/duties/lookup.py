"""Searching all articles from the app: the screen for it, and the way to what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app import PostilApp
    from tui.search.screen import Asked, Opened


class Lookup:
    """Opens the screen as it was left, and what is chosen on it; from there `q` leads back to the screen."""

    def __init__(self, app: PostilApp) -> None:
        self._app = app
        self._asked: Asked | None = None

    def open(self) -> None:
        """Search all articles."""
        from tui.search.looking import Looking
        from tui.search.screen import Asked, SearchScreen

        app = self._app
        self._asked = self._asked or Asked()
        screen = SearchScreen(
            self._asked,
            lambda changed: Looking(app.desk, app.clerk, changed),
            app.inks,
            keep=app.lists.keep_search,
            stock=app.shelf.stock,
        )
        app.push_screen(screen, self._opened)
        app.shelf.stock.catch_up(screen.look_again)
        labels = [label.name for label in app.desk.scheme.labels]
        app.clerk.read(lambda: app.desk.listing.known(labels), screen.know)

    def _opened(self, opened: Opened | None) -> None:
        if opened is None:
            return
        from annotations.search.marking import Marker
        from annotations.search.sought import Sought

        self._app.go_to(opened.name, opened.span, Marker(opened.wanted.sought or Sought()), self.open)
