"""Parts of a widget drawn at once, past Textual's compositor.

Textual draws when its screen comes to rest, and goes through all that is on it: of a key that moves a cursor by a row,
most of the time. What is used of its insides stands in this module alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from rich.console import Console
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Lines(CompositorUpdate):
    """Lines, each with the column and the row of the screen where it begins."""

    def __init__(self, lines: Sequence[tuple[int, int, Strip]]) -> None:
        self.lines = lines

    def render_segments(self, console: Console) -> str:
        """What is sent to the terminal."""
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self.lines)


def redraw(widget: Widget, *regions: Region) -> None:
    """What `widget.refresh` does with these regions, but at once where nothing else is drawn in their places.

    Whatever is still to be drawn comes afterwards, as it is by then: so the screen is right in either order. The widget
    is one without a border.
    """
    places = _places(widget, regions)
    # Where the widget has more to draw, as after scrolling, these go along.
    if not places or widget._repaint_regions:
        widget.refresh(*regions)
        return
    lines: list[tuple[int, int, Strip]] = []
    for place, crop in places:
        widget._styles_cache.set_dirty(crop)
        lines += [(place.x, y, strip) for y, strip in zip(place.line_range, widget.render_lines(crop), strict=True)]
    widget.app._display(widget.screen, Lines(lines))  # type: ignore[arg-type]  # what it wants of updates is this


def _places(widget: Widget, regions: Iterable[Region]) -> list[tuple[Region, Region]]:
    """Where what is in sight of each region is, on the screen and in the widget; none if something lies over one."""
    screen = widget.screen
    shown = screen._compositor.visible_widgets
    if widget not in shown or not screen.is_active or widget.app._batch_count:
        return []
    whole, clip = shown[widget]
    seen, origin = whole.intersection(clip), whole.offset
    places = [place for region in regions if (place := region.translate(origin).intersection(seen))]
    # The widgets in front come first.
    for each in takewhile(lambda each: each is not widget, shown):
        over = Region.intersection(*shown[each])
        if any(place.overlaps(over) for place in places):
            return []
    return [(place, place.translate(-origin)) for place in places]
