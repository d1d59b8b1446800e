"""The lines around the two panes: a head line over each, and two at the foot of the screen. Pure."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from tui.cutting import fit, laid
from tui.palette import Inks, hushed
from tui.reader.layout import cells


def head_bar(words: str, width: int, inks: Inks) -> list[Segment]:
    """What a pane shows, over it."""
    return laid([Segment(" " + fit(words, max(1, width - 2)), hushed(inks))], width, _panel(inks))


def foot_bars(
    where: str, saved: str, hints: str, width: int, inks: Inks, *, trouble: bool = False
) -> list[list[Segment]]:
    """Where one is and whether the work is saved, over some keys."""
    saved = fit(saved, min(cells(saved), width * 3 // 5)) if saved else ""
    colour = None if inks.plain else inks.bad if trouble else inks.good
    room = max(1, width - cells(saved) - 3)
    first = [Segment(" " + fit(where, room)), Segment(" " + saved, Style(color=colour, bold=trouble or None))]
    while hints and cells(hints) > width - 2:
        hints = hints.rpartition("  ")[0]
    second = [Segment(" " + fit(hints, max(1, width - 2)), hushed(inks))]
    return [laid(first, width, _panel(inks)), laid(second, width, _panel(inks))]


def _panel(inks: Inks) -> Style:
    return Style() if inks.plain else Style(color=inks.text, bgcolor=inks.panel)
