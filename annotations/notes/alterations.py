"""Which articles were written about since when, for whoever keeps what the notes tell."""

from __future__ import annotations


class Alterations:
    """Counts changes; one thread writes, any may ask."""

    def __init__(self) -> None:
        self.count = 0
        """That of the last change."""
        self._since = 0
        self._articles: dict[str, int] = {}

    def note(self, articles: tuple[str, ...]) -> None:
        """Something changed in these articles."""
        self.count += 1
        for article in articles:
            self._articles.pop(article, None)
            self._articles[article] = self.count

    def note_all(self) -> None:
        """Anything may have changed."""
        self.count += 1
        self._since = self.count
        self._articles = {}

    def since(self, count: int) -> list[str] | None:
        """The articles in which something changed after the change of a count; None where any may have."""
        if count < self._since:
            return None
        return [article for article, changed in list(self._articles.items()) if changed > count]
