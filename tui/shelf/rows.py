"""How an article is told in a row of the list. Pure."""

from __future__ import annotations

from datetime import date, datetime

from rich.segment import Segment
from rich.style import Style

from annotations.desk.rows import Row
from annotations.problem import Problem
from annotations.text.safe import visible_line
from tui.cutting import fit, laid
from tui.palette import Inks, hushed
from tui.reader.layout import Layout

WIDE = 70
"""Cells from which on a row is one line with columns."""
WITH_NUMBERS = 76
"""Cells from which on such a line has room for the numbers of words and entities."""
WEEK = 7
LEAD = 4
"""Cells before the title: cursor, state, flag, a blank."""

_STATES = {"new": "●", "reading": "◐", "done": "✓"}


def row_height(width: int) -> int:
    """Screen lines of a row: one with columns, or title (two lines at most) and what else there is."""
    return 1 if width >= WIDE else 3


def row_lines(
    name: str, row: Row | Problem | None, width: int, inks: Inks, *, cursor: bool, focus: bool, copies: int = 1
) -> list[list[Segment]]:
    """The lines of one row; `row` is None until it has been read; it stands for so many `copies` of a story."""
    title = visible_line(row.title if isinstance(row, Row) else name.rsplit("/", 1)[-1])
    quiet = hushed(inks)
    done = isinstance(row, Row) and row.state == "done"
    strong = quiet if done else Style(color=None if inks.plain else inks.text, bold=cursor or None)
    sign = Style(color=None if inks.plain else inks.title)
    bar = "▎" if cursor else " "
    lead = [Segment(bar, sign), Segment(_signs(row), sign)]
    if width >= WIDE:
        lines = [[*lead, *_columns(title, row, width - LEAD, strong, quiet, sign, copies)]]
    else:
        follow = [Segment(bar, sign), Segment(" " * (LEAD - 1))]
        room = max(4, width - LEAD - 1)
        first, rest = _first_line(title, room)
        about = _about(row) + (f" · {copies} copies" if copies > 1 else "")
        said = [Segment(fit(rest, room), strong)] if rest else [Segment(fit(about, room), quiet)]
        last = [Segment(fit(about, room), quiet)] if rest else []
        lines = [[*lead, Segment(fit(first, room), strong)], [*follow, *said], [*(follow if last else []), *last]]
    base = _base(inks, cursor=cursor, focus=focus)
    return [laid(line, width, base) for line in lines]


def _signs(row: Row | Problem | None) -> str:
    """State and flag."""
    if row is None:
        return "   "
    if isinstance(row, Problem):
        return "!  "
    return f"{_STATES.get(row.state, ' ')}{'★' if row.flag else ' '} "


def _first_line(title: str, room: int) -> tuple[str, str]:
    layout = Layout(title, room)
    first = layout.span(0)
    return title[first.start : first.end], title[layout.bounds(0)[1] :]


def _columns(
    title: str, row: Row | Problem | None, room: int, strong: Style, quiet: Style, sign: Style, copies: int
) -> list[Segment]:
    """Title, source, date, and as many numbers as there is room for: words, entities, notes."""
    if isinstance(row, Problem):
        name = max(10, room // 2)
        return [Segment(fit(title, name), strong), Segment(" " + fit(visible_line(row.what), room - name - 1), quiet)]
    cells_of = [(16, visible_line(row.source or "") if row else "", quiet)]
    cells_of.append((10, f"{told_date(row.published if row else None):>10}", quiet))
    if room >= WITH_NUMBERS:
        cells_of.append((6, f"{row.words if row else '':>6}", quiet))
        cells_of.append((4, f"{(row.entities_known if row else None) or '':>4}", quiet))
    cells_of.append((3, f"{row.notes or '' if row else '':>3}", sign))
    left = max(10, room - sum(width + 1 for width, _, _ in cells_of) - 1)
    columns = [Segment(" " + fit(text, width), style) for width, text, style in cells_of]
    count = f" ×{copies}" if copies > 1 else ""
    return [Segment(fit(title, left - len(count)), strong), Segment(count, sign), *columns, Segment(" ")]


def _base(inks: Inks, *, cursor: bool, focus: bool) -> Style:
    if inks.flat:
        return Style(reverse=(cursor and focus) or None, bold=cursor or None)
    return Style(bgcolor=inks.chosen if cursor and focus else inks.panel if cursor else inks.paper)


def _about(row: Row | Problem | None) -> str:
    if row is None:
        return ""
    if isinstance(row, Problem):
        return visible_line(row.what)
    counts = f"{row.notes} note{'s' * (row.notes != 1)}" if row.notes else ""
    words = "" if row.source or row.published else f"{row.words} words"
    return visible_line(" · ".join(part for part in (told_date(row.published), row.source, words, counts) if part))


def told_date(published: datetime | None) -> str:
    """The days since, of the last week: `today`, `yesterday`, `3 days`; else the day in ISO 8601."""
    if published is None:
        return ""
    days = (date.today() - published.date()).days
    recent = {0: "today", 1: "yesterday"}.get(days, f"{days} days")
    return recent if 0 <= days < WEEK else published.date().isoformat()
