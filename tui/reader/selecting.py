"""Selecting with the mouse. Pure: two places in a text give a cursor with a selection."""

from __future__ import annotations

from annotations.text.graphemes import snap
from tui.reader.cursor import Cursor


def dragged(text: str, press: int, pointer: int) -> Cursor:
    """The cursor at the pointer, with all selected from the word under the press to the word under the pointer.

    Either may come first. Blanks at the ends are left out; where there is nothing else, nothing is selected.
    """
    low, high = sorted((_place(text, press), _place(text, pointer)))
    first, last = low, high
    while first <= last and text[first : first + 1].isspace():
        first += 1
    while last > first and text[last : last + 1].isspace():
        last -= 1
    if first > last or first >= len(text):
        return Cursor(_place(text, pointer))
    first, last = _place(text, first), _place(text, last)
    fixed, moving = (first, last) if press <= pointer else (last, first)
    return Cursor(moving, anchor=Cursor(fixed).here(text))


def _place(text: str, offset: int) -> int:
    """The beginning of the grapheme cluster on an offset, which may lie outside the text."""
    offset = min(max(offset, 0), max(0, len(text) - 1))
    return snap(text, offset, offset).start
