"""Parts of a widget drawn at once, past Textual's compositor.

Textual draws when its screen comes to rest, and goes through all that is on it: of a key that moves a cursor by a row,
most of the time. What is used of its insides stands in this module alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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

    Whatever is still to be drawn comes afterwards, as it is by then: so the screen is right in either order.
    """
    content, origin = widget.scrollable_content_region, widget.region.offset
    places = [place for region in regions if (place := region.translate(content.offset).intersection(content))]
    # Where the widget has more to draw, as after scrolling, these go along.
    if not places or widget._repaint_regions or not _alone(widget, places):
        widget.refresh(*regions)
        return
    lines: list[tuple[int, int, Strip]] = []
    for place in places:
        crop = place.translate(-origin)
        widget._styles_cache.set_dirty(crop)
        lines += [(place.x, y, strip) for y, strip in zip(place.line_range, widget.render_lines(crop), strict=True)]
    widget.app._display(widget.screen, Lines(lines))  # type: ignore[arg-type]  # what it wants of updates is this


def _alone(widget: Widget, places: Iterable[Region]) -> bool:
    """Whether all of these places of the screen are in sight, and show nothing but the widget."""
    screen = widget.screen
    if not screen.is_active or widget.app._batch_count:
        return False
    layers = screen._compositor.layers_visible
    for place in places:
        rows = layers[place.y : place.bottom] if place.y >= 0 else []
        if len(rows) < place.height:
            return False
        for row in rows:
            # The first is the one in front.
            front, seen, _ = next(each for each in row if each[1].overlaps(place))
            if front is not widget or not seen.contains_region(place):
                return False
    return True
