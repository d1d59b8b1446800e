"""Scoring articles for the order of uncertainty: those that were never recognised are, a few, beside the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotations.articles.article import Article
from annotations.desk.desk import Desk
from annotations.desk.rows import Row
from tui.clerk import Clerk

MOST = 50
"""Articles that are recognised each time the order is chosen, and at the head of the list;"""
LONGEST = 3_000
"""and the words of the longest of them: together they take a few seconds."""


class Scoring:
    """Has short articles recognised one by one, so that the one that is read comes between them.

    What an article was scored before may be what it was before something was decided or learned, in its place or by
    another program; so those at the head of the list, which one looks at, are scored again, each once.
    """

    def __init__(self, desk: Desk, clerk: Clerk) -> None:
        self._desk, self._clerk = desk, clerk
        self._number = 0
        self._busy = False
        self._scored: set[str] = set()
        self._taught: tuple[object, ...] = ()

    def begin(self, names: Sequence[str], then: Callable[[], object]) -> None:
        """Recognise some of the articles that were not, then go on with what is given."""
        self._score(lambda: self._unknown(names), then, always=True)

    def renew(self, names: Sequence[str], then: Callable[[], object]) -> None:
        """Score the first of a list again, as far as they may have other scores now; go on if there were any."""
        if not self._busy:
            self._score(lambda: self._old(names[:MOST]), then, always=False)

    def stop(self) -> None:
        """Another order was chosen."""
        self._number += 1
        self._busy = False

    def _score(self, wanted: Callable[[], list[str]], then: Callable[[], object], *, always: bool) -> None:
        self._number += 1
        self._busy = True
        number = self._number

        def step(left: Sequence[str]) -> None:
            if number != self._number:
                return
            if left:
                self._scored.add(left[0])
                self._clerk.recognise(lambda: recognise(self._desk, left[0]), lambda _: step(left[1:]))
                return
            self._busy = False
            then()

        def begin(names: list[str]) -> None:
            if names or always:
                step(names)
            elif number == self._number:
                self._busy = False

        self._clerk.read(wanted, begin)

    def _unknown(self, names: Sequence[str]) -> list[str]:
        rows = self._desk.listing.rows(names)
        wanted = (
            name
            for name, row in rows
            if isinstance(row, Row) and row.suggested is None and row.state != "done" and row.words <= LONGEST
        )
        return [name for name, _ in zip(wanted, range(MOST), strict=False)]

    def _old(self, names: Sequence[str]) -> list[str]:
        """Those that were not scored since something was decided or learned."""
        taught = self._desk.correcting.taught
        if taught != self._taught:
            self._taught = taught
            self._scored.clear()
        rows = self._desk.listing.rows([name for name in names if name not in self._scored])
        return [name for name, row in rows if isinstance(row, Row) and row.doubt is not None and row.words <= LONGEST]


def recognise(desk: Desk, name: str) -> None:
    """Recognise an article that is not shown, so that what is found is known when it is."""
    article = desk.library.read(name)
    if isinstance(article, Article):
        desk.suggest(article)
