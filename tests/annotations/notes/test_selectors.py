from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.notes.approximate import plain
from annotations.notes.note import Kind, Note, Status
from annotations.notes.selectors import anchor, quote
from annotations.text.graphemes import is_boundary, snap
from annotations.text.span import Span

TEXT = "TOKYO, Dec. 5 (Xinhua) -- Japan's new ambassador to Japan's old ally left. Japan waits."
TIME = "2024-12-05T08:30:00.000000+00:00"


def noted(text: str, start: int, end: int) -> Note:
    at = snap(text, start, end)
    context = quote(text, at)
    return Note(
        "n", Kind.NOTE, "a", "old", at.start, at.end, context.quote, context.prefix, context.suffix, "", TIME, TIME
    )


def on(words: str, occurrence: int = 0) -> Note:
    at = -1
    for _ in range(occurrence + 1):
        at = TEXT.index(words, at + 1)
    return noted(TEXT, at, at + len(words))


def test_quote_takes_up_to_32_characters_on_both_sides() -> None:
    text = "a" * 40 + "QUOTE" + "b" * 40
    context = quote(text, Span(40, 45))
    assert (context.prefix, context.quote, context.suffix) == ("a" * 32, "QUOTE", "b" * 32)
    assert quote("ab", Span(0, 2)).prefix == quote("ab", Span(0, 2)).suffix == ""


def test_context_does_not_split_a_character_of_several_code_points() -> None:
    accented = "e\N{COMBINING ACUTE ACCENT}"
    text = accented + "x" * 31 + "Q" + "x" * 31 + accented
    context = quote(text, Span(33, 34))
    assert context.prefix == context.suffix == "x" * 31


def test_the_same_text_gives_the_same_note() -> None:
    note = on("Japan", 1)
    assert anchor(note, TEXT, "old") is note


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (TEXT + " The end.", 26),
        ("News. " + TEXT, 32),
        (TEXT.replace("ambassador", "envoy"), 26),
        (TEXT.replace("Dec.", "Nov."), 26),
    ],
    ids=["added after", "added before", "altered in its suffix", "altered in its prefix"],
)
def test_a_note_on_one_of_several_follows_its_context(text: str, start: int) -> None:
    placed = anchor(on("Japan"), text, "new")
    assert (placed.start, placed.status, placed.article_sha256) == (start, Status.ANCHORED, "new")


def test_the_only_quote_without_its_context_may_be_another() -> None:
    placed = anchor(on("ambassador"), "An ambassador resigned.", "new")
    assert (placed.start, placed.end, placed.status) == (3, 13, Status.AMBIGUOUS)


def test_a_reworded_quote_is_found_in_its_context_and_quoted_anew() -> None:
    placed = anchor(on("new ambassador"), TEXT.replace("new ambassador", "newest ambassador"), "new")
    assert (placed.quote, placed.status) == ("newest ambassador", Status.ANCHORED)
    assert placed.prefix == "TOKYO, Dec. 5 (Xinhua) -- Japan's "[-32:]


def test_other_quotation_marks_and_dashes_are_no_change() -> None:
    placed = anchor(on("Japan's new"), TEXT.replace("'", "’").replace("--", "—"), "new")
    assert (placed.quote, placed.status) == ("Japan’s new", Status.ANCHORED)


def test_of_a_quote_that_is_gone_a_lookalike_is_not_taken_for_sure() -> None:
    text = TEXT.replace("Japan's new ambassador to ", "") + " Kenya's new ambassador came to Oslo in spring."
    placed = anchor(on("new ambassador"), text, "new")
    assert (placed.quote, placed.status) == ("new ambassador", Status.AMBIGUOUS)


def test_of_several_places_the_nearest_is_taken_and_said_to_be_in_doubt() -> None:
    placed = anchor(on("Japan", 2), "Japan, Japan, Japan " + "." * 60 + " Japan", "new")
    assert (placed.start, placed.status) == (81, Status.AMBIGUOUS)
    assert anchor(placed, "Japan, Japan, Japan " + "." * 60 + " Japan", "new") == placed


def test_a_doubt_is_not_forgotten_because_the_place_stays() -> None:
    in_doubt = anchor(on("Japan", 2), "Japan. Japan.", "new")
    assert in_doubt.status is Status.AMBIGUOUS
    assert anchor(in_doubt, "Japan. Japan. Well.", "newer").status is Status.AMBIGUOUS


def test_another_word_like_it_at_the_old_place_is_not_taken_for_it() -> None:
    note = noted("xx ab cd, the end", 3, 5)
    placed = anchor(note, "zz ab yy, no; xx ab cd, the end", "new")
    assert (placed.start, placed.status) == (17, Status.ANCHORED)


def test_an_orphan_keeps_all_and_comes_back_with_its_text() -> None:
    note = on("ambassador")
    orphan = anchor(note, "Nothing is left.", "new")
    assert orphan == replace(note, status=Status.ORPHANED)
    assert anchor(orphan, TEXT, "old") == note


def test_a_letter_that_got_an_accent_is_not_the_letter() -> None:
    note = noted("a b", 2, 3)
    assert anchor(note, "a b\N{COMBINING DIAERESIS}", "new").status is not Status.ANCHORED


def test_a_note_on_the_whole_article_only_takes_the_hash(make_note: Callable[..., Note]) -> None:
    note = make_note(start=None, end=None, quote="", prefix="", suffix="")
    assert anchor(note, "", "new") == replace(note, article_sha256="new")


# Few letters, so that quotes repeat, and what makes clusters of several code points.
TEXTS = st.text(alphabet="ab \n\N{COMBINING ACUTE ACCENT}\N{ZERO WIDTH JOINER}\N{GRINNING FACE}", max_size=60)


@given(TEXTS, TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_what_is_anchored_or_ambiguous_stands_on_its_quote(before: str, after: str, one: int, other: int) -> None:
    note = noted(before, min(one, other), max(one, other))
    placed = anchor(note, after, "new")
    if placed.status is Status.ORPHANED:
        assert placed == replace(note, status=Status.ORPHANED)
        return
    assert placed.span is not None
    assert after[placed.span.start : placed.span.end] == placed.quote
    assert is_boundary(after, placed.span.start)
    assert is_boundary(after, placed.span.end)
    assert anchor(placed, after, "new") is placed


@given(TEXTS, TEXTS, TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_the_only_place_with_the_whole_context_is_taken(text: str, front: str, back: str, one: int, other: int) -> None:
    note = noted(text, min(one, other), max(one, other))
    after = f"{front}\n{text}\n{back}"
    whole = note.prefix + note.quote + note.suffix
    right = len(front) + 1 + (note.start or 0)
    alike = plain(whole)
    assume(whole and plain(after).find(alike) == plain(after).rfind(alike))
    assume(is_boundary(after, right) and is_boundary(after, right + len(note.quote)))
    placed = anchor(note, after, "new")
    assert (placed.start, placed.status) == (right, Status.ANCHORED)
