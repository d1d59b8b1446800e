"""Themes: what is written can be read, and what must be told apart can be, by most eyes."""

from __future__ import annotations

import asyncio
from dataclasses import fields
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorType
from textual.app import App, ComposeResult
from textual.widgets import Input, OptionList, TextArea

from annotations.entities.colour import contrast, fitted
from annotations.entities.scheme import BUILT_IN
from tests.tui.driving import drawn
from tests.tui.seeing import EYES, ciede2000, distance
from tui.palette import (
    CONTRAST,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    MONO,
    SIXTEEN,
    THEMES,
    Inks,
    hushed,
    ink,
    lit,
    theme_for,
)
from tui.themes import theme_of

COLOURED = [inks for inks in THEMES if not inks.flat]
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
NAMES = ("PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART", "FAC")
FREQUENT = ("PERSON", "ORG", "GPE", "DATE", "MONEY")
"""The labels that news has most of; the last two stand for their families."""

by_theme = pytest.mark.parametrize("inks", COLOURED, ids=[inks.name for inks in COLOURED])


def grounds(inks: Inks) -> list[str]:
    return [inks.paper, inks.panel, inks.chosen, inks.shade]


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ff0000", "#0000ff") == pytest.approx(2.15, abs=0.01)


def test_high_contrast_means_seven() -> None:
    assert {inks.name: inks.contrast for inks in COLOURED} == {
        "postil-dark": 4.5,
        "postil-light": 4.5,
        "postil-contrast": 7,
        "postil-contrast-light": 7,
    }


@by_theme
@pytest.mark.parametrize("part", ["text", "quiet", "title", "good", "bad"])
def test_words_can_be_read_wherever_they_stand(inks: Inks, part: str) -> None:
    assert min(contrast(getattr(inks, part), ground) for ground in grounds(inks)) >= inks.contrast


@by_theme
@given(COLOURS)
def test_any_label_can_be_read_in_a_list(inks: Inks, colour: str) -> None:
    assert min(contrast(ink(colour, inks), ground) for ground in grounds(inks)) >= inks.contrast


@given(COLOURS, COLOURS)
def test_a_colour_can_be_fitted_to_any_ground(colour: str, ground: str) -> None:
    assert contrast(fitted(colour, ground, 4.5), ground) >= 4.5


def test_a_colour_is_changed_no_more_than_it_has_to_be() -> None:
    assert fitted("#ff9e64", "#16181d", 4.5) == "#ff9e64"
    assert 4.5 <= contrast(fitted("#804020", "#16181d", 4.5), "#16181d") < 4.9
    assert fitted("#808080", "#808080", 7) == "#000000"


# What is told apart


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_distances_are_those_of_the_published_examples(
    one: tuple[float, float, float], two: tuple[float, float, float], expected: float
) -> None:
    assert ciede2000(one, two) == pytest.approx(expected, abs=0.0001)


def test_red_and_green_are_alike_without_the_cones_for_one_of_them() -> None:
    assert distance("#ff0000", "#8f7d00", "protanopia") < distance("#ff0000", "#8f7d00") / 3


def shown(labels: tuple[str, ...], inks: Inks) -> dict[str, str]:
    return {label.name: ink(label.colour, inks, inks.paper) for label in BUILT_IN.labels if label.name in labels}


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize(
    ("inks", "frequent", "any_two", "text"), [(DARK, 14, 7, 9), (CONTRAST, 14, 7, 9), (LIGHT, 10, 4.5, 9)]
)
def test_labels_are_told_apart_from_each_other_and_from_the_text(
    inks: Inks, frequent: float, any_two: float, text: float, eyes: str
) -> None:
    for labels, least in ((FREQUENT, frequent), (NAMES, any_two)):
        for (one, colour), (two, other) in combinations(shown(labels, inks).items(), 2):
            assert distance(colour, other, eyes) >= least, (one, two)
    for name, colour in shown((*NAMES, *FREQUENT), inks).items():
        assert distance(colour, inks.text, eyes) >= text, name


def test_the_members_of_a_family_look_alike() -> None:
    for family in (("DATE", "TIME"), ("MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL")):
        assert all(distance(one, two) < 8 for one, two in combinations(shown(family, DARK).values(), 2))


# Sixteen colours, and none


def test_a_label_has_the_terminals_colour_of_its_hue() -> None:
    named = {label.name: ink(label.colour, SIXTEEN) for label in BUILT_IN.labels}
    assert [named[name] for name in FREQUENT] == ["red", "bright_blue", "green", "yellow", "magenta"]
    assert ink("#888888", SIXTEEN) == "default"


@pytest.mark.parametrize("inks", [SIXTEEN, MONO], ids=["16", "mono"])
def test_a_flat_theme_has_no_colour_but_the_terminals(inks: Inks) -> None:
    assert not any(str(getattr(inks, field.name)).startswith("#") for field in fields(inks))
    assert hushed(inks).dim
    assert lit(inks).reverse


class Widgets(App[None]):
    """Those of Textual's widgets that postil uses, in one of its themes."""

    def __init__(self, inks: Inks) -> None:
        super().__init__()
        self.register_theme(theme_of(inks))
        self.theme = inks.name

    def compose(self) -> ComposeResult:
        yield Input(placeholder="type")
        yield OptionList("one", "two")
        yield TextArea("words", id="area")


@pytest.mark.parametrize("inks", THEMES, ids=[inks.name for inks in THEMES])
def test_textuals_own_widgets_keep_to_the_theme(inks: Inks) -> None:
    kinds: set[ColorType] = set()

    async def run() -> None:
        app = Widgets(inks)
        async with app.run_test(size=(40, 20)) as pilot:
            await pilot.press("a", "tab", "down")
            app.notify("told")
            await pilot.pause()
            for strip in drawn(app):
                for _, style, _ in strip:
                    colours = (style.color, style.bgcolor) if style else ()
                    kinds.update(colour.type for colour in colours if colour is not None)

    asyncio.run(run())
    assert (ColorType.TRUECOLOR in kinds) is not inks.flat


# Which theme to begin with


@pytest.mark.parametrize(
    ("environment", "chosen", "expected"),
    [
        ({"TERM": "xterm-256color"}, None, DARK),
        ({"TERM": "foot", "COLORTERM": "truecolor"}, None, DARK),
        ({"TERM": "rxvt-256color", "COLORFGBG": "0;default;15"}, None, LIGHT),
        ({"TERM": "rxvt-256color", "COLORFGBG": "15;0"}, None, DARK),
        ({"TERM": "linux"}, None, SIXTEEN),
        ({}, None, SIXTEEN),
        ({"TERM": "linux"}, "postil-light", LIGHT),
        ({"TERM": "linux"}, "postil-of-yore", SIXTEEN),
        ({"TERM": "xterm-256color"}, "postil-mono", MONO),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "postil-contrast-light", MONO),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "postil-contrast-light", CONTRAST_LIGHT),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, "postil-light", MONO),
    ],
)
def test_the_theme_fits_what_is_wanted_then_the_terminal(
    environment: dict[str, str], chosen: str | None, expected: Inks
) -> None:
    assert theme_for(environment, chosen) is expected
