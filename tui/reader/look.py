"""What carries what: how the parts of a line look, alone and together. Pure.

Everything keeps a sign of its own in every theme, so that all can be seen where they meet:

| what                    | in colour                           | in sixteen colours    | in none                  |
|-------------------------|-------------------------------------|-----------------------|--------------------------|
| suggested mention       | its label's ink                     | the same              | italic                   |
| decided mention         | that, bold, on a wash of it         | that, bold            | bold                     |
| mention within another  | inner ink on a deeper wash of outer | inner ink, and italic | bold italic              |
| suggestion without ink  | italic                              | italic                | –                        |
| suggestions that differ | inner ink, italic                   | inner ink, italic     | dim italic               |
| note                    | underlined, a mark in the gutter    | the same              | the same                 |
| selection               | a ground                            | reversed and dim      | the same                 |
| search match            | a ground                            | black on cyan         | reversed and dim         |
| the current match       | a stronger ground                   | black on yellow       | reversed                 |
| match in the selection  | the match's ground                  | the match's ground    | reversed                 |
| cursor                  | reversed, on paper                  | reversed              | reversed                 |
| cursor on a match       | and bold                            | and bold              | and bold                 |
| letters to jump by      | bold on the title's ink             | bold, reversed        | the same                 |
| label beside a mention  | its ink                             | its ink               | dim                      |
| the first one's claim   | a blue ground                       | black on blue         | reversed                 |
| the second one's        | an orange ground                    | black on yellow       | underlined               |
| both                    | between them                        | black on white        | reversed, underlined     |
| the claim asked about   | the same, stronger                  | and bold              | and bold                 |

A block, which is what a selection, a match and the cursor are, covers a wash; a mention within another is italic there.
Claims of a third annotator and more have grounds of their own, and without colour are in italics.
A mention has no ink where the scheme has no such label or its colour is a grey, and in sixteen colours on a block.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rich.style import Style

from annotations.entities.colour import fitted, mixed
from tui.palette import Inks, ink, wash

_WASHES = (0.2, 0.34, 0.46)
"""Shares of the colour in the ground under one decided mention, under two, under more."""
_CLAIMS = ("#3d8fe0", "#e8862e", "#4fae6a", "#c065c8")
_CLAIMS_NAMED = ("bright_blue", "yellow", "green", "magenta")
"""The grounds of annotators, by their number; told apart by who takes red and green for one colour."""
_ASKED, _BESIDE = 0.5, 0.24
"""Shares of these in the ground of the claims that are asked about, and of others."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one piece of a line is, as far as it is seen.

    `colour` is that of the innermost `mentions`' label, `under` that of the outermost `decided` one; either is None
    where the scheme has no such label. `claimed` has a bit for each annotator who claims something here that others do
    not, the first one's being 1; one of them is `asked` about.
    """

    quiet: bool = False
    title: bool = False
    mentions: int = 0
    colour: str | None = None
    decided: int = 0
    under: str | None = None
    noted: bool = False
    chosen: bool = False
    found: bool = False
    current: bool = False
    cursor: bool = False
    claimed: int = 0
    asked: bool = False


@lru_cache(maxsize=4096)
def style_of(look: Look, inks: Inks) -> Style:
    """The style of a piece."""
    style = Style(
        bold=look.title or look.decided > 0 or (look.cursor and look.found) or (look.asked and inks.flat) or None,
        underline=look.noted or None,
        reverse=look.cursor or None,
    )
    return style + (_plain(look) if inks.plain else _named(look, inks) if inks.named else _coloured(look, inks))


@lru_cache(maxsize=256)
def label_style(colour: str | None, inks: Inks) -> Style:
    """A label that is written beside its mention."""
    if inks.plain:
        return Style(dim=True)
    shown = ink(colour, inks, inks.paper) if colour else inks.quiet
    return Style(color=shown)


@lru_cache(maxsize=64)
def claim_style(claimed: int, inks: Inks) -> Style:
    """What annotators claim that others do not, where it is asked about."""
    return style_of(Look(claimed=claimed, asked=True), inks)


@lru_cache(maxsize=16)
def hint_style(inks: Inks) -> Style:
    """Letters to jump by."""
    if inks.flat:
        return Style(bold=True, reverse=True)
    return Style(color=fitted(inks.paper, inks.title, inks.contrast), bgcolor=inks.title, bold=True)


def _coloured(look: Look, inks: Inks) -> Style:
    ground = _ground(look, inks)
    block = look.cursor or look.found or look.chosen
    usual = inks.title if look.title else inks.quiet if look.quiet else inks.text
    return Style(
        color=ink(look.colour, inks, ground) if look.colour else fitted(usual, ground, inks.contrast),
        bgcolor=None if ground == inks.paper else ground,
        italic=_in_italics(look, own=look.colour is not None) or (block and look.mentions > 1) or None,
    )


def _named(look: Look, inks: Inks) -> Style:
    if look.found and not look.cursor:
        ground = inks.current if look.current else inks.found
        italic = _in_italics(look, own=False) or look.mentions > 1
        return Style(color="black", bgcolor=ground, italic=italic or None)
    if look.claimed and not (look.chosen or look.cursor):
        by, *others = _numbers(look.claimed)
        ground = "white" if others else _CLAIMS_NAMED[by % len(_CLAIMS_NAMED)]
        return Style(color="black", bgcolor=ground, italic=look.mentions > 0 or None)
    block = look.chosen and not look.cursor
    own = None if block or look.colour is None else ink(look.colour, inks)
    usual = inks.title if look.title and not block else inks.text
    return Style(
        color=own or usual,
        dim=block or (look.quiet and not look.cursor) or None,
        italic=_in_italics(look, own=own not in (None, inks.text)) or look.mentions > 1 or None,
        reverse=block or None,
    )


def _plain(look: Look) -> Style:
    block = (look.found or look.chosen) and not look.cursor
    strong = look.current or (look.found and look.chosen)
    hushed = look.quiet or (look.mentions > 1 and not look.decided)
    if look.claimed and not block and not look.cursor:
        first, second, others = look.claimed & 1, look.claimed & 2, look.claimed >> 2
        return Style(reverse=bool(first) or None, underline=bool(second) or None, italic=bool(others) or None)
    return Style(
        dim=(not strong if block else hushed and not look.cursor) or None,
        italic=_in_italics(look, own=False) or look.mentions > 1 or None,
        reverse=block or None,
    )


def _in_italics(look: Look, *, own: bool) -> bool:
    """Whether only a slant can tell a suggestion: it has no ink of its own, or engines differ over it."""
    return look.mentions > (1 if own else 0) and not look.decided


def _ground(look: Look, inks: Inks) -> str:
    if look.cursor:
        return inks.paper
    if look.found:
        return inks.current if look.current else inks.found
    if look.chosen:
        return inks.chosen
    if look.claimed:
        share = _ASKED if look.asked else _BESIDE
        return fitted(wash(_claim_colour(look.claimed), inks.paper, share), inks.text, inks.contrast)
    if look.decided:
        laid_on = wash(look.under or inks.quiet, inks.paper, _WASHES[min(look.decided, len(_WASHES)) - 1])
        return fitted(laid_on, inks.text, inks.contrast)
    return inks.paper


def _claim_colour(claimed: int) -> str:
    """That of an annotator; between theirs where several claim something."""
    colour, *others = (_CLAIMS[number % len(_CLAIMS)] for number in _numbers(claimed))
    for count, other in enumerate(others, 2):
        colour = mixed(colour, other, 1 / count)
    return colour


def _numbers(claimed: int) -> list[int]:
    return [number for number in range(claimed.bit_length()) if claimed >> number & 1]
