"""The first screen, written while Textual is still being loaded, so that one reads at once.

It is made of the very lines that the widgets draw afterwards; when the app takes the terminal over, nothing moves.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from tui.actions import Pane
from tui.bars import foot_bars, head_bar
from tui.cutting import laid
from tui.frame import BARS, Frame, list_top, page_top
from tui.shelf.rows import row_height, row_lines
from tui.telling import (
    article_words,
    doubt_words,
    hint_words,
    library_words,
    remark_on,
    saved_words,
    where_in_list,
    where_in_reader,
)
from tui.view import View


def first_screen(view: View, width: int, height: int) -> list[list[Segment]]:
    """The lines of the whole screen, each `width` cells."""
    frame = Frame.of(width, entered=view.entered)
    panes = [pane for pane in (_shelf(view, frame.shelf, height, width), _reader(view, frame, height)) if pane]
    lines = [[segment for part in parts for segment in part] for parts in zip(*panes, strict=True)]
    pane = Pane.READER if view.entered else Pane.LIST
    saved, trouble = saved_words(view.desk, saving=False, saved=False, failure=None)
    where = (
        where_in_reader(
            view.sheet,
            view.desk,
            remark_on(view.suggestions) if view.readable else "",
            doubt=doubt_words(view.reading, view.actions),
        )
        if view.entered
        else where_in_list(view.listed.names, view.index)
    )
    return [*lines, *foot_bars(where, saved, hint_words(pane, view.actions), width, view.inks, trouble=trouble)]


def _shelf(view: View, width: int, height: int, whole: int) -> list[list[Segment]]:
    inks = view.inks
    paper = Style() if inks.plain else Style(bgcolor=inks.paper)
    border = [] if width == whole else [Segment("▕", paper + Style(color=None if inks.plain else inks.panel))]
    room = width - len(border)
    if room <= 0:
        return []
    words = library_words(
        view.desk.library.root.name, len(view.listed.names), len(view.listed.names), view.listed.shown
    )
    tall = height - BARS
    lines = [head_bar(words, room, inks), *_rows(view, room - 1, tall)]
    return [laid(line, room, paper) + border for line in lines]


def _rows(view: View, width: int, tall: int) -> Iterator[list[Segment]]:
    per_row = row_height(width)
    index = list_top(view.index, 0, max(1, tall // per_row))
    left = tall
    while left > 0:
        name = view.listed.names[index] if index < len(view.listed.names) else None
        lines: list[list[Segment]] = [[] for _ in range(per_row)]
        if name is not None:
            cursor = index == view.index
            lines = row_lines(name, view.listed.rows.get(name), width, view.inks, cursor=cursor, focus=not view.entered)
        yield from lines[:left]
        left -= per_row
        index += 1


def _reader(view: View, frame: Frame, height: int) -> list[list[Segment]]:
    if not frame.reader:
        return []
    sheet, inks, colours = view.sheet, view.inks, view.colours
    width, tall = frame.reader - 1, height - BARS
    sheet.fit(width, margin=frame.margin, most=view.column)
    top = page_top(sheet.wrapped.line_of(sheet.cursor.offset), 0, tall)
    paper = Style() if inks.plain else Style(bgcolor=inks.paper)
    rows = (sheet.row(top + y, width, inks, colours, focus=view.entered) for y in range(tall))
    head = head_bar(
        article_words(
            view.reading, None if view.readable and view.suggestions is None else len(view.sheet.marks.mentions)
        ),
        frame.reader,
        inks,
    )
    return [head, *(laid(row, frame.reader, paper) for row in rows)]


def written(lines: list[list[Segment]], system: ColorSystem) -> str:
    """The lines as a terminal takes them, each put in its place."""
    return "".join(
        f"\x1b[{y + 1};1H"
        + "".join((style or Style.null()).render(text, color_system=system) for text, style, _ in line)
        for y, line in enumerate(lines)
    )
