"""What the programs are measured on, made when it is first asked for and shared by the benchmarks of one run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from benchmarks.library import first_words_of, title_of, write_library, write_long_article
from benchmarks.newsroom import write_newsroom
from benchmarks.process import wait_until_idle
from benchmarks.programs import POSTIL, environment
from benchmarks.pty import Terminal

MANY = 100_000
WORDS_OF_MANY = 40
"""Words of an article where there are many: the list shows none of them, and they have to be written."""
LONG = 10_000_000
"""Characters of the long article; it holds about 50,000 entities."""
READABLE = (title_of(2), first_words_of(1))
"""The second title stands only in the list, the first article's words only in the text."""


@dataclass(frozen=True, slots=True)
class Warm:
    """A library, and the environment of a user who has had it open before."""

    folder: Path
    environment: dict[str, str]


class Material:
    """Libraries and articles in a scratch folder."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self._homes = (scratch / f"home-{number}" for number in count())

    def newcomer(self) -> dict[str, str]:
        """The environment of a user with a home folder that nothing has been left in."""
        return environment(next(self._homes))

    def new_library(self, articles: int) -> Path:
        """A library that no program has seen."""
        folder = self.scratch / f"library-{next(self._homes).name}"
        write_library(folder, articles)
        return folder

    @cached_property
    def thousand(self) -> Path:
        """A library of 1,000 articles."""
        return self.new_library(1_000)

    @cached_property
    def many(self) -> Warm:
        """A library of 100,000 articles, which postil has had open until it had nothing left to do."""
        folder = self.scratch / "many"
        write_library(folder, MANY, WORDS_OF_MANY)
        warm = Warm(folder, self.newcomer())
        with Terminal([POSTIL, str(folder)], warm.environment) as terminal:
            terminal.painted(*READABLE)
            wait_until_idle(terminal)
        return warm

    @cached_property
    def newsroom(self) -> Path:
        """A library of 100,000 articles of 2 KB with the statistics of news, which no program has seen."""
        folder = self.scratch / "newsroom"
        write_newsroom(folder, MANY)
        return folder

    @cached_property
    def long_article(self) -> Path:
        """An article of 10 MB, alone in its folder."""
        folder = self.scratch / "long"
        folder.mkdir()
        write_long_article(folder / "long.txt", LONG)
        return folder / "long.txt"
