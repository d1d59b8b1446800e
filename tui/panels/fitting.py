"""How the lines of a panel are fitted to a width, and what they are drawn in. Pure."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style

from tui.palette import Inks, hushed, ink
from tui.panels.contents import Line, Tone
from tui.reader.layout import Layout, cells


def rows_of(line: Line, width: int) -> list[str]:
    """The text of a line as rows of a panel of that many cells; what is cut off is said by `…`."""
    room = _room(line, width)
    layout = Layout(line.text, room)
    layout.extend(len(line.text))
    spans = [layout.span(number) for number in range(min(line.most, len(layout)))]
    rows = [line.text[span.start : span.end] for span in spans]
    if len(layout) > line.most:
        last = line.text[spans[-1].start :]
        whole = Layout(last, room - 1)
        rows[-1] = last[: whole.bounds(0)[1]].rstrip() + "…"
    return rows


def segments(line: Line, text: str, width: int, inks: Inks, *, first: bool) -> list[Segment]:
    """One row of a line, `text` of it; lead and end stand on its `first`."""
    lead = line.lead if first else " " * cells(line.lead)
    end = line.end if first else ""
    quiet = hushed(inks)
    gap = max(0, width - cells(lead) - cells(text) - cells(end) - 1)
    return [
        Segment(lead, quiet),
        Segment(text, _words(line, inks)),
        Segment(" " * gap),
        Segment(end, quiet),
    ]


def _words(line: Line, inks: Inks) -> Style:
    if line.tone is Tone.QUIET:
        return hushed(inks)
    colour = ink(line.colour, inks) if line.colour else inks.text
    return Style(
        color=None if inks.plain else colour,
        bold=line.tone is Tone.HEADING or None,
        italic=line.tone is Tone.QUOTE or None,
    )


def ground(inks: Inks, *, here: bool = False, focus: bool = False) -> Style:
    """What is under a row: of the entry that the cursor is on (`here`), and in a panel that has the focus."""
    if inks.flat:
        return Style(reverse=(here and focus) or None, bold=here or None)
    lit = inks.chosen if focus else inks.shade
    return Style(bgcolor=lit if here else inks.panel)


def _room(line: Line, width: int) -> int:
    return max(2, width - cells(line.lead) - (cells(line.end) + 2 if line.end else 1))
