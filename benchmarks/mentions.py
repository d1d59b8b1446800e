"""Mentions in the sample library that no recogniser suggests, and the screens on which a reader sees them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from annotations.articles.library import Library
from annotations.desk.checking import Checking
from annotations.desk.desk import Desk
from annotations.desk.mentions import Mention
from annotations.problem import PostilError, Problem
from annotations.sample import copy_sample
from annotations.text.safe import visible
from annotations.text.span import Span
from annotations.text.span_index import SpanIndex
from benchmarks.pty import ROWS
from tui.reader.hints import targets
from tui.reader.layout import Layout
from tui.reader.sheet import COLUMN

_LIST = Path(__file__).with_name("mentions.toml")
_PAGE = ROWS - 3
"""Rows of the page in a window of `ROWS`: a head line above it, the status below."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A mention that nobody suggested, and the label that it should have."""

    article: str
    span: Span
    label: str


@dataclass(frozen=True, eq=False)
class Screen:
    """A screenful of an article with its entities, as `space` from the beginning shows it."""

    text: str
    layout: Layout
    first_line: int
    mentions: SpanIndex[Mention]
    checking: Checking

    @cached_property
    def sight(self) -> Span:
        """What of the text is on it."""
        last = min(self.first_line + _PAGE, len(self.layout)) - 1
        return Span(self.layout.bounds(self.first_line)[0], self.layout.bounds(last)[1])

    @cached_property
    def places(self) -> dict[int, Span | None]:
        """Where `f` shows hints, and what it holds there."""
        spans = (span for span, _ in self.mentions.overlapping(self.sight.start, self.sight.end))
        return targets(self.text, self.sight, spans)

    @property
    def cursor(self) -> int:
        """Where `space` leaves the cursor: at the start of the first line."""
        return self.sight.start

    def entity_at(self, offset: int) -> Span | None:
        """The innermost entity that covers an offset."""
        found = self.mentions.at(offset)
        return found[-1][0] if found else None


def missed(scratch: Path) -> Iterator[tuple[Missed, Screen]]:
    """Each listed mention that is still not suggested, with the first screen that shows it whole.

    Raises PostilError where the list does not fit the sample library.
    """
    desk = Desk.open(Library.of(copy_sample(scratch / "sample")))
    for name, quotes in tomllib.loads(_LIST.read_text(encoding="utf-8")).items():
        reading = desk.read(name)
        if isinstance(reading, Problem):
            raise PostilError(reading)
        text = reading.article.text
        mentions = SpanIndex((each.span, each) for each in desk.mentions(reading, desk.suggest(reading.article)))
        screens = list(_screens(text, mentions, Checking.of(reading.article, mentions, reading.notes)))
        for quote, label in quotes.items():
            if quote not in text:
                raise PostilError(Problem(str(_LIST), f"{quote!r} is not in {name}", "mend the list"))
            span = _unsuggested(text, quote, mentions)
            if span is not None:
                yield Missed(name, span, label), _showing(span, screens)


def _unsuggested(text: str, quote: str, mentions: SpanIndex[Mention]) -> Span | None:
    """The first place where the words are no part of a mention, nor hold one."""
    start = text.find(quote)
    while start >= 0:
        span = Span(start, start + len(quote))
        if not mentions.overlapping(span.start, span.end):
            return span
        start = text.find(quote, start + 1)
    return None


def _screens(text: str, mentions: SpanIndex[Mention], checking: Checking) -> Iterator[Screen]:
    layout = Layout(visible(text), COLUMN)
    layout.extend(len(text))
    for line in range(0, len(layout), _PAGE - 1):
        yield Screen(text, layout, line, mentions, checking)


def _showing(span: Span, screens: Sequence[Screen]) -> Screen:
    return next(screen for screen in screens if screen.sight.start <= span.start and span.end <= screen.sight.end)
