"""Containers that look the same on every line, so that one strip does for all of them."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget


class Even(Widget):
    """A widget that looks the same on every line.

    Textual draws a container though others stand before all of it, and keeps each line and every piece that it cuts
    that into, of 1 KB each: in a large window, two thirds of all its strips. A class names this after its container,
    since Textual takes the style sheet of the first class alone.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part: the same one many times."""
        return super().render_lines(Region(crop.x, 0, crop.width, 1)) * crop.height


class Ground(Screen[None], Even):
    """What the panes stand on."""


class Panes(Horizontal, Even):
    """The panes, beside each other."""
