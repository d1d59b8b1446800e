"""Sentences written as headlines are, so that the model learns names where every word has a capital."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from annotations.entities.corpora import Gold
from annotations.text.span import Span

_SHARE = 0.2
"""Of the articles, those of which a sentence is written in capitals, and those of which one is written as a title."""

_SENTENCE = re.compile(r"(?<![^\n])[^\n]{15,150}(?![^\n])")
_LONG = re.compile(r"^[a-z]|(?<= )[a-z](?=\w{3})")


def with_headline(article: Gold, chance: random.Random) -> Iterator[tuple[Gold, Span]]:
    """Now and then an article with one of its sentences as a headline, and where that stands; the names stay."""
    sentences = [Span(*found.span()) for found in _SENTENCE.finditer(article.text)]
    for written in (str.upper, titled):
        if sentences and chance.random() < _SHARE:
            place = chance.choice(sentences)
            if loud := rewritten(article, place, written):
                yield loud, place


def rewritten(article: Gold, place: Span, written: Callable[[str], str]) -> Gold | None:
    """An article with one place written otherwise; None where that is longer, as some letters are with a capital."""
    line = written(article.text[place.start : place.end])
    if len(line) != len(place):
        return None
    return Gold(article.text[: place.start] + line + article.text[place.end :], article.names)


def titled(sentence: str) -> str:
    """A sentence whose longer words have a capital, without its full stop."""
    line = _LONG.sub(lambda letter: letter[0].upper(), sentence)
    return f"{line[:-1]} " if line.endswith(".") else line
