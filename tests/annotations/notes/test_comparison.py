"""An old text laid against a new one: spans are followed, moved ones found, and lookalikes told from them."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.notes import comparison, word_diff
from annotations.notes.comparison import Comparison
from annotations.notes.moved import moved
from annotations.notes.note import Kind, Note, Status
from annotations.notes.selectors import anchor, quote
from annotations.notes.word_diff import paired
from annotations.text.graphemes import snap
from annotations.text.span import Span

OLD = (
    "The council met on Monday. It was a long evening in a cold hall. Nobody spoke of the bridge.\n\n"
    "On Tuesday the mayor opened the bridge. It was closed again at noon, for want of paint.\n"
)


def noted(text: str, words: str, occurrence: int = 0) -> Note:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    at = quote(text, Span(start, start + len(words)))
    return Note("n", Kind.NOTE, "a", "old", start, start + len(words), at.quote, at.prefix, at.suffix, "", "", "")


def found(note: Note, new: str, old: str = OLD) -> tuple[str, Status]:
    """The place of a note in a new text, with a little of what is before it, and whether it is sure."""
    placed = anchor(note, new, "new", Comparison(old, new))
    if placed.start is None or placed.end is None or placed.status is Status.ORPHANED:
        return "", placed.status
    return new[max(0, placed.start - 4) : placed.end], placed.status


def test_a_deleted_word_is_not_another_that_is_like_it() -> None:
    new = OLD.replace("Nobody spoke of the bridge.", "").replace("at noon", "at one")
    assert found(noted(OLD, "bridge"), new) == ("", Status.ORPHANED)
    assert found(noted(OLD, "bridge", 1), new) == ("the bridge", Status.ANCHORED)


def test_a_lookalike_that_is_new_is_not_taken_for_what_was_deleted() -> None:
    new = (
        OLD.replace("It was a long evening in a cold hall. ", "") + "They say: a long evening in a warm hall, though.\n"
    )
    assert found(noted(OLD, "cold"), new)[1] is Status.ORPHANED
    assert found(noted(OLD, "hall"), new)[1] is not Status.ANCHORED
    assert found(noted(OLD, "long evening in a cold"), new)[1] is not Status.ANCHORED


def test_what_moved_with_its_company_is_found() -> None:
    sentence = "It was a long evening in a cold hall. "
    new = OLD.replace(sentence, "") + sentence
    assert found(noted(OLD, "evening"), new) == ("ong evening", Status.ANCHORED)
    assert found(noted(OLD, sentence.strip()), new)[1] is Status.ANCHORED


def test_what_moved_twice_is_in_doubt_or_lost() -> None:
    sentence = "It was a long evening in a cold hall. "
    assert found(noted(OLD, "evening"), OLD.replace(sentence, "") + sentence * 2)[1] is not Status.ANCHORED


def test_a_reworded_quote_is_found_between_its_neighbours() -> None:
    new = OLD.replace("the mayor opened", "the mayors opens")
    assert found(noted(OLD, "mayor opened"), new) == ("the mayors opens", Status.ANCHORED)


def test_typography_and_line_breaks_are_no_change() -> None:
    new = OLD.replace(" ", "\u00a0").replace("hall. ", "hall.\n")
    assert found(noted(OLD, "the bridge", 1), new) == ("ned\u00a0the\u00a0bridge", Status.ANCHORED)


def test_a_quote_into_which_much_was_inserted_is_in_doubt_at_its_greater_part() -> None:
    new = OLD.replace("met on", "met " + "and talked and " * 9 + "parted on")
    assert found(noted(OLD, "met on Monday. It was"), new) == (" on Monday. It was", Status.AMBIGUOUS)


def test_in_a_script_without_blanks_words_are_characters() -> None:
    old = "東京で会議が開かれた。日本と韓国が参加した。"
    new = "昨日、東京で会議が開かれた。韓国が参加した。日本は来なかった。"
    assert found(noted(old, "会議"), new, old) == ("、東京で会議", Status.ANCHORED)
    assert found(noted(old, "日本"), new, old)[1] is not Status.ANCHORED


def test_texts_that_are_too_different_to_be_compared_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "LARGEST", 10)
    new = "Other words. " * 9 + OLD.replace("The council", "A council").replace("paint", "money")
    assert found(noted(OLD, "mayor"), new) == ("the mayor", Status.ANCHORED)


def test_the_words_of_hostile_texts_are_compared_in_bounded_work(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    class Counted(SequenceMatcher[str]):
        def __init__(self, junk: None, old: list[str], new: list[str], autojunk: bool) -> None:
            compared.append(len(old))
            super().__init__(junk, old, new, autojunk)

    monkeypatch.setattr(word_diff, "SequenceMatcher", Counted)
    assert paired(["a", "b"] * 2_000, ["c", "a"] * 2_000) == []
    assert compared == []
    gaps = [[["a", "b"] * 40, ["c", "a"] * 40, [str(number)]] for number in range(1_000)]
    paired([word for old, _, end in gaps for word in old + end], [word for _, new, end in gaps for word in new + end])
    assert 0 < len(compared) < 400, "when all gaps together have become too much work, the rest is left"


def test_a_quote_of_words_that_stand_everywhere_is_not_looked_for_everywhere() -> None:
    comparison = Comparison("x " + "a " * 50 + "y", "z " + "a " * 5_000 + "w")
    assert moved(comparison, Span(2, 20)) is None


WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=40)


@given(WORDS, WORDS)
def test_pairs_are_of_the_same_words_in_ascending_order(old: list[str], new: list[str]) -> None:
    pairs = paired(old, new)
    assert all(old[one] == new[other] for one, other in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


@given(WORDS, WORDS, WORDS)
def test_what_was_only_added_to_costs_no_pair(front: list[str], text: list[str], back: list[str]) -> None:
    assert len(paired(text, [*text, *back])) == len(text)
    assert len(paired(text, [*front, *text])) == len(text)


# Few letters, so that words repeat, blanks of all kinds, and what makes clusters of several code points.
TEXTS = st.text(alphabet="ab. \n\u00a0\N{COMBINING ACUTE ACCENT}\N{GRINNING FACE}漢", max_size=60)


@given(TEXTS, TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_whatever_the_texts_a_note_stands_on_its_quote_or_is_lost(old: str, new: str, one: int, other: int) -> None:
    at = snap(old, min(one, other), max(one, other))
    now = quote(old, at)
    note = Note("n", Kind.NOTE, "a", "old", at.start, at.end, now.quote, now.prefix, now.suffix, "", "", "")
    placed = anchor(note, new, "new", Comparison(old, new))
    if placed.status is not Status.ORPHANED:
        assert placed.span is not None
        assert new[placed.span.start : placed.span.end] == placed.quote
        assert snap(new, placed.span.start, placed.span.end) == placed.span
