"""The work behind the search: steps on the clerk's reading thread, each short, dropped when another query comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from annotations.desk import concordance
from annotations.desk.concordance import Use
from annotations.desk.desk import Desk
from annotations.desk.filtering import Filter
from annotations.desk.searching import NEWEST, Finding, Hit, Searching
from annotations.problem import Problem
from tui.clerk import Clerk

AT_ONCE = 100
"""Findings that are fetched at once: some screenfuls."""
ARTICLES_AT_ONCE = 20
"""Articles whose uses are fetched at once."""
MOST_USES = 5_000
"""Uses that are collected."""

Step = Callable[[], Sequence[Finding] | Sequence[Use] | None]


class Looking:
    """What has been found for the query that was asked last; `changed` is called when there is more of it."""

    def __init__(self, desk: Desk, clerk: Clerk, changed: Callable[[], object]) -> None:
        self._desk, self._clerk, self._changed = desk, clerk, changed
        self._searching: Searching | None = None
        self._number = 0
        self._step: Step = lambda: None
        self._busy = False
        self.wanted: Filter | None = None
        self.found: list[Finding] = []
        self.uses: list[Use] = []
        self.complete = True
        self.count: int | None = None
        """How many articles have the words, where that is known."""

    def ask(self, wanted: Filter | None, order: str = NEWEST, *, uses: bool = False) -> None:
        """Look for something else, or with None for nothing; `order` is one of findings, or of `uses`."""
        self._number += 1
        if self._searching is not None:
            self._searching.stop()
        self.wanted, self.found, self.uses, self.count = wanted, [], [], None
        self.complete = wanted is None
        self._busy = False
        if wanted is not None:
            self._step = self._uses(wanted, order) if uses else self._findings(wanted, order)
            self.more()
            if not uses:
                self._count(wanted)
        self._changed()

    def more(self) -> None:
        """Fetch the next findings, if there are any and none are on their way."""
        if self.complete or self._busy:
            return
        self._busy = True
        number, step = self._number, self._step

        def work() -> Sequence[Finding] | Sequence[Use] | None:
            return step() if number == self._number else None

        def took(new: Sequence[Finding] | Sequence[Use] | None) -> None:
            if number == self._number:
                self._take(new)

        self._clerk.read(work, took)

    def hits(self, numbers: Sequence[int], then: Callable[[dict[int, Hit | Problem | None]], object]) -> None:
        """Find the lines of some findings."""
        wanted, searching, number = self.wanted, self._searching, self._number
        findings = {each: self.found[each] for each in numbers if each < len(self.found)}
        if wanted is None or searching is None:
            return

        def work() -> dict[int, Hit | Problem | None]:
            if number != self._number:
                return {}
            return {each: searching.hit(finding, wanted) for each, finding in findings.items()}

        self._clerk.read(work, lambda found: then(found) if number == self._number else None)

    def _take(self, new: Sequence[Finding] | Sequence[Use] | None) -> None:
        self._busy = False
        if new is None:
            self.complete = True
        elif new and isinstance(new[0], Use):
            self.uses = [each for each in new if isinstance(each, Use)]
            self.complete = len(self.uses) >= MOST_USES
            self.more()
        else:
            self.found += (each for each in new if isinstance(each, Finding))
            self.complete = len(new) < AT_ONCE
        self._changed()

    def _findings(self, wanted: Filter, order: str) -> Step:
        findings: list[Iterator[Finding]] = []

        def step() -> Sequence[Finding] | None:
            self._searching = self._desk.searching
            if not findings:
                findings.append(self._searching.findings(wanted, order))
            return list(islice(findings[0], AT_ONCE)) or None

        return step

    def _uses(self, wanted: Filter, order: str) -> Step:
        """All uses so far, in their order, at each step."""
        collected: list[Use] = []
        articles: list[Iterator[Sequence[Use]]] = []

        def step() -> Sequence[Use] | None:
            self._searching = self._desk.searching
            if not articles:
                articles.append(concordance.uses(self._searching, self._desk.listing, wanted))
            before = len(collected)
            some = list(islice(articles[0], ARTICLES_AT_ONCE))
            collected.extend(use for each in some for use in each)
            del collected[MOST_USES:]
            return concordance.ordered(collected, order) if some and len(collected) > before else None

        return step

    def _count(self, wanted: Filter) -> None:
        number = self._number

        def work() -> int | None:
            return self._desk.searching.count(wanted) if number == self._number else None

        def counted(count: int | None) -> None:
            if number == self._number:
                self.count = count
                self._changed()

        self._clerk.read(work, counted)
