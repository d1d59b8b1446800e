"""Lines whose continuation stands under where their words begin. Pure."""

from __future__ import annotations

from textual.content import Content


def hanging(line: Content, indent: int, width: int) -> Content:
    """A line wrapped to a width in cells, all rows after the first set in by so many cells of its beginning.

    The beginning has one cell for each character; where it would leave no room to speak of, nothing is set in.
    """
    room = width - indent
    if not indent or room < indent // 2 + 1 or len(line) <= indent:
        return line
    head, words = line.divide([indent])
    first, *others = words.wrap(room)
    return Content("\n" + " " * indent).join([head + first, *others])
