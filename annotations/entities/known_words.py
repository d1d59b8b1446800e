"""What is known of many words: given names, surnames, towns, and words that are used alike.

One table, which is searched where it lies, so that reading it costs nothing. Its first line has for each cluster of
words that are used alike the larger one that it is in; each other line a word without capitals, a tab, letters for the
lists that it is in, the number of its cluster, and, behind another tab, the labels that it is likely to have in a name,
as `word_labels` tells them. `known_words_build` makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data" / "known_words.txt"
_LISTS = {"g": "i=givens", "s": "i=surnames", "t": "i=town"}
_BEGINNING, _TOWN, _GOES_ON = "p", "m", "q"
"""Of a word: towns begin with it; of several words: they are a town; a longer one begins with them."""

LABELS = {"X": "O", "P": "PER", "G": "ORG", "L": "LOC", "M": "MISC", "N": "NORP"}
"""Letter → label of the model that a word is likely to have; `O` where it has its capital but begins no name."""

_DIGITS = "0123456789"
_LONGEST_TOWN = 4


class Known(NamedTuple):
    """Attributes of a word: its lists, its clusters, from the smaller, its likely labels; does it begin a town?"""

    lists: Sequence[str]
    like: Sequence[str]
    likely: Sequence[str]
    begins: bool


_NOTHING = Known((), (), (), begins=False)


class KnownWords:
    """The table, given as its bytes, or as those of its file where that lies."""

    def __init__(self, table: bytes | mmap) -> None:
        self._table = table
        self._start = table.find(b"\n") + 1
        self._larger = table[: self._start].decode().split()

    def __call__(self, word: str) -> Known:
        """What is known of a word that is written without capitals."""
        codes, _, labels = self._codes(word).partition("\t")
        letters = codes.rstrip(_DIGITS)
        if not codes:
            return _NOTHING
        lists = [name for letter, name in _LISTS.items() if letter in letters]
        like: list[str] = []
        if number := codes[len(letters) :]:
            like = [f"k={number}", f"kk={self._larger[int(number)]}"]
        likely = [f"y={LABELS[letter]}{level}" for letter, level in zip(labels[::2], labels[1::2], strict=True)]
        return Known(lists, like, likely, _BEGINNING in letters)

    def town(self, words: Sequence[str]) -> int:
        """How many of some words, without capitals, name the town of several words that begins with them; or 0."""
        found = 0
        for count in range(2, min(_LONGEST_TOWN, len(words)) + 1):
            codes = self._codes(" ".join(words[:count]))
            if _TOWN in codes:
                found = count
            if _GOES_ON not in codes:
                break
        return found

    def _codes(self, word: str) -> str:
        """What the table has behind a word, by bisection of its bytes."""
        table, wanted = self._table, f"{word}\t".encode(errors="replace")
        low, high = self._start, len(table)
        while low < high:
            middle = (low + high) // 2
            start = table.rfind(b"\n", low, middle) + 1 or low
            end = table.find(b"\n", middle)
            line = table[start:end]
            if line.startswith(wanted):
                return line[len(wanted) :].decode()
            if line < wanted:
                low = end + 1
            else:
                high = start
        return ""


@cache
def known_words() -> KnownWords:
    """The table that ships with the package."""
    with _DATA.open("rb") as file:
        return KnownWords(mmap(file.fileno(), 0, access=ACCESS_READ))
