"""How what a search found is told in rows: a hit in two lines, a use of some words in one. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from annotations.desk.concordance import Use, end_of
from annotations.desk.searching import Hit
from annotations.problem import Problem
from annotations.text.graphemes import snap
from annotations.text.safe import visible_line
from annotations.text.span import Span
from tui.cutting import fit, laid
from tui.palette import Inks, hushed
from tui.reader.layout import cells
from tui.shelf.rows import told_date

HIT_LINES, USE_LINES = 2, 1
WITH_TITLES = 100
"""Cells from which on a use has room for the title of its article."""
_TITLE = 28
_FROM = 34
"""Cells of source and date at most."""
_INDENT = 3

Line = list[Segment]


def hit_rows(
    name: str, hit: Hit | Problem | None, width: int, inks: Inks, *, cursor: bool, known: bool = True
) -> list[Line]:
    """Title, source and date over the line that was found. `hit` is None where the article says it no more.

    It is also None where it is not `known` yet.
    """
    base, sign, strong, quiet = _styles(inks, cursor=cursor)
    lead = Segment("▎ " if cursor else "  ", sign)
    if not isinstance(hit, Hit):
        said = "" if not known else hit.what if isinstance(hit, Problem) else "the article says this no more"
        lines = [[lead, Segment(visible_line(name), strong)], [lead, Segment(" " + visible_line(said), quiet)]]
        return [laid(line, width, base) for line in lines]
    source = _from(hit)
    room = max(8, width - 2 - cells(source) - 3)
    title = [lead, Segment(fit(visible_line(hit.title), room), strong), Segment("  " + source, quiet)]
    note = [Segment("note: ", sign)] if hit.finding.note is not None else []
    left = width - 2 - (_INDENT - 2) - (6 if note else 0) - 1
    line = [lead, Segment(" " * (_INDENT - 2)), *note, *_with_marks(hit.line, hit.marks, left, quiet, _found(inks))]
    return [laid(title, width, base), laid(line, width, base)]


def use_row(use: Use, width: int, inks: Inks, *, cursor: bool) -> list[Line]:
    """A use between its neighbours, its words always in the same column."""
    base, sign, _, quiet = _styles(inks, cursor=cursor)
    titled = width >= WITH_TITLES
    room = width - 3 - (_TITLE + 2 if titled else 0)
    left = room * 9 // 20
    words = visible_line(use.words)
    after = max(0, room - left - cells(words))
    line = [
        Segment("▎ " if cursor else "  ", sign),
        Segment(end_of(visible_line(use.left), left)),
        Segment(words, _found(inks)),
        Segment(fit(visible_line(use.right), after) if after else ""),
    ]
    if titled:
        line.append(Segment("  " + fit(visible_line(use.title), _TITLE), quiet))
    return [laid(line, width, base)]


def _with_marks(line: str, marks: Sequence[Span], room: int, quiet: Style, found: Style) -> Line:
    """As much of a line as has room, from where its first mark is in sight, each mark in its style."""
    text = visible_line(line)
    first = marks[0] if marks else Span(0, 0)
    start = 0
    if cells(text[: first.end]) > room:
        start = _back(text, first.start, room // 3)
    lead = "…" if start else ""
    end = len(text) if cells(text[start:]) <= room - len(lead) else _on(text, start, room - len(lead) - 1)
    pieces = [Segment(lead, quiet)]
    at = start
    for mark in marks:
        if at <= mark.start < end:
            pieces += [Segment(text[at : mark.start], quiet), Segment(text[mark.start : min(mark.end, end)], found)]
            at = min(mark.end, end)
    return [*pieces, Segment(text[at:end] + ("…" if end < len(text) else ""), quiet)]


def _back(text: str, offset: int, room: int) -> int:
    """The furthest place before an offset from which on the text has room in so many cells."""
    start = offset
    while start > 0 and cells(text[start - 1 : offset]) <= room:
        start -= 1
    return snap(text, start, start).start


def _on(text: str, offset: int, room: int) -> int:
    """The furthest place after an offset up to which the text has room in so many cells."""
    end = offset
    while end < len(text) and cells(text[offset : end + 1]) <= room:
        end += 1
    return snap(text, end, end).start


def _from(hit: Hit) -> str:
    """Source and date, as far as they are known."""
    if hit.row is None:
        return ""
    parts = (visible_line(hit.row.source or ""), told_date(hit.row.published))
    said = " · ".join(part for part in parts if part)
    return fit(said, min(_FROM, cells(said))) if said else ""


def _styles(inks: Inks, *, cursor: bool) -> tuple[Style, Style, Style, Style]:
    """The ground of a row, and the styles of its sign, of what counts in it, and of the rest."""
    plain = None if inks.plain else inks.title
    sign = Style(color=plain)
    strong = Style(color=None if inks.plain else inks.text, bold=True)
    if inks.flat:
        return Style(), sign, Style(bold=True, underline=cursor or None), hushed(inks) if not cursor else Style()
    return Style(bgcolor=inks.chosen if cursor else inks.paper, color=inks.text), sign, strong, hushed(inks)


def _found(inks: Inks) -> Style:
    if inks.flat:
        return Style(reverse=True)
    return Style(bgcolor=inks.found, color=inks.text, bold=True)
