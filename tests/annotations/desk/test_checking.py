"""Where `c` leads: to suggestions that are unsure, and to names that nobody suggested."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.article import Article, Region, RegionKind
from annotations.desk.checking import REACH, Checking
from annotations.desk.mentions import SURE, merge
from annotations.entities.entity import Entity
from annotations.notes.note import Decision
from annotations.text.span import Span
from tests.annotations.desk.test_mentions import decided

HEAD = "Lamp Lit In Harbour\n\n"
BODY = "The keeper, Morag Tulloch, saw. In Torre de la Vela nobody saw Japan. Crown waited, President. The Crown won."
TEXT = HEAD + BODY


def checking(*, found: dict[str, float] | None = None, rejected: tuple[str, ...] = ()) -> Checking:
    """Over TEXT, with suggestions by their scores and what was rejected."""
    title = Region(RegionKind.TITLE, Span(0, len(HEAD) - 2))
    article = Article("a.txt", TEXT, (title, Region(RegionKind.BODY, Span(len(HEAD), len(TEXT)))))
    suggested = [Entity(span(words), words, "ORG", score, "x") for words, score in (found or {}).items()]
    notes = [decided(span(words).start, len(words), Decision.REJECTED) for words in rejected]
    return Checking.of(article, merge(suggested, notes), notes)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def walk(places: Checking) -> list[str]:
    """What `c` passes from the beginning on, and `C` from the end back, which is the same."""
    there, back = [], []
    at = 0
    while (place := places.after(at)) is not None:
        there.append(place)
        at = place.start
    at = len(TEXT)
    while (place := places.before(at)) is not None:
        back.append(place)
        at = place.start
    assert back == there[::-1]
    return [TEXT[each.start : each.end] for each in there]


def test_names_that_nobody_suggested_are_places_to_check() -> None:
    # Not the headline, nor a word that has its capital from the sentence, nor a title of office alone.
    assert walk(checking()) == ["Morag Tulloch", "Torre de la Vela", "Japan", "Crown"]


def test_suggestions_are_places_where_they_are_unsure_and_hide_what_they_cover() -> None:
    assert walk(checking(found={"Tulloch": SURE, "Japan": SURE - 0.1})) == ["Torre de la Vela", "Japan", "Crown"]


def test_what_was_rejected_is_no_name_that_was_overlooked() -> None:
    assert walk(checking(rejected=("Morag Tulloch", "Japan"))) == ["Torre de la Vela", "Crown"]


def test_no_key_reads_a_whole_text() -> None:
    text = "it rained. " * REACH + "Morag Tulloch saw it."
    article = Article("a.txt", text, ())
    places = Checking.of(article, merge([], []), [])
    assert places.after(0) is None
    assert places.before(len(text) - 100) is None
    assert places.after(len(text) - 1000) == Span(len(text) - 21, len(text) - 8)


@pytest.mark.parametrize("text", ["", "\n", "“", "A", "Ā́ B", "É. É"])
@given(offset=st.integers(-1, 5))
def test_any_text_at_any_place(text: str, offset: int) -> None:
    places = Checking.of(Article("a.txt", text, ()), merge([], []), [])
    for place in (places.after(offset), places.before(offset)):
        assert place is None or text[place.start : place.end].strip()
