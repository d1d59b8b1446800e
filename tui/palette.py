"""Colours of the screen, and the scheme's colours fitted to them. Pure, and light: the first frame needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rich.color import ColorSystem
from rich.style import Style

from annotations.entities.colour import channels, fitted, mixed

__all__ = ["THEMES", "Inks", "depth", "hushed", "ink", "lit", "mixed", "theme_for", "wash"]


@dataclass(frozen=True, slots=True)
class Inks:
    """A theme: what everything is drawn in, as `#rrggbb`, and the contrast that every text has at least.

    `shadow` is the share of black in the labels' inks, whose colours are made for a dark ground.
    `named` means the terminal's own colours, by their names; `plain` means attributes carry the meaning alone.
    """

    name: str
    dark: bool
    text: str
    quiet: str
    title: str
    paper: str
    panel: str
    chosen: str
    found: str
    current: str
    good: str
    bad: str
    shadow: float = 0.0
    contrast: float = 4.5
    named: bool = False
    plain: bool = False

    @property
    def flat(self) -> bool:
        """Whether there are no grounds but the terminal's own: what would stand on one is reversed or dim."""
        return self.named or self.plain

    @property
    def shade(self) -> str:
        """Under the entry that a panel follows without having the focus; no text stands on a ground nearer to it."""
        return mixed(self.panel, self.text, 0.12)


DARK = Inks(
    name="postil-dark",
    dark=True,
    text="#d5d0c5",
    quiet="#a3a6ac",
    title="#e6b673",
    paper="#16181d",
    panel="#20242b",
    chosen="#30373e",
    found="#4d4415",
    current="#e8c34a",
    good="#a7c080",
    bad="#ec8f91",
)
LIGHT = Inks(
    name="postil-light",
    dark=False,
    text="#26241f",
    quiet="#58544b",
    title="#784006",
    paper="#faf7f0",
    panel="#eae8e3",
    chosen="#d5e2ea",
    found="#f6e49a",
    current="#f0b429",
    good="#385618",
    bad="#9c1f2b",
    shadow=0.5,
)
CONTRAST = Inks(
    name="postil-contrast",
    dark=True,
    text="#ffffff",
    quiet="#c6c6c6",
    title="#ffd75f",
    paper="#000000",
    panel="#1a1a1a",
    chosen="#002a57",
    found="#4a4300",
    current="#ffe04d",
    good="#a8f07a",
    bad="#ffb8b8",
    contrast=7.0,
)
CONTRAST_LIGHT = Inks(
    name="postil-contrast-light",
    dark=False,
    text="#000000",
    quiet="#3d3d3d",
    title="#5c2e00",
    paper="#ffffff",
    panel="#efefef",
    chosen="#cfe4ff",
    found="#fff0a0",
    current="#ffcc33",
    good="#1f4700",
    bad="#7a0012",
    shadow=0.65,
    contrast=7.0,
)
SIXTEEN = Inks(
    name="postil-16",
    dark=True,
    text="default",
    quiet="default",
    title="magenta",
    paper="default",
    panel="default",
    chosen="default",
    found="cyan",
    current="yellow",
    good="green",
    bad="red",
    named=True,
)
MONO = Inks(
    name="postil-mono",
    dark=True,
    text="default",
    quiet="default",
    title="default",
    paper="default",
    panel="default",
    chosen="default",
    found="default",
    current="default",
    good="default",
    bad="default",
    named=True,
    plain=True,
)
THEMES = (DARK, LIGHT, CONTRAST, CONTRAST_LIGHT, SIXTEEN, MONO)


def theme_for(environment: Mapping[str, str], chosen: str | None = None) -> Inks:
    """The theme to begin with: none of colour where none is wanted, else the chosen one, else what the terminal fits.

    `chosen` is a theme's name; one that is not known counts as none.
    """
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return MONO
    for inks in THEMES:
        if inks.name == chosen:
            return inks
    if depth(environment) is ColorSystem.STANDARD:
        return SIXTEEN
    # Written by rxvt, Konsole and others: numbers of the colours of text and ground.
    return LIGHT if environment.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15") else DARK


def depth(environment: Mapping[str, str]) -> ColorSystem:
    """How many colours the terminal has, told as rich tells it."""
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return ColorSystem.TRUECOLOR
    many = environment.get("TERM", "").rpartition("-")[2] in ("256color", "kitty")
    return ColorSystem.EIGHT_BIT if many else ColorSystem.STANDARD


@lru_cache(maxsize=1024)
def ink(colour: str, inks: Inks, ground: str | None = None) -> str:
    """A scheme colour as text on a ground: that of its hue if colours are named, else itself, readable there.

    Without a ground it can be read on paper, panel, chosen and shade alike.
    """
    if inks.flat:
        return _named(colour)
    own = mixed(colour, "#000000", inks.shadow)
    return fitted(own, inks.shade if ground is None else ground, inks.contrast)


@lru_cache(maxsize=256)
def wash(colour: str, background: str, share: float = 0.2) -> str:
    """A scheme colour laid thinly on a background, as a marker pen does."""
    return mixed(background, colour, share)


@lru_cache(maxsize=16)
def hushed(inks: Inks) -> Style:
    """For words that are said by the way."""
    return Style(dim=True) if inks.flat else Style(color=inks.quiet)


@lru_cache(maxsize=16)
def lit(inks: Inks) -> Style:
    """Under the entry of a list that one is on."""
    return Style(reverse=True) if inks.flat else Style(bgcolor=inks.chosen)


# Hues in degrees up to which a name goes. Blue is the bright one: the other is too dark on a black ground.
_HUES = (
    (40, "red"),
    (75, "yellow"),
    (160, "green"),
    (195, "cyan"),
    (230, "bright_blue"),
    (340, "magenta"),
    (360, "red"),
)


def _named(colour: str) -> str:
    """The terminal's colour whose hue is nearest; its usual one for a grey."""
    red, green, blue = channels(colour)
    most, least = max(red, green, blue), min(red, green, blue)
    if most - least < 16:
        return "default"
    if most == red:
        sextant = (green - blue) / (most - least) % 6
    elif most == green:
        sextant = (blue - red) / (most - least) + 2
    else:
        sextant = (red - green) / (most - least) + 4
    return next(name for limit, name in _HUES if sextant * 60 <= limit)
