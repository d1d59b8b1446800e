"""What a sentence of a corpus becomes as a headline."""

from __future__ import annotations

import random

from annotations.entities.corpora import Gold
from annotations.entities.headlines import with_headline
from annotations.text.span import Span

_SAID = "Mr Zorblat leaves for a town."
_GOLD = Gold(f"No.\n\n{_SAID}\n\nZorblat.", ((Span(8, 15), "PER"), (Span(36, 43), "PER")))


def test_a_line_is_in_capitals_or_a_title_and_the_rest_stays() -> None:
    chance = random.Random(1)
    made = [each for _ in range(100) for each in with_headline(_GOLD, chance)]
    assert {(gold.text, gold.names, place) for gold, place in made} == {
        (f"No.\n\n{line}\n\nZorblat.", _GOLD.names, Span(5, 34))
        for line in ("MR ZORBLAT LEAVES FOR A TOWN.", "Mr Zorblat Leaves for a Town ")
    }
    assert 20 < len(made) < 60


def test_a_line_that_capitals_make_longer_is_left_as_it_is() -> None:
    chance = random.Random(1)
    gold = Gold("Die Straße nach Zorbla ist lang.", ())
    assert {place_of.text[:10] for _ in range(50) for place_of, _ in with_headline(gold, chance)} == {"Die Straße"}
