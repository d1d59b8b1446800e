"""What the model is told of a token."""

from __future__ import annotations

from annotations.entities.capitals import Capitals
from annotations.entities.features import Features


def test_words_in_capitals_are_told_as_the_article_writes_them() -> None:
    text = "THE ZORBLAT LEAVES TOWN NIGHTLY\n\nNobody leaves Zorblat."
    headline, _ = Features().stretches(text, Capitals(text), [])
    words = [next(each for each in told if each.startswith("w=")) for told in headline.attributes]
    assert words == ["w=the", "w=Zorblat", "w=leaves", "w=Town", "w=Nightly"]
