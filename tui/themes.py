"""The themes as Textual wants them."""

from __future__ import annotations

from textual.theme import Theme

from tui.palette import Inks


def theme_of(inks: Inks) -> Theme:
    """The theme in which Textual's own widgets look like what postil draws."""
    return Theme(
        name=inks.name,
        primary=inks.title,
        secondary=inks.good,
        accent=inks.title,
        warning=inks.title,
        error=inks.bad,
        success=inks.good,
        foreground=inks.text,
        background=inks.paper,
        surface=inks.paper,
        panel=inks.panel,
        dark=inks.dark,
        variables={"text-muted": inks.quiet},
    )
