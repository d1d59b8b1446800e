"""How the screen is shared out between the panes, and how they scroll after their cursors. Pure."""

from __future__ import annotations

from dataclasses import dataclass

SIDE_BY_SIDE = 100
"""Cells of the terminal from which on list and reader stand beside each other."""
WITH_MARGIN = 120
"""Cells of the terminal from which on notes stand in the margin."""
BARS = 3
"""Lines of the screen that are no pane's: a head line, two at the foot."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Cells of each pane, 0 for one that is not shown; the list's border is the last of its own."""

    shelf: int
    reader: int
    margin: bool

    @classmethod
    def of(cls, width: int, *, entered: bool, zen: bool = False) -> Frame:
        """For a terminal of a width; `entered`: an article is being read, `zen`: nothing else is to be seen."""
        if width < SIDE_BY_SIDE:
            return cls(0, width, False) if entered else cls(width, 0, False)
        shelf = 0 if zen and entered else max(30, min(46, width // 4))
        return cls(shelf, width - shelf, width >= WITH_MARGIN and not zen)


def page_top(line: int, top: int, height: int) -> int:
    """The first line in sight of a page whose cursor is on `line`: half a page on at the edge, so few keys repaint all.

    A cursor that is far away comes to stand in the upper third.
    """
    if not height or top <= line < top + height:
        return top
    jump = max(1, height // 2)
    if line >= top + height + jump:
        return line - height // 3
    return max(0, line - 1 if line < top - jump else line - jump if line < top else line - height + jump)


def list_top(index: int, top: int, shown: int) -> int:
    """The first row in sight of a list whose cursor is on row `index`; half a screen on at the edge."""
    if top <= index < top + shown:
        return top
    jump = max(1, shown // 2)
    return max(0, index - jump if index < top else index - shown + jump)
