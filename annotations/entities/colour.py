"""Arithmetic of colours written as `#rrggbb`: mixing, and how well one can be read on another. Pure."""

from __future__ import annotations

from functools import lru_cache

_STEPS = 32


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share, from 0 to 1, of another in it; one that is only named (`red`) stays as it is."""
    if not (colour.startswith("#") and other.startswith("#")):
        return colour
    return "#" + "".join(
        f"{round(one + (two - one) * share):02x}" for one, two in zip(channels(colour), channels(other), strict=True)
    )


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, two: str) -> float:
    """From 1 to 21, as the Web Content Accessibility Guidelines 2.2 define it."""
    darker, lighter = sorted((_luminance(one), _luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1024)
def fitted(colour: str, ground: str, least: float) -> str:
    """A colour made lighter or darker until it has a contrast to a ground; white or black where none has so much."""
    if contrast(colour, ground) >= least:
        return colour
    end = max("#ffffff", "#000000", key=lambda extreme: contrast(extreme, ground))
    shades = (mixed(colour, end, step / _STEPS) for step in range(1, _STEPS))
    return next((shade for shade in shades if contrast(shade, ground) >= least), end)


def _luminance(colour: str) -> float:
    """Relative luminance, from 0 to 1."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
