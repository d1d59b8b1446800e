"""The lines of the menu of labels."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from annotations.entities.scheme import Scheme
from annotations.text.safe import visible_line
from tui.palette import Inks, ink
from tui.themes import css

LABEL_INDENT = 15
"""Cells of a label to choose before what it means: its key, its name, blanks."""


def label_lines(scheme: Scheme, recent: Sequence[str], inks: Inks) -> tuple[list[Content], list[str]]:
    """Labels to choose from with their names, the recent ones first."""
    labels = sorted(scheme.labels, key=lambda label: recent.index(label.name) if label.name in recent else len(recent))
    lines = [
        Content.assemble(
            Content(f"{label.key or ' '} "),
            Content.styled(f"{label.name:<{LABEL_INDENT - 3}}", "bold" if inks.plain else css(ink(label.colour, inks))),
            Content(f" {visible_line(label.description)}"),
        )
        for label in labels
    ]
    return lines, [label.name for label in labels]
