"""What a motion costs does not grow with the text: counted in code points that are looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, SupportsIndex

import pytest

from annotations.text import sentences, words

MOTIONS: list[Callable[[str, int], int | None]] = [
    words.next_word,
    words.previous_word,
    sentences.next_sentence,
    sentences.previous_sentence,
    sentences.next_paragraph,
    sentences.previous_paragraph,
]
HARD_WRAPPED = "The rain came down for three days over the long valley of the river and\n"


class Counter:
    """Sums what is looked at."""

    def __init__(self) -> None:
        self.total = 0


class Watched(str):
    """A text that counts what is cut from it and what is searched in it."""

    counter: Counter

    def __getitem__(self, index: SupportsIndex | slice) -> str:
        found = super().__getitem__(index)
        self.counter.total += len(found)
        return found

    def find(self, words: str, start: Any = 0, end: Any = None) -> int:
        found = super().find(words, start, end)
        self.counter.total += (len(self) if found < 0 and end is None else end if found < 0 else found) - start
        return found

    def rfind(self, words: str, start: Any = 0, end: Any = None) -> int:
        found = super().rfind(words, start, end)
        self.counter.total += (len(self) if end is None else end) - max(found, start)
        return found


class WatchedPattern:
    """A regular expression that counts what it is let look at."""

    def __init__(self, pattern: re.Pattern[str], counter: Counter) -> None:
        self._pattern = pattern
        self._counter = counter

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        for match in self._pattern.finditer(text, start, end):
            self._counter.total += match.end() - start
            start = match.end()
            yield match
        self._counter.total += end - start

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        self._counter.total += end - start
        return self._pattern.match(text, start, end)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    counting = Counter()
    for name in ("_LINE", "_END"):
        monkeypatch.setattr(sentences, name, WatchedPattern(getattr(sentences, name), counting))
    for name in ("_word", "_safe"):
        watched = WatchedPattern(getattr(words, name)(), counting)
        monkeypatch.setattr(words, name, lambda watched=watched: watched)
    return counting


@pytest.mark.parametrize("motion", MOTIONS)
@pytest.mark.parametrize(
    "piece",
    ["He went to Tokyo. ", "日本語の文章。", "日本語の文章", ".", "a", " ", "\n", HARD_WRAPPED, "e\u0301", "🇯🇵"],
)
def test_a_motion_costs_the_same_in_a_text_ten_times_as_long(
    counter: Counter, piece: str, motion: Callable[[str, int], int | None]
) -> None:
    costs = []
    for size in (100_000, 1_000_000):
        text = Watched(piece * (size // len(piece)))
        text.counter = counter
        counter.total = 0
        motion(text, len(text) // 2 // len(piece) * len(piece))
        costs.append(counter.total)
    assert 0 < costs[1] <= 1.1 * costs[0]


@pytest.mark.parametrize("piece", [".", "a", " ", "日本語の文章"])
def test_a_motion_that_finds_nothing_near_still_goes_on_and_back(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    middle = len(text) // 2
    for onward, back in zip(MOTIONS[::2], MOTIONS[1::2], strict=True):
        there = onward(text, middle)
        assert there is not None
        assert there > middle
        before = back(text, there)
        assert before is not None
        assert before < there
