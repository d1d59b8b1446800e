"""A concordance: every use of some words in a library, each between what stands before and after it (KWIC)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

from annotations.articles.article import Article
from annotations.desk.filtering import Filter
from annotations.desk.listing import Listing
from annotations.desk.searching import Searching
from annotations.search.marking import Marker
from annotations.search.sought import Sought
from annotations.text.folding import words
from annotations.text.graphemes import snap
from annotations.text.span import Span

CONTEXT = 100
"""Code points that are kept before and after a use."""
FOUND, LEFT, RIGHT = "found", "left", "right"
ORDERS = (FOUND, LEFT, RIGHT)
"""As they were found, by the words to the left (the nearest first), or by those to the right."""

_NEIGHBOURS = 4


@dataclass(frozen=True, slots=True)
class Use:
    """One occurrence; `left`, `words` and `right` are the article's text, `start` and `end` offsets into it."""

    article: str
    title: str
    start: int
    end: int
    left: str
    words: str
    right: str

    @property
    def line(self) -> str:
        """All three in one line."""
        return " ".join(f"{self.left}{self.words}{self.right}".split())


def uses(searching: Searching, listing: Listing, wanted: Filter) -> Iterator[Sequence[Use]]:
    """The uses of what a query looks for, those of one article at a time, the newest first.

    An article that says it no more, or can no more be read, has none.
    """
    marker = Marker(wanted.sought or Sought())
    for finding in searching.findings(wanted):
        if finding.note is None:
            article = listing.library.read(finding.name)
            if isinstance(article, Article):
                yield [_use(article, span.start, span.end) for span in _joined(article.text, marker)]


def _joined(text: str, marker: Marker) -> Iterator[Span]:
    """What was found, words that follow each other as one."""
    last: Span | None = None
    for span in marker.matches(text):
        if last is not None and not text[last.end : span.start].strip():
            last = Span(last.start, span.end)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _use(article: Article, start: int, end: int) -> Use:
    text = article.text
    reach = snap(text, max(0, start - CONTEXT), min(len(text), end + CONTEXT))
    return Use(
        article.name, article.title, start, end, text[reach.start : start], text[start:end], text[end : reach.end]
    )


def ordered(found: Iterable[Use], order: str) -> list[Use]:
    """Uses in one of the orders, those of equal neighbours as they were found."""
    if order == LEFT:
        return sorted(found, key=lambda use: words(use.left)[: -_NEIGHBOURS - 1 : -1])
    if order == RIGHT:
        return sorted(found, key=lambda use: words(use.right)[:_NEIGHBOURS])
    return list(found)


def end_of(text: str, cells: int) -> str:
    """The end of a text, in exactly so many cells of a terminal, filled with blanks on the left."""
    import wcwidth

    clusters: list[str] = []
    room = cells
    for cluster in reversed(list(wcwidth.iter_graphemes(text))):
        width = _width(cluster)
        if width > room:
            break
        room -= width
        clusters.append(cluster)
    return " " * room + "".join(reversed(clusters))


def _width(cluster: str) -> int:
    """The cells of a cluster in most terminals, which no standard lays down.

    In the scripts of India and its neighbours each consonant has a cell, also where they are drawn as one, and so has
    each sign that stands beside its consonant. The few terminals that go by clusters give such a one two cells.
    """
    import wcwidth

    if category(cluster[0]) not in ("Lo", "Mc"):
        return max(0, wcwidth.wcswidth(cluster))
    return sum(1 if category(each) == "Mc" else max(0, wcwidth.wcwidth(each)) for each in cluster)
