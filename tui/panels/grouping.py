"""Merging groups of mentions in the side panel, and taking them apart."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.articles.article import Article
from annotations.desk.mentions import Mention
from tui.reader.reader import Reader


class Grouping:
    """Says of groups of an article's mentions that they are the same thing, or are not; of two, one is marked first."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._marked: tuple[Article, Sequence[Mention]] | None = None

    @property
    def marked(self) -> Sequence[Mention]:
        """The group that waits for another, if it is of the article that is shown."""
        return self._marked[1] if self._marked and self._marked[0] is self._reader.article else ()

    def forget(self) -> None:
        """No group waits any more."""
        self._marked = None

    def merge(self, group: Sequence[Mention]) -> None:
        """Mark a group, or merge it with the one that is marked."""
        article, desk, marked = self._reader.article, self._reader.desk, self.marked
        self._marked = (article, group) if group and not marked else None
        if group and marked and marked[0].span not in {each.span for each in group}:
            self._reader.change(lambda: desk.merge(article, group, marked))

    def part(self, group: Sequence[Mention]) -> None:
        """Take a group apart: the names in it, or of one name the mention under the reader's cursor from the rest."""
        article, desk, offset = self._reader.article, self._reader.desk, self._reader.page.cursor.offset
        parted: list[bool] = []

        def then() -> None:
            if not parted[0]:
                words = "one name only: go to the mention to be parted (enter), then e and d"
                self._reader.notify(words, markup=False)

        if group:
            self._reader.change(lambda: parted.append(desk.part(article, group, offset)), then)
