"""How a line of an article is drawn: pieces between the ends of all that covers it, each in one style. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_
from types import MappingProxyType
from typing import NamedTuple, Protocol

from rich.segment import Segment

from annotations.articles.article import Region, RegionKind
from annotations.desk.mentions import Mention
from annotations.notes.note import Decision, Kind, Note, Status
from annotations.text.safe import visible, visible_line
from annotations.text.span import Span
from annotations.text.span_index import SpanIndex, SpanLookup
from tui.palette import Inks
from tui.reader.breaks import clusters
from tui.reader.layout import TAB
from tui.reader.look import Look, hint_style, label_style, style_of

__all__ = ["Claimed", "Found", "Look", "Marks", "paint", "style_of"]

QUIET = {
    RegionKind.SOURCE,
    RegionKind.PUBLISHED,
    RegionKind.UPDATED,
    RegionKind.AUTHOR,
    RegionKind.EDITOR,
    RegionKind.BOILERPLATE,
    RegionKind.FRONT_MATTER,
}
NO_HINTS: Mapping[int, str] = MappingProxyType({})


class Found(Protocol):
    """Matches of a search, as far as they are known."""

    def within(self, start: int, end: int) -> Iterable[Span]:
        """Those that share a character with `[start, end)`."""


class Claimed(NamedTuple):
    """A span of which annotators claim what others do not: a bit for each of them; one dispute is `asked` about."""

    span: Span
    by: int
    asked: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything that covers parts of one article, found by bisection."""

    regions: SpanIndex[Region]
    mentions: SpanLookup[Mention]
    notes: SpanIndex[Note]
    rejected: SpanIndex[Note]
    """What was said to be no entity: nothing is drawn there."""
    found: Found | None = None
    current: Span | None = None
    """The match that one stands on."""
    claimed: Sequence[Claimed] = ()

    @classmethod
    def of(
        cls, regions: Sequence[Region], mentions: SpanLookup[Mention] | Sequence[Mention], notes: Sequence[Note]
    ) -> Marks:
        """Marks of an article; only notes that stand somewhere in the text count."""
        placed = [(note.span, note) for note in notes if note.status is not Status.ORPHANED and note.span]
        return cls(
            SpanIndex((region.span, region) for region in regions),
            mentions
            if isinstance(mentions, SpanLookup)
            else SpanIndex((mention.span, mention) for mention in mentions),
            SpanIndex((span, note) for span, note in placed if note.kind is Kind.NOTE),
            SpanIndex((span, note) for span, note in placed if note.decision is Decision.REJECTED),
        )


def paint(
    text: str,
    line: Span,
    marks: Marks,
    colours: Mapping[str, str],
    inks: Inks,
    cursor: Span,
    selection: Span | None,
    *,
    hints: Mapping[int, str] = NO_HINTS,
    labels: bool = False,
) -> list[Segment]:
    """Segments of one display line, made safe to show; `colours` are the scheme's by label.

    `hints` are letters by the offsets over which they are drawn. `labels` writes its label after each mention, for
    which the line takes more cells.
    """
    regions = marks.regions.overlapping(line.start, line.end)
    mentions = sorted(marks.mentions.overlapping(line.start, line.end), key=_outer_first)
    notes = [span for span, _ in marks.notes.overlapping(line.start, line.end)]
    found = list(marks.found.within(line.start, line.end)) if marks.found else []
    claimed = [each for each in marks.claimed if each.span.overlaps(line)]
    about = {region.kind for _, region in regions}
    quiet_line = bool(about & QUIET) and RegionKind.DATELINE not in about and RegionKind.BODY not in about
    covers = [*(span for span, _ in (*regions, *mentions)), *notes, *found, cursor]
    covers += [each.span for each in claimed]
    covers += [span for span in (selection, marks.current) if span is not None]
    edges = {line.start, line.end}
    for span in covers:
        edges.update(edge for edge in (span.start, span.end) if line.start < edge < line.end)
    over = _over(text, line, hints) if hints else {}
    for start, (end, _) in over.items():
        edges = {edge for edge in edges if not start < edge < end} | {start, end}
    segments = []
    for start, end in pairwise(sorted(edges)):
        here = [mention for span, mention in mentions if start in span]
        decided = [mention for mention in here if mention.note]
        kinds = {region.kind for span, region in regions if start in span}
        disputed = [each for each in claimed if start in each.span]
        look = Look(
            quiet=quiet_line or RegionKind.BOILERPLATE in kinds,
            title=RegionKind.TITLE in kinds,
            mentions=len(here),
            colour=colours.get(here[-1].label) if here else None,
            decided=len(decided),
            under=colours.get(decided[0].label) if decided else None,
            noted=any(start in span for span in notes),
            chosen=selection is not None and start in selection,
            found=any(start in span for span in found),
            current=marks.current is not None and start in marks.current,
            cursor=start in cursor,
            claimed=reduce(or_, (each.by for each in disputed), 0),
            asked=any(each.asked for each in disputed),
        )
        if start in over:
            segments.append(Segment(over[start][1], hint_style(inks)))
        else:
            segments.append(Segment(visible(text[start:end]).replace("\t", TAB), style_of(look, inks)))
        if labels:
            segments += [
                Segment(" " + visible_line(mention.label), label_style(colours.get(mention.label), inks))
                for span, mention in reversed(mentions)
                if start < span.end <= end
            ]
    return segments


def _outer_first(placed: tuple[Span, Mention]) -> tuple[int, int]:
    span, _ = placed
    return span.start, -span.end


def _over(text: str, line: Span, hints: Mapping[int, str]) -> dict[int, tuple[int, str]]:
    """What is drawn over the text of a line, by its start: to where, and letters that fill just as many cells.

    Letters for which there are no cells before the next hint or the end of the line are left out.
    """
    places = sorted(place for place in hints if place in line)
    over = {}
    for place, limit in pairwise([*places, line.end]):
        end, room = place, 0
        for _, stop, width in clusters(text[place:limit]):
            if room >= len(hints[place]):
                break
            end, room = place + stop, room + width
        over[place] = (end, hints[place][:room].ljust(room))
    return over
