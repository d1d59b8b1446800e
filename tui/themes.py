"""The themes as Textual wants them."""

from __future__ import annotations

from textual.theme import Theme

from tui.palette import Inks

_OWN = "ansi_default"
_FLAT = {
    "ansi-background": _OWN,
    "ansi-foreground": _OWN,
    "block-cursor-foreground": _OWN,
    "block-cursor-background": _OWN,
    "block-cursor-text-style": "bold reverse",
    "border": _OWN,
    "border-blurred": _OWN,
    "scrollbar": _OWN,
    "scrollbar-hover": _OWN,
    "scrollbar-active": _OWN,
    "scrollbar-background": _OWN,
    "scrollbar-background-hover": _OWN,
    "scrollbar-background-active": _OWN,
    "input-selection-background": "ansi_blue",
    "input-selection-foreground": "ansi_bright_white",
    "screen-selection-background": "ansi_blue",
    "screen-selection-foreground": "ansi_bright_white",
}
"""Where Textual's own choice for a terminal's colours would be lost on a light or on a dark one."""


def theme_of(inks: Inks) -> Theme:
    """The theme in which Textual's own widgets look like what postil draws."""
    return Theme(
        name=inks.name,
        primary=css(inks.title),
        secondary=css(inks.good),
        accent=css(inks.title),
        warning=css(inks.title),
        error=css(inks.bad),
        success=css(inks.good),
        foreground=css(inks.text),
        background=css(inks.paper),
        surface=css(inks.paper),
        panel=css(inks.panel),
        dark=inks.dark,
        ansi=inks.flat,
        variables=_FLAT if inks.flat else {"text-muted": inks.quiet, "text-disabled": inks.quiet},
    )


def css(colour: str) -> str:
    """An ink as Textual calls it."""
    return colour if colour.startswith("#") else f"ansi_{colour}"
