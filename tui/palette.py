"""Colours of the screen, and the scheme's colours fitted to them. Pure, and light: the first frame needs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Inks:
    """A theme: what everything is drawn in, as `#rrggbb`; `plain` means attributes carry the meaning alone."""

    name: str
    dark: bool
    text: str
    quiet: str
    title: str
    paper: str
    panel: str
    chosen: str
    good: str
    bad: str
    plain: bool = False


DARK = Inks(
    name="postil-dark",
    dark=True,
    text="#d5d0c5",
    quiet="#8d8f94",
    title="#e6b673",
    paper="#16181d",
    panel="#20242b",
    chosen="#34404d",
    good="#a7c080",
    bad="#e67e80",
)
LIGHT = Inks(
    name="postil-light",
    dark=False,
    text="#26241f",
    quiet="#6b675e",
    title="#8a4b08",
    paper="#faf7f0",
    panel="#eee9dd",
    chosen="#d9e4ea",
    good="#44661f",
    bad="#a62631",
)
THEMES = (DARK, LIGHT)


@lru_cache(maxsize=256)
def ink(colour: str, dark: bool) -> str:
    """A scheme colour as text: as it is on the dark theme, darkened on the light one."""
    return colour if dark else mixed(colour, "#000000", 0.55)


@lru_cache(maxsize=256)
def wash(colour: str, background: str, share: float = 0.2) -> str:
    """A scheme colour laid thinly on a background, as a marker pen does."""
    return mixed(background, colour, share)


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share, from 0 to 1, of another in it."""
    return "#" + "".join(
        f"{round(one + (two - one) * share):02x}" for one, two in zip(channels(colour), channels(other), strict=True)
    )


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
