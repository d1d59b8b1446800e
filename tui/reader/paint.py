"""How a line of an article is drawn: pieces between the ends of all that covers it, each in one style. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from annotations.articles.article import Region, RegionKind
from annotations.desk.mentions import Mention
from annotations.notes.note import Kind, Note, Status
from annotations.text.span import Span
from annotations.text.span_index import SpanIndex
from tui.palette import Inks, ink, wash
from tui.reader.layout import TAB, cells

QUIET = {
    RegionKind.SOURCE,
    RegionKind.PUBLISHED,
    RegionKind.UPDATED,
    RegionKind.AUTHOR,
    RegionKind.EDITOR,
    RegionKind.BOILERPLATE,
    RegionKind.FRONT_MATTER,
}


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything that covers parts of one article, found by bisection."""

    regions: SpanIndex[Region]
    mentions: SpanIndex[Mention]
    notes: SpanIndex[Note]

    @classmethod
    def of(cls, regions: Sequence[Region], mentions: Sequence[Mention], notes: Sequence[Note]) -> Marks:
        """Marks of an article; only notes that stand somewhere in the text count."""
        return cls(
            SpanIndex((region.span, region) for region in regions),
            SpanIndex((mention.span, mention) for mention in mentions),
            SpanIndex(
                (note.span, note)
                for note in notes
                if note.kind is Kind.NOTE and note.status is not Status.ORPHANED and note.span
            ),
        )


@dataclass(frozen=True, slots=True)
class Look:
    """What one piece of a line is, as far as it is seen."""

    quiet: bool = False
    title: bool = False
    colour: str | None = None
    decided: bool = False
    noted: bool = False
    chosen: bool = False
    cursor: bool = False


def paint(
    text: str, line: Span, marks: Marks, colours: Mapping[str, str], inks: Inks, cursor: Span, selection: Span | None
) -> list[Segment]:
    """Segments of one display line; `text` is already safe to show, `colours` are the scheme's by label."""
    regions = marks.regions.overlapping(line.start, line.end)
    mentions = marks.mentions.overlapping(line.start, line.end)
    notes = marks.notes.overlapping(line.start, line.end)
    about = {region.kind for _, region in regions}
    quiet_line = bool(about & QUIET) and RegionKind.DATELINE not in about and RegionKind.BODY not in about
    covers = [*(span for span, _ in regions), *(span for span, _ in mentions), *(span for span, _ in notes), cursor]
    if selection is not None:
        covers.append(selection)
    edges = {line.start, line.end}
    for span in covers:
        edges.update(edge for edge in (span.start, span.end) if line.start < edge < line.end)
    ordered = sorted(edges)
    segments = []
    for start, end in pairwise(ordered):
        kinds = {region.kind for span, region in regions if start in span}
        over = [mention for span, mention in mentions if start in span]
        look = Look(
            quiet=quiet_line or RegionKind.BOILERPLATE in kinds,
            title=RegionKind.TITLE in kinds,
            colour=colours.get(over[-1].label) if over else None,
            decided=any(mention.note for mention in over),
            noted=any(start in span for span, _ in notes),
            chosen=selection is not None and start in selection,
            cursor=start in cursor,
        )
        segments.append(Segment(text[start:end].replace("\t", TAB), style_of(look, inks)))
    return segments


@lru_cache(maxsize=2048)
def style_of(look: Look, inks: Inks) -> Style:
    """A suggestion is coloured (italic without colour), a decision is washed and bold, a note is underlined."""
    entity = look.colour is not None
    style = Style(
        color=None if inks.plain else inks.text,
        bold=look.title or look.decided or None,
        italic=(entity and not look.decided and inks.plain) or None,
        underline=look.noted or None,
        reverse=look.cursor or (look.chosen and inks.plain) or None,
    )
    if inks.plain:
        return style + Style(dim=look.quiet or None)
    if look.title:
        style += Style(color=inks.title)
    elif look.quiet:
        style += Style(color=inks.quiet)
    if look.colour is not None:
        style += Style(color=ink(look.colour, inks.dark))
        if look.decided:
            style += Style(bgcolor=wash(look.colour, inks.paper))
    if look.chosen and not look.cursor:
        style += Style(bgcolor=inks.chosen)
    return style


def laid(segments: Sequence[Segment], width: int, base: Style) -> list[Segment]:
    """Segments on a ground of one style, filled up to a number of cells; they are not to be wider."""
    room = width - sum(cells(segment.text) for segment in segments)
    ground = [Segment(text, base if style is None else base + style) for text, style, _ in segments if text]
    return [*ground, Segment(" " * room, base)] if room > 0 else ground
