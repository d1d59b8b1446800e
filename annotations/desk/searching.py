"""Full text over the articles of a library and the notes on them: what is found, and the line that it stands on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from annotations.articles.article import Article, RegionKind
from annotations.desk.filtering import Filter
from annotations.desk.listing import Listing
from annotations.desk.rows import Row
from annotations.notes.note import Note
from annotations.problem import Problem
from annotations.search.marking import Marker
from annotations.search.sought import Sought
from annotations.text.graphemes import snap
from annotations.text.span import Span

BEFORE, AFTER = 60, 200
"""Code points of a line before and after what was found in it."""
AT_ONCE = 64
"""Articles whose rows are asked for at once."""
NEWEST, RELEVANCE = "newest", "relevance"
ORDERS = (NEWEST, RELEVANCE)


@dataclass(frozen=True, slots=True)
class Finding:
    """An article in which a search has found something, or a note on it."""

    name: str
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding with the line where it is best seen; `start` and `end` are offsets into the article's text.

    They are None for a note on the whole article, and the same where nothing in particular was looked for. `marks`
    are the spans of all that was found in `line`.
    """

    finding: Finding
    title: str
    start: int | None
    end: int | None
    line: str
    marks: tuple[Span, ...]
    row: Row | None = None


class Searching:
    """Looks for what a query asks for, in the index of texts as it is; `stocktaking` keeps that up to date."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._index = listing.texts.index

    def findings(self, wanted: Filter, order: str = NEWEST, most: int = -1) -> Iterator[Finding]:
        """What a query matches, as far as it is taken: notes first, then articles, newest or most relevant first.

        Of the most relevant, only so many of those that have the words are looked at; with -1 all.
        """
        sought = wanted.sought or Sought()
        yield from self._notes(wanted, sought)
        if order == RELEVANCE and sought.expression:
            names = iter(self._index.relevant(sought, most))
        else:
            names = self._index.newest(sought)
        for name in self._passing(names, wanted):
            yield Finding(name)

    def count(self, wanted: Filter) -> int | None:
        """How many articles have the words of a query; None where it asks for more than words."""
        if wanted.tests or wanted.notes or self._listing.library.only is not None:
            return None
        return self._index.count(wanted.sought or Sought())

    def hit(self, finding: Finding, wanted: Filter) -> Hit | Problem | None:
        """The line of a finding; None where the article says it no more."""
        article = self._listing.library.read(finding.name)
        if isinstance(article, Problem):
            return article
        marker = Marker(wanted.sought or Sought())
        (known,) = self._listing.rows((finding.name,))
        row = known[1] if isinstance(known[1], Row) else None
        if finding.note is not None:
            return _hit_in_note(finding, finding.note, article, marker, row)
        best = marker.best(article.text)
        if best is None:
            begin = article.first(RegionKind.TITLE) or Span(0, 0)
            if wanted.sought is not None and any(clause.column != "title" for clause in wanted.sought.wanted):
                return None
            return Hit(finding, article.title, begin.start, begin.start, _first_line(article), (), row)
        shown = line_around(article.text, best.span)
        line = article.text[shown.start : shown.end]
        marks = tuple(marker.matches(line))
        return Hit(finding, article.title, best.span.start, best.span.end, line, marks, row)

    def stop(self) -> None:
        """Give up what another thread is looking for: it finds less."""
        self._index.stop()

    def _notes(self, wanted: Filter, sought: Sought) -> Iterator[Finding]:
        """The notes that have all that is asked of no part of the article in particular."""
        anywhere = Sought(tuple(clause for clause in sought.clauses if clause.column is None))
        if not anywhere.wanted:
            return
        found = self._listing.texts.notes(anywhere)
        if found and (rest := tuple(clause for clause in sought.clauses if clause.column is not None)):
            names: Collection[str] = set(self._index.newest(Sought(rest)))
            found = [note for note in found if note.article in names]
        if found:
            articles = dict.fromkeys(note.article for note in found)
            passing = set(self._passing(iter(articles), wanted))
            yield from (Finding(note.article, note) for note in found if note.article in passing)

    def _passing(self, names: Iterator[str], wanted: Filter) -> Iterator[str]:
        """Those of the names for which all holds that is not asked of words."""
        library = self._listing.library
        noted = self._listing.texts.names(Filter(notes=wanted.notes))
        if library.only is None and noted is None and not wanted.tests:
            # Not by the chunk: no more are looked for than are taken.
            yield from names
            return
        while chunk := list(islice(names, AT_ONCE)):
            passing: Sequence[str] = chunk
            if library.only is not None or noted is not None:
                passing = [name for name in chunk if library.has(name) and (noted is None or name in noted)]
            if wanted.tests:
                rows = self._listing.rows(passing, named=wanted.named)
                passing = [name for name, row in rows if isinstance(row, Row) and wanted.matches(row)]
            yield from passing


def line_around(text: str, span: Span) -> Span:
    """The part of a span's line that is shown with it, in whole words."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - BEFORE)
    feed = text.find("\n", span.end)
    end = min(len(text) if feed < 0 else feed, span.end + AFTER)
    if start > 0 and text[start - 1] != "\n":
        blank = text.find(" ", start, span.start)
        start = start if blank < 0 else blank + 1
    if end < len(text) and text[end] != "\n":
        blank = text.rfind(" ", span.end, end)
        end = end if blank < 0 else blank
    return snap(text, start, end)


def _first_line(article: Article) -> str:
    body = article.first(RegionKind.BODY) or Span(0, len(article.text))
    shown = line_around(article.text, Span(body.start, body.start))
    return article.text[shown.start : shown.end]


def _hit_in_note(finding: Finding, note: Note, article: Article, marker: Marker, row: Row | None) -> Hit:
    said = "\n".join((note.body, " ".join(f"#{tag}" for tag in note.tags)))
    best = marker.best(said)
    shown = line_around(said, best.span if best else Span(0, 0))
    line = said[shown.start : shown.end]
    return Hit(finding, article.title, note.start, note.end, line, tuple(marker.matches(line)), row)
