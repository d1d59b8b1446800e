"""Text and segments cut or filled to a number of cells. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style

from tui.reader.breaks import clusters
from tui.reader.layout import cells


def fit(text: str, width: int) -> str:
    """A text in exactly so many cells: filled with spaces, or cut, with … where there is more."""
    short = text if cells(text) <= width else cut(text, width - 1) + "…"
    return short + " " * (width - cells(short))


def cut(text: str, room: int) -> str:
    """As much of a text as has room."""
    end = 0
    for _, stop, width in clusters(text):
        room -= width
        if room < 0:
            break
        end = stop
    return text[:end]


def laid(segments: Iterable[Segment], width: int, base: Style) -> list[Segment]:
    """Segments on a ground of one style, filled up or cut to a number of cells."""
    ground = []
    room = max(0, width)
    for text, style, _ in segments:
        size = cells(text)
        shown = text if size <= room else cut(text, room)
        if shown:
            ground.append(Segment(shown, base if style is None else base + style))
        if size > room:
            room -= cells(shown)
            break
        room -= size
    return [*ground, Segment(" " * room, base)] if room else ground
