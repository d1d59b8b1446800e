"""Marks in the text of an article."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotations.commands.marks import marked
from annotations.desk.mentions import Mention
from annotations.entities.scheme import BUILT_IN
from annotations.notes.note import Kind, Note, Status
from annotations.text.span import Span

TIME = "2024-12-05T08:30:00.000000+00:00"
TEXT = "Japan met South Korea in Tokyo"
DECISION = Note("1", Kind.ENTITY, "a.txt", "", 0, 5, "Japan", "", "", "ada", TIME, TIME)


def mention(text: str, label: str = "GPE") -> Mention:
    start = TEXT.index(text)
    return Mention(Span(start, start + len(text)), text, label, "rules", 1.0)


def note(text: str) -> Note:
    start = TEXT.index(text)
    return replace(DECISION, kind=Kind.NOTE, start=start, end=start + len(text), quote=text)


def test_marks_nest_as_their_spans_do() -> None:
    shown = marked(
        TEXT, [mention("Japan"), mention("South Korea")], [note("Japan"), note("Korea"), note("Japan met")], None
    )
    assert shown == "{{[Japan|GPE]}[1] met}[3] [South {Korea}[2]|GPE] in Tokyo"


def test_spans_that_cross_close_in_the_order_of_their_ends() -> None:
    assert marked(TEXT, [mention("South Korea")], [note("met South")], None) == (
        "Japan {met [South}[1] Korea|GPE] in Tokyo"
    )


def test_what_has_no_place_is_not_marked() -> None:
    lost = replace(note("Japan"), status=Status.ORPHANED)
    whole = replace(DECISION, kind=Kind.NOTE, start=None, end=None)
    assert marked(TEXT, [], [lost, whole], None) == TEXT


def test_colours_are_those_of_the_scheme_and_decisions_are_bold() -> None:
    decided = replace(mention("Japan"), note=DECISION)
    shown = marked(TEXT, [decided, mention("Tokyo")], [note("met")], BUILT_IN)
    assert shown == (
        "\x1b[1m\x1b[38;2;180;255;178mJapan\x1b[39m\x1b[22m \x1b[4mmet\x1b[24m[1] South Korea in "
        "\x1b[38;2;180;255;178mTokyo\x1b[39m"
    )


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda ends: Span(min(ends), max(ends)))


@given(st.lists(spans), st.lists(spans))
def test_taking_the_marks_away_leaves_the_text_and_each_mark_is_there_once(
    mentioned: list[Span], noted: list[Span]
) -> None:
    mentions = [Mention(span, TEXT[span.start : span.end], "GPE", "rules", 1.0) for span in mentioned]
    notes = [replace(DECISION, kind=Kind.NOTE, start=span.start, end=span.end) for span in noted]
    shown = marked(TEXT, mentions, notes, None)
    assert re.sub(r"\[(?!\d)|\|GPE\]|\{|\}\[\d+\]", "", shown) == TEXT
    assert shown.count("|GPE]") == len(mentioned)
    assert sorted(int(number) for number in re.findall(r"\}\[(\d+)\]", shown)) == list(range(1, len(noted) + 1))
