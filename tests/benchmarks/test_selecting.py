from __future__ import annotations

import pytest

from annotations.articles.article import Article
from annotations.desk.checking import Checking
from annotations.desk.mentions import Mention
from annotations.text.span import Span
from annotations.text.span_index import SpanIndex
from benchmarks.mentions import Screen
from benchmarks.selecting import labelling, shortest
from tui.reader.layout import Layout


@pytest.mark.parametrize(
    ("label", "keys"),
    [("PERSON", ("1",)), ("LAW", ("L", "l", "a", "enter")), ("PERCENT", ("L", "p", "e", "r", "c", "enter"))],
)
def test_a_label_is_given_by_its_digit_or_by_its_first_letters(label: str, keys: tuple[str, ...]) -> None:
    assert labelling(label) == keys


def _keys(text: str, quote: str) -> str:
    layout = Layout(text, 80)
    layout.extend(len(text))
    start = text.index(quote)
    mentions = SpanIndex[Mention]()
    screen = Screen(text, layout, 0, mentions, Checking.of(Article("a.txt", text), mentions, ()))
    return " ".join(shortest(screen, Span(start, start + len(quote)), ("1",)))


def test_the_word_under_the_cursor_needs_no_selection() -> None:
    assert _keys("Ana came.", "Ana") == "1"


def test_words_in_small_letters_are_gone_to_and_selected() -> None:
    assert _keys("She met the ebb tide.", "ebb tide") in ("w w w v w 1", "w w w w v b 1")


def test_a_name_that_nobody_suggested_is_checked_or_jumped_to_and_held_whole() -> None:
    assert _keys("She met Ebba Hallgren.", "Ebba Hallgren") == "c 1"
    keys = _keys("She met Ann, Bea, Cat, Dot, Ebba Hallgren.", "Ebba Hallgren").split()
    assert (keys[0], keys[-1], len(keys)) == ("f", "1", 3)


def test_a_sentence_far_away_is_jumped_to() -> None:
    keys = _keys("One two three four. " * 12 + "Ana came.", "Ana")
    assert keys.startswith("f ")
    assert len(keys.split()) == 3
