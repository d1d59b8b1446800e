from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.span import Span
from tui.reader.hints import LETTERS, MOST, hints, narrow, targets

PLACES = st.dictionaries(st.integers(0, 10_000), st.none() | st.just(Span(0, 1)), max_size=MOST)
Places = dict[int, Span | None]


def test_an_entity_that_begins_a_sentence_is_one_target() -> None:
    text = "old. Japan won. 二 met Korea there. new."
    entities = [Span(5, 10), Span(22, 27)]
    assert targets(text, Span(5, 35), entities) == {5: entities[0], 16: None, 22: entities[1]}


def test_a_sentence_that_begins_before_the_screen_is_no_target() -> None:
    text = "one begins here and goes on. 二."
    assert targets(text, Span(4, len(text)), []) == {29: None}
    assert targets(text, Span(0, 3), []) == {0: None}
    assert targets("", Span(0, 0), []) == {}


def test_a_run_of_capitalised_words_is_a_target_that_is_held_whole() -> None:
    text = "near the Torre de la Vela or in\nStudio 9 of Ana Ruiz, whom Japan knows"
    found = targets(text, Span(0, len(text)), [Span(text.index("Japan"), text.index("Japan") + 5)])
    assert [text[span.start : span.end] for span in found.values() if span] == [
        "Torre de la Vela",
        "Studio 9 of Ana Ruiz",
        "Japan",
    ]


@pytest.mark.parametrize("count", [0, 1, 25, 26, 27, 51, 52, 400, MOST])
def test_hints_are_as_short_as_they_can_be(count: int) -> None:
    lengths = [len(hint) for hint in hints(dict.fromkeys(range(count)), 0)]
    single = lengths.count(1)
    assert len(lengths) == count
    assert lengths == sorted(lengths)
    assert max(lengths, default=1) <= 2
    # One letter more alone would leave too few to begin the others.
    assert single == min(count, 26) if count <= 26 else single + 1 + (26 - single - 1) * 26 < count


@given(PLACES, st.integers(0, 10_000))
def test_every_place_has_a_hint_that_begins_no_other(places: Places, near: int) -> None:
    hinted = hints(places, near)
    assert set(hinted.values()) == set(places)
    assert not any(longer.startswith(hint) for hint, longer in permutations(list(hinted)[:40], 2))
    assert len({hint for hint in hinted if len(hint) == 1} & {hint[0] for hint in hinted if len(hint) == 2}) == 0
    assert set("".join(hinted)) <= set(LETTERS)


@given(PLACES, st.integers(0, 10_000))
def test_names_have_shorter_hints_than_mere_sentences_and_the_nearest_the_shortest(places: Places, near: int) -> None:
    ranks = [(places[place] is None, abs(place - near)) for place in hints(places, near).values()]
    assert ranks == sorted(ranks)


@given(PLACES, st.integers(0, 10_000))
def test_typing_a_hint_arrives_at_its_place(places: Places, near: int) -> None:
    hinted = hints(places, near)
    for hint, place in hinted.items():
        assert narrow(hinted, hint) == {"": place}
        assert place in narrow(hinted, hint[0]).values()
    assert narrow(hinted, "1") == {}


def test_past_the_most_the_farthest_have_none() -> None:
    assert set(hints(dict.fromkeys(range(MOST + 10)), 0).values()) == set(range(MOST))
