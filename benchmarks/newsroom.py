"""A library whose text has the statistics of news, the same each time.

Words are drawn by the law of Zipf and Mandelbrot from a vocabulary that is made up but for the commonest words of
English; how long articles are is log-normal. Of an article of 2 KB, 340 words are 180 different ones; of 123 articles
of Wikinews those of that length have 319 and 178.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

COMMON = "lantern"
"""A word that stands in one article of ten."""
COMMONEST = "people"
"""One that stands in every second."""
PHRASE = "police country"
"""One that stands in some of them."""
COMMONEST_PHRASE = "of the people"
"""One of words that nearly all of them have."""
RARE = "Quizzaciously"
"""A word that stands in one article of a thousand."""

_FUNCTION_WORDS = [
    "the",
    "of",
    "to",
    "in",
    "a",
    "and",
    "said",
    "for",
    "that",
    "on",
    "is",
    "was",
    "with",
    "at",
    "by",
    "as",
    "from",
    "it",
    "he",
    "his",
    "has",
    "be",
    "an",
    "have",
    "are",
    "will",
    "its",
    "not",
    "this",
    "which",
    "who",
    "were",
    "been",
    "but",
    "had",
    "their",
    "they",
    "after",
    "more",
    "would",
    "one",
    "about",
    "also",
    "up",
    "when",
    "than",
    "or",
    "two",
    "new",
    "out",
    "over",
    "people",
    "year",
    "first",
    "last",
    "against",
    "into",
    "other",
    "there",
    "she",
    "all",
    "government",
    "her",
    "you",
    "could",
    "time",
    "under",
    "state",
    "three",
    "before",
    "president",
    "minister",
    "between",
    "some",
    "if",
    "most",
    "during",
    "country",
    "police",
]
_ONSETS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "br",
    "cr",
    "dr",
    "fr",
    "gr",
    "pr",
    "st",
    "tr",
    "sh",
    "ch",
    "th",
    "pl",
    "cl",
    "sp",
]
_NUCLEI = ["a", "e", "i", "o", "u", "ai", "ea", "ou", "ee", "io"]
_CODAS = ["n", "r", "s", "t", "l", "m", "d", "ng", "st", "nt", "ck", "ss", "p"]
_SOURCES = ("Reuters", "Xinhua", "Meridian News", "AFP", "AP", "Harbour News")
_VOCABULARY = 120_000
_RANK_OF_COMMON = 310
_EXPONENT, _SHIFT = 1.23, 2.7
_WORDS, _SPREAD = 5.78, 0.35
"""Mean and deviation of the logarithm of an article's number of words."""
_IN_A_FOLDER = 1_000


def write_newsroom(folder: Path, count: int) -> None:
    """Write so many articles into a new folder, a thousand to each folder in it."""
    chance = random.Random(2026)
    words = _vocabulary(chance)
    weights = list(accumulate(1 / (rank + _SHIFT) ** _EXPONENT for rank in range(len(words))))
    for number in range(count):
        within = folder / f"{number // _IN_A_FOLDER:03}"
        if number % _IN_A_FOLDER == 0:
            within.mkdir(parents=True)
        length = max(60, int(chance.lognormvariate(_WORDS, _SPREAD)))
        drawn = chance.choices(words, cum_weights=weights, k=length)
        if number % 1_000 == 7:
            drawn[length // 2] = RARE
        (within / f"{number:06}.txt").write_text(_article(drawn, chance), encoding="utf-8")


def _article(words: Sequence[str], chance: random.Random) -> str:
    day = f"20{chance.randint(10, 26):02}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    time = f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:17"
    head = " ".join(words[:8]).capitalize()
    parts = [head, "", f"Source: {chance.choice(_SOURCES)}| {day} {time}|Editor: Duarte", "Video PlayerClose", ""]
    at = 8
    while at < len(words):
        sentences = []
        for _ in range(chance.randint(1, 3)):
            length = chance.randint(8, 30)
            if words[at : at + length]:
                sentence = f"{' '.join(words[at : at + length])}."
                sentences.append(f"“{sentence}”" if chance.random() < 0.1 else sentence)
            at += length
        parts += [" ".join(sentences), ""]
    return "\n".join(parts)


def _vocabulary(chance: random.Random) -> list[str]:
    """Function words first, then made-up ones, the shorter the likelier to be common."""
    made = dict.fromkeys((*_FUNCTION_WORDS, COMMON, RARE))
    while len(made) < _VOCABULARY:
        syllables = (
            chance.choice(_ONSETS) + chance.choice(_NUCLEI) + (chance.choice(_CODAS) if chance.random() < 0.5 else "")
            for _ in range(chance.choice((2, 3, 3, 4, 4)))
        )
        word = "".join(syllables)
        made.setdefault(word.capitalize() if chance.random() < 0.25 else word)
    others = [word for word in made if word not in (*_FUNCTION_WORDS, COMMON, RARE)]
    words = [*_FUNCTION_WORDS, *sorted(others, key=lambda word: len(word) + chance.random() * 40)]
    return [*words[:_RANK_OF_COMMON], COMMON, *words[_RANK_OF_COMMON:]]
