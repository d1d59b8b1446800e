"""Scoring articles for the order of uncertainty: those that were never recognised are, a few, beside the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotations.articles.article import Article
from annotations.desk.desk import Desk
from annotations.desk.rows import Row
from tui.clerk import Clerk

MOST = 50
"""Articles that are recognised each time the order is chosen,"""
LONGEST = 3_000
"""and the words of the longest of them: together they take a few seconds."""


class Scoring:
    """Has short articles recognised one by one, so that the one that is read comes between them."""

    def __init__(self, desk: Desk, clerk: Clerk) -> None:
        self._desk, self._clerk = desk, clerk
        self._number = 0

    def begin(self, names: Sequence[str], then: Callable[[], object]) -> None:
        """Recognise some of the articles that were not, then go on with what is given, if there were any."""
        self._number += 1
        number = self._number

        def step(left: list[str]) -> None:
            if number != self._number:
                return
            if left:
                self._clerk.recognise(lambda: recognise(self._desk, left[0]), lambda _: step(left[1:]))
            else:
                then()

        self._clerk.read(lambda: self._unknown(names), lambda left: step(left) if left else None)

    def stop(self) -> None:
        """Another order was chosen."""
        self._number += 1

    def _unknown(self, names: Sequence[str]) -> list[str]:
        rows = self._desk.listing.rows(names)
        wanted = (
            name
            for name, row in rows
            if isinstance(row, Row) and row.suggested is None and row.state != "done" and row.words <= LONGEST
        )
        return [name for name, _ in zip(wanted, range(MOST), strict=False)]


def recognise(desk: Desk, name: str) -> None:
    """Recognise an article that is not shown, so that what is found is known when it is."""
    article = desk.library.read(name)
    if isinstance(article, Article):
        desk.suggest(article)
