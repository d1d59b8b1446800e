"""Labels of words that no corpus has, learned from invented vectors."""

from __future__ import annotations

import importlib.util

import pytest

from annotations.entities.corpora import Gold
from annotations.entities.word_labels import likely
from annotations.text.span import Span

_PEOPLE = [first + last for first in "bdfgklmnprst" for last in ("oru", "ilu", "avo", "edi", "uma")]
_TOWNS = [first + last for first in "bdfgklmnprst" for last in ("axy", "opy", "uby", "igy", "emy")]


def _article(word: str, label: str) -> Gold:
    return Gold(f"so {word.title()} went", ((Span(3, 3 + len(word)), label),))


@pytest.mark.skipif(not importlib.util.find_spec("sklearn"), reason="the extra 'training' is not installed")
def test_a_word_is_told_by_those_that_are_used_like_it_and_not_by_itself() -> None:
    vectors = {word: (1.0, 0.01 * at) for at, word in enumerate(_PEOPLE)}
    vectors |= {word: (-1.0, 0.01 * at) for at, word in enumerate(_TOWNS)}
    vectors |= {"unheard": (1.0, 0.3), "odd": (-1.0, 0.3)}
    corpus = [_article(word, "PER") for word in _PEOPLE] + [_article(word, "LOC") for word in _TOWNS]
    rows = [[word, *map(str, vector)] for word, vector in vectors.items()]
    told = likely(rows, [*corpus * 8, _article("odd", "PER")])
    assert told["unheard"][0] == "P"
    assert "P" not in told["odd"]
