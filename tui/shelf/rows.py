"""How an article is told in a row of the list. Pure."""

from __future__ import annotations

from datetime import datetime

from annotations.desk.rows import Row
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotations.problem import Problem
from annotations.text.safe import visible_line
from tui.reader.layout import cells
from tui.reader.paint import Inks

WIDE = 70
"""Cells from which on a row is one line with columns; a narrower one has two lines."""

_STATES = {"new": "●", "reading": "◐", "done": "✓"}


def row_strips(
    name: str, row: Row | Problem | None, width: int, inks: Inks, *, cursor: bool, focus: bool
) -> list[Strip]:
    """The lines of one row; `row` is None until it has been read."""
    state, flag = (
        ("!", " ")
        if isinstance(row, Problem)
        else (_STATES.get(row.state, " "), "★" if row.flag else " ")
        if row
        else (" ", " ")
    )
    title = visible_line(name.rsplit("/", 1)[-1] if row is None or isinstance(row, Problem) else row.title)
    quiet = Style(color=None if inks.plain else inks.quiet, dim=inks.plain or None)
    strong = Style(color=None if inks.plain else inks.text, bold=(isinstance(row, Row) and row.state == "new") or None)
    sign = Style(color=None if inks.plain else inks.title)
    base = _base(inks, cursor=cursor, focus=focus)
    lead = [Segment("▎" if cursor else " ", sign), Segment(f"{state}{flag} ", sign)]
    if width < WIDE:
        lines = [
            [*lead, Segment(fit(title, width - 5), strong)],
            [Segment("▎" if cursor else " ", sign), Segment("   " + fit(_about(row), width - 5), quiet)],
        ]
    else:
        counts = f"{row.notes or '':>4}" if isinstance(row, Row) else "    "
        source, when = (
            ("", "") if not isinstance(row, Row) else (visible_line(row.source or ""), short_date(row.published))
        )
        if isinstance(row, Problem):
            source = visible_line(row.what)
        left = max(10, width - 5 - 22 - 13 - 5)
        lines = [
            [
                *lead,
                Segment(fit(title, left), strong),
                Segment(" " + fit(source, 21), quiet),
                Segment(" " + fit(when, 12), quiet),
                Segment(counts, sign),
            ]
        ]
    return [Strip(line).adjust_cell_length(width, base).apply_style(base) for line in lines]


def _base(inks: Inks, *, cursor: bool, focus: bool) -> Style:
    if inks.plain:
        return Style(reverse=(cursor and focus) or None, bold=cursor or None)
    return Style(bgcolor=inks.chosen if cursor and focus else inks.panel if cursor else inks.paper)


def _about(row: Row | Problem | None) -> str:
    if row is None:
        return ""
    if isinstance(row, Problem):
        return visible_line(row.what)
    counts = f"{row.notes} note{'s' * (row.notes != 1)}" if row.notes else ""
    words = "" if row.source or row.published else f"{row.words} words"
    return visible_line(" · ".join(part for part in (row.source, short_date(row.published), words, counts) if part))


def short_date(published: datetime | None) -> str:
    """`5 Dec 2019`."""
    return "" if published is None else f"{published.day} {published:%b %Y}"


def fit(text: str, width: int) -> str:
    """A text cut or filled to a number of cells."""
    size = cells(text)
    if size <= width:
        return text + " " * (width - size)
    while cells(text) > width - 1 and text:
        text = text[: max(0, len(text) - max(1, (cells(text) - width + 1) // 2))]
    return text + "…" + " " * (width - 1 - cells(text))
