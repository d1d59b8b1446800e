"""Painting a line: every mark keeps its sign where several meet, and nothing changes the number of cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style

from annotations.articles.article import Region, RegionKind
from annotations.desk.mentions import Mention, merge
from annotations.entities.colour import contrast
from annotations.notes.note import Decision, Kind, Note
from annotations.text.span import Span
from tui.palette import DARK, MONO, SIXTEEN, THEMES, Inks
from tui.reader.layout import cells
from tui.reader.look import Look, hint_style, label_style, style_of
from tui.reader.paint import Marks, paint

TEXT = "The University of Tokyo said so."
COLOURS = {"ORG": "#63a3ff", "GPE": "#b4ffb2"}
NOWHERE = Span(0, 0)
LINES = st.lists(st.sampled_from(["a", "b", " ", "\t", "日", "👩\u200d🚀", "e\u0301"]), max_size=20).map("".join)

by_theme = pytest.mark.parametrize("inks", THEMES, ids=[inks.name for inks in THEMES])


@dataclass
class Matches:
    """What a search found."""

    spans: list[Span]

    def within(self, start: int, end: int) -> list[Span]:
        return [span for span in self.spans if span.start < end and span.end > start]


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def mention(words: str, label: str, *, decided: bool = False) -> Mention:
    where = span(words)
    note = Note(
        id="1", kind=Kind.ENTITY, article="a", article_sha256="", start=where.start, end=where.end, quote=words,
        prefix="", suffix="", label=label, decision=Decision.ADDED, author="me", created="", modified="",
    )  # fmt: skip
    return Mention(where, words, label, "rule", 1.0, note if decided else None)


def drawn(marks: Marks, inks: Inks = DARK, *, cursor: Span = NOWHERE, selection: Span | None = None) -> list[Segment]:
    return paint(TEXT, Span(0, len(TEXT)), marks, COLOURS, inks, cursor, selection)


def over(text: str, hints: dict[int, str]) -> str:
    segments = paint(text, Span(0, len(text)), Marks.of((), (), ()), {}, DARK, NOWHERE, None, hints=hints)
    return "".join(segment.text for segment in segments)


# What carries what


@by_theme
def test_a_mention_within_another_is_seen_and_so_is_how_far_the_other_goes(inks: Inks) -> None:
    nested = [mention("University of Tokyo", "ORG", decided=True), mention("Tokyo", "GPE", decided=True)]
    style = {segment.text: segment.style for segment in drawn(Marks.of((), nested, ()), inks)}
    outer, inner = style["University of "], style["Tokyo"]
    assert inner == style_of(Look(mentions=2, colour=COLOURS["GPE"], decided=2, under=COLOURS["ORG"]), inks)
    assert outer == style_of(Look(mentions=1, colour=COLOURS["ORG"], decided=1, under=COLOURS["ORG"]), inks)
    assert outer != inner
    assert outer != style["The "] != inner


@by_theme
def test_even_one_of_the_same_label(inks: Inks) -> None:
    one, two = (Look(mentions=n, colour="#63a3ff", decided=n, under="#63a3ff") for n in (1, 2))
    assert style_of(one, inks) != style_of(two, inks)


@by_theme
def test_all_can_be_seen_together(inks: Inks) -> None:
    green, blue = "#b4ffb2", "#63a3ff"
    mentions = [
        Look(),
        Look(mentions=1, colour=green),
        Look(mentions=1, colour=green, decided=1, under=green),
        Look(mentions=2, colour=green, decided=2, under=blue),
    ]
    blocks = [Look(), Look(chosen=True), Look(cursor=True)]
    if not inks.plain:
        blocks += [Look(found=True), Look(found=True, current=True)]
    seen = {
        style_of(
            replace(what, noted=noted, chosen=on.chosen, cursor=on.cursor, found=on.found, current=on.current), inks
        )
        for what, noted, on in product(mentions, (False, True), blocks)
    }
    assert len(seen) == len(mentions) * 2 * len(blocks)


@by_theme
def test_a_match_is_seen_in_the_selection_and_the_current_one_among_others(inks: Inks) -> None:
    chosen, found = Look(chosen=True), Look(found=True)
    assert style_of(replace(found, chosen=True), inks) != style_of(chosen, inks)
    assert style_of(replace(found, current=True), inks) != style_of(found, inks)
    assert style_of(Look(cursor=True, found=True), inks) != style_of(Look(cursor=True), inks)


@by_theme
def test_where_engines_differ_is_seen(inks: Inks) -> None:
    suggested = Look(mentions=1, colour="#63a3ff")
    assert style_of(replace(suggested, mentions=2), inks) != style_of(suggested, inks)


@by_theme
def test_what_one_claims_is_told_from_what_the_other_does(inks: Inks) -> None:
    looks = [Look(claimed=by, asked=asked) for by in range(4) for asked in (False, True) if by or not asked]
    assert len({style_of(look, inks) for look in looks}) == len(looks)


def test_without_colour_a_suggestion_is_italic_and_a_decision_bold() -> None:
    assert style_of(Look(mentions=1, colour="#ffffff"), MONO) == Style(italic=True)
    assert style_of(Look(mentions=1, colour="#ffffff", decided=1), MONO) == Style(bold=True)
    assert style_of(Look(mentions=2, colour="#ffffff", decided=2), MONO) == Style(bold=True, italic=True)
    assert style_of(Look(mentions=1), SIXTEEN).italic


LOOKS = st.builds(
    Look,
    quiet=st.booleans(),
    title=st.booleans(),
    mentions=st.integers(0, 4),
    colour=st.integers(0, 0xFFFFFF).map("#{:06x}".format) | st.none(),
    decided=st.integers(0, 4),
    under=st.integers(0, 0xFFFFFF).map("#{:06x}".format) | st.none(),
    chosen=st.booleans(),
    found=st.booleans(),
    current=st.booleans(),
    cursor=st.booleans(),
    claimed=st.integers(0, 15),
    asked=st.booleans(),
)


@pytest.mark.parametrize("inks", [inks for inks in THEMES if not inks.flat], ids=lambda inks: str(inks.name))
@given(look=LOOKS)
def test_whatever_meets_can_be_read(inks: Inks, look: Look) -> None:
    for style in (style_of(look, inks), label_style(look.colour, inks), hint_style(inks)):
        assert style.color is not None
        ground = style.bgcolor.name if style.bgcolor else inks.paper
        assert contrast(style.color.name, ground) >= inks.contrast


# Where the pieces are


def test_a_line_is_cut_where_something_begins_or_ends() -> None:
    marks = replace(Marks.of((), (), ()), found=Matches([span("o")]), current=span("Tokyo"))
    line = drawn(marks, cursor=span("said"), selection=span("of Tokyo"))
    assert [segment.text for segment in line] == [
        "The University ", "o", "f ", "Tokyo", " ", "said", " so."
    ]  # fmt: skip
    assert line[1].style == style_of(Look(found=True, chosen=True), DARK)
    assert line[3].style == style_of(Look(current=True, chosen=True), DARK)
    assert line[5].style == style_of(Look(cursor=True), DARK)


def test_what_is_no_body_is_quiet_and_the_title_is_not() -> None:
    for kind, look in ((RegionKind.SOURCE, Look(quiet=True)), (RegionKind.TITLE, Look(title=True))):
        (segment,) = drawn(Marks.of([Region(kind, Span(0, len(TEXT)))], (), ()))
        assert segment.style == style_of(look, DARK)


def test_mentions_are_looked_up_and_not_listed() -> None:
    mentions = merge((), ())
    assert Marks.of((), mentions, ()).mentions is mentions


# Letters and labels


@pytest.mark.parametrize(
    ("text", "hints", "expected"),
    [
        ("one two", {0: "f", 4: "ka"}, "fne kao"),
        ("日本 now", {0: "f", 3: "d"}, "f 本 dow"),
        ("日本", {0: "fj"}, "fj本"),
        ("a\tb", {1: "f"}, "af   b"),
        ("e\u0301t", {0: "f"}, "ft"),
        ("no", {1: "ka"}, "nk"),
        ("abc", {0: "ka", 1: "kb"}, "kkb"),
        ("abc", {7: "f"}, "abc"),
    ],
)
def test_letters_take_the_place_of_as_many_cells(text: str, hints: dict[int, str], expected: str) -> None:
    assert over(text, hints) == expected


@given(LINES, st.dictionaries(st.integers(0, 30), st.sampled_from(["f", "ka"]), max_size=4))
def test_letters_never_move_the_text(text: str, hints: dict[int, str]) -> None:
    starts = {offset for offset, each in enumerate(text) if each in "ab 日"}
    assert cells(over(text, {offset: hint for offset, hint in hints.items() if offset in starts})) == cells(text)


def test_a_label_stands_after_its_mention_the_innermost_first() -> None:
    nested = [mention("University of Tokyo", "ORG"), mention("Tokyo", "GPE"), mention("said", "\x1b[2J")]
    marks = Marks.of((), nested, ())
    line = paint(TEXT, Span(0, len(TEXT)), marks, COLOURS, DARK, NOWHERE, None, labels=True)
    assert "".join(segment.text for segment in line) == "The University of Tokyo GPE ORG said ␛[2J so."
    first = paint(TEXT, Span(0, span("Tokyo").start), marks, COLOURS, DARK, NOWHERE, None, labels=True)
    assert "".join(segment.text for segment in first) == "The University of "
