"""Where one is in a text that has changed."""

from __future__ import annotations

import pytest

from annotations.desk.rereading import carried

OLD = "It rained in Tokyo. Nobody was glad of it. Seoul was dry, and stayed so."


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (OLD, "Seoul"),
        (f"BREAKING\n\n{OLD}", "Seoul"),
        (OLD.replace("rained in Tokyo", "poured").replace("stayed", "will stay"), "Seoul"),
        (f"{OLD} At last, it rained there, too.", "Seoul"),
    ],
)
def test_the_cursor_stays_on_its_words(new: str, words: str) -> None:
    assert new[carried(OLD, new, OLD.index(words)) :].startswith(words)


@pytest.mark.parametrize("new", ["", "Short.", "Quite another story, which has none of all that was there."])
def test_where_its_words_are_gone_it_stays_within_the_text(new: str) -> None:
    assert 0 <= carried(OLD, new, OLD.index("Seoul")) <= max(0, len(new) - 1)
    assert carried(OLD, new, len(OLD)) <= max(0, len(new) - 1)
