"""Colours of the screen: two themes, and the scheme's colours fitted to them."""

from __future__ import annotations

from functools import lru_cache

from textual.color import Color
from textual.theme import Theme

DARK = Theme(
    name="postil-dark",
    primary="#7fb4ca",
    secondary="#a3b18a",
    accent="#e6b673",
    warning="#e6b673",
    error="#e67e80",
    success="#a7c080",
    foreground="#d5d0c5",
    background="#16181d",
    surface="#16181d",
    panel="#20242b",
    dark=True,
)
LIGHT = Theme(
    name="postil-light",
    primary="#22607a",
    secondary="#4f6128",
    accent="#8a4b08",
    warning="#8a4b08",
    error="#a62631",
    success="#44661f",
    foreground="#26241f",
    background="#faf7f0",
    surface="#faf7f0",
    panel="#eee9dd",
    dark=False,
)
THEMES = (DARK, LIGHT)


@lru_cache(maxsize=256)
def ink(colour: str, dark: bool) -> str:
    """A scheme colour as text: as it is on the dark theme, darkened on the light one."""
    return colour if dark else Color.parse(colour).blend(Color.parse("#000000"), 0.55).hex


@lru_cache(maxsize=256)
def wash(colour: str, background: str, share: float = 0.2) -> str:
    """A scheme colour laid thinly on a background, as a marker pen does."""
    return Color.parse(background).blend(Color.parse(colour), share).hex
