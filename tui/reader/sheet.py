"""What a page shows of one article: wrapped text, what covers it, notes beside it, line by line. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rich.segment import Segment
from rich.style import Style

from annotations.articles.article import Article
from annotations.desk.mentions import Mention, Mentions
from annotations.desk.relating import Arrow, arrows
from annotations.notes.note import Kind, Note, Status
from annotations.text.safe import visible_line
from annotations.text.span import Span
from annotations.text.tally import Tally
from tui.cutting import laid
from tui.palette import Inks, hushed
from tui.reader.cursor import Cursor
from tui.reader.emphasis import Tone
from tui.reader.layout import Layout, cells
from tui.reader.margin import Margin, MarginLine
from tui.reader.paint import Claimed, Marks, paint

COLUMN, NARROWEST, STEP = 80, 40, 4
"""Cells of the reading column at most and at least, and by how many it is made narrower or wider."""
GUTTER = 2
LEAST_WITH_MARGIN = 86
"""Cells of a page from which on text and margin have room beside each other."""
SLICE = 128 * 1024
"""Code points that are wrapped at once; the rest follows in slices between keys."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """How the cells of a page are shared out, from left to right."""

    left: int
    column: int
    gap: int
    margin: int

    @classmethod
    def of(cls, width: int, *, margin: bool, most: int = COLUMN) -> Geometry:
        """For a page of a width, with or without a margin for notes; `most` cells for the column."""
        notes, gap = (min(40, max(24, width // 3 - 3)), 3) if margin else (0, 0)
        column = max(2, min(most, width - GUTTER - gap - notes - 2))
        left = GUTTER + max(0, (width - GUTTER - column - gap - notes - 1) // 2)
        return cls(left, column, gap, notes)


class Sheet:
    """One article laid out to a width; `fit` it before asking for a row."""

    def __init__(
        self, article: Article, notes: Sequence[Note], offset: int = 0, mentions: Mentions | Sequence[Mention] = ()
    ) -> None:
        self.article = article
        self.notes = notes
        self.cursor = Cursor(min(offset, max(0, len(article.text) - 1)))
        self.marks = Marks.of(article.regions, mentions, notes)
        self.geometry = Geometry.of(80, margin=False)
        self.wrapped = Layout(article.text, 0)
        self.margin = Margin((), 0)
        self.arrows: list[Arrow] = []
        self._tally: Tally | None = None
        self.hinted: dict[str, int] = {}
        self.labelled = False
        self._hints: dict[int, str] = {}

    def fit(self, width: int, *, margin: bool, most: int = COLUMN) -> bool:
        """Wrap to a page of a width, the beginning and the lines down to the cursor; says whether anything is new."""
        geometry = Geometry.of(width, margin=margin and width >= LEAST_WITH_MARGIN, most=most)
        if geometry == self.geometry and len(self.wrapped):
            return False
        self.geometry = geometry
        self._wrap()
        return True

    def label(self, labelled: bool) -> None:
        """Write the label behind each mention, or do not."""
        self.labelled = labelled
        self._wrap()

    def _wrap(self) -> None:
        mentions = self.marks.mentions
        tails = None
        if self.labelled:
            sizes = array("H", (1 + cells(mentions.item(number).label) for number in range(len(mentions))))
            tails = (mentions.extents, sizes)
        self.wrapped = Layout(self.article.text, self.geometry.column, tails)
        self.wrapped.keep(mentions.extents)
        self.wrapped.extend(max(SLICE, self.cursor.offset))
        self.lay_margin()

    def wrap_on(self) -> None:
        """Wrap the next slice."""
        self.wrapped.extend(self.wrapped.bounds(len(self.wrapped) - 1)[0] + SLICE)
        self.margin.extend(self.wrapped)

    @property
    def found(self) -> Tally | None:
        """What was searched for."""
        return self._tally

    def find(self, tally: Tally | None) -> None:
        """Mark what was found, or nothing any more."""
        self._tally = tally
        self.marks = replace(self.marks, found=tally)
        self.place(self.cursor)

    def place(self, cursor: Cursor) -> None:
        """Put the cursor somewhere; a match that it stands on is the current one."""
        self.cursor = cursor
        if self.marks.current is not None or self._tally is not None:
            here = self._tally.within(cursor.offset, cursor.offset + 1) if self._tally else ()
            self.marks = replace(self.marks, current=next(iter(here), None))

    def claim(self, claimed: Sequence[Claimed]) -> None:
        """Mark what annotators claim that others do not, or nothing any more."""
        self.marks = replace(self.marks, claimed=claimed)

    def hint(self, hinted: dict[str, int]) -> None:
        """Put letters on places."""
        self.hinted = hinted
        self._hints = {place: letters for letters, place in hinted.items()}

    def mark(self, mentions: Mentions, notes: Sequence[Note]) -> None:
        """Have these mentions and notes."""
        marks = Marks.of(self.article.regions, mentions, notes)
        self.marks = replace(marks, found=self._tally, claimed=self.marks.claimed)
        self.notes = notes
        if self.labelled:
            self._wrap()
        else:
            self.wrapped.keep(mentions.extents)
            self.lay_margin()

    def lay_margin(self) -> None:
        """Put the notes beside their lines, the one under the cursor open."""
        self.arrows = arrows(self.notes)
        placed = [note for note in self.notes if note.kind is Kind.NOTE and note.status is not Status.ORPHANED]
        placed += map(_beside_its_source, self.arrows)
        self.margin = Margin(placed, max(0, self.geometry.margin - 2))
        self.margin.extend(self.wrapped)
        self.margin.open(self.note_here())

    @property
    def height(self) -> int:
        """Lines known so far, text or margin."""
        return max(len(self.wrapped), self.margin.height)

    # What stands under the cursor

    def mention_here(self) -> Mention | None:
        """The innermost entity under the cursor."""
        found = self.mentions_here()
        return found[-1] if found else None

    def mentions_here(self) -> list[Mention]:
        """The entities under the cursor, the innermost last."""
        return [mention for _, mention in self.marks.mentions.at(self.cursor.offset)]

    def note_here(self) -> Note | None:
        """The innermost note under the cursor."""
        found = self.marks.notes.at(self.cursor.offset)
        return found[-1][1] if found else None

    def rejected_here(self) -> Note | None:
        """The innermost under the cursor of what was said to be no entity."""
        found = self.marks.rejected.at(self.cursor.offset)
        return found[-1][1] if found else None

    # Drawing

    def row(self, line: int, width: int, inks: Inks, colours: Mapping[str, str], *, focus: bool) -> list[Segment]:
        """One row: gutter, text, and what stands beside it; `width` cells on paper."""
        geometry = self.geometry
        segments = [
            Segment(" " * (geometry.left - GUTTER)),
            Segment("▌ " if line in self.margin.noted else "  ", Style(color=None if inks.plain else inks.title)),
        ]
        paper = Style() if inks.plain else Style(color=inks.text, bgcolor=inks.paper)
        if line < len(self.wrapped):
            text = self.article.text
            segments += paint(
                text,
                self.wrapped.span(line),
                self.marks,
                colours,
                inks,
                self.cursor.here(text) if focus else Span(0, 0),
                self.cursor.selection(text),
                hints=self._hints,
                labels=self.labelled,
            )
        beside = self.margin.row(line)
        if beside is not None:
            segments = laid(segments, geometry.left + geometry.column + geometry.gap, paper)
            segments += _margin(beside, inks)
        return laid(segments, width, paper)


def _beside_its_source(arrow: Arrow) -> Note:
    """A relation as a note that stands where it begins."""
    body = visible_line(f"→ {arrow.relation.label}  {arrow.target.quote}")
    return replace(arrow.relation, start=arrow.source.start, end=arrow.source.end, body=body)


def _margin(beside: MarginLine, inks: Inks) -> list[Segment]:
    said_aside = hushed(inks)
    rule = Style(color=None if inks.plain else inks.title) if beside.open else said_aside
    parts = [Segment("┃ " if beside.open else "│ ", rule)]
    for text, tone in beside.parts:
        bold, italic = Tone.BOLD in tone or beside.open, Tone.ITALIC in tone
        style = said_aside + Style(italic=True) if beside.tags else Style(bold=bold or None, italic=italic or None)
        parts.append(Segment(text, style + said_aside if Tone.CODE in tone else style))
    return parts
