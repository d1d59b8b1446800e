"""Hyphens at the ends of lines: which divide a word, and which belong to it. Pure; told from the document alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

SOFT = "\u00ad"
HYPHENS = ("-", SOFT, "\u2010")

_WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
_LAST = re.compile(rf"{_WORD.pattern}(?=[{''.join(HYPHENS)}]\Z)")
# What goes on after a hyphen that stands for a part of a later word: `two- and three-year`, `Haupt- und Nebensache`.
_HANGING = re.compile(r"(?:and|or|to)\s+\w+[-\u2010]|(?:und|oder|bis)\s")
_NUMBER = re.compile(
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty-"
    r"(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|(?:four|fif|six|seven|eigh|nin)th)"
)


class Hyphens:
    """Knows the words of a document, given as the lines of its paragraphs.

    A page shows the same sign whether a typesetter divided `har-bour` or broke a line after the hyphen of `well-known`.
    What tells them apart is how the document writes the word elsewhere, and else its other words.
    """

    def __init__(self, paragraphs: Iterable[Sequence[str]]) -> None:
        # What a hyphen at the end of a line parts may be no word, and tells nothing.
        self._words: Counter[str] = Counter()
        ends = count = 0
        for lines in paragraphs:
            count += len(lines)
            ends += sum(_parts(*two) is not None for two in pairwise(lines))
            self._words.update(chain.from_iterable(_whole_words(lines)))
        compounds = {word: often for word, often in self._words.items() if "-" in word}
        self._heads = {word.partition("-")[0] for word in compounds}
        self._tails = {word.rpartition("-")[2] for word in compounds}
        # Where no word is divided, lines end after a hyphen no more often than after any other end of a word.
        expected = (sum(compounds.values()) + ends) * count / max(1, self._words.total())
        self._divides = ends > 2 * expected

    def ended(self, line: str, following: str) -> str:
        """A line as it goes on in the next: with a blank, or where a hyphen ends it without, and maybe without that."""
        parts = _parts(line, following)
        if parts is None or _HANGING.match(following):
            return f"{line} "
        if line.endswith(SOFT) or not self._belongs(*parts, small=following[0].islower()):
            return line[:-1]
        return line

    def _belongs(self, before: str, after: str, *, small: bool) -> bool:
        """Whether the hyphen between two parts is one of the word; `small`: the second has no capital."""
        written, divided = self._words[f"{before}-{after}"], self._words[before + after]
        if written != divided:
            return written > divided
        last, first = before.rpartition("-")[2], after.partition("-")[0]
        if not small or not last[-1].isalpha() or _NUMBER.fullmatch(f"{last}-{first}"):
            return True
        if not self._divides:
            return "-" in before or self._alone(last) or self._alone(first)
        # Both parts of `with-out` stand by themselves, too: it takes more to tell.
        if not self._alone(last):
            return False
        compound = "-" in after or before in self._heads or after in self._tails
        return "-" in before or (self._alone(first) and compound)

    def _alone(self, word: str) -> bool:
        return self._words[word] > 0


def _parts(line: str, following: str) -> tuple[str, str] | None:
    """The word before a hyphen at the end of a line, and what the next begins with; None where there is none."""
    before, after = _LAST.search(line), _WORD.match(following)
    return None if before is None or after is None else (_plain(before[0]), _plain(after[0]))


def _whole_words(lines: Sequence[str]) -> Iterator[list[str]]:
    """The words of each line that no hyphen at an end of it parts from others."""
    parted = False
    for line in lines:
        words = [_plain(word) for word in _WORD.findall(line)]
        begins, parted = parted, line.endswith(HYPHENS)
        yield words[begins : len(words) - parted]


def _plain(word: str) -> str:
    return word.casefold().replace("\u2010", "-")
