"""The capitalised words of a text, the evidence that names are told by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotations.entities.vocabulary import COMMON
from annotations.text.span import Span

_MARK = "\u0300-\u036f"
_WORD = re.compile(
    rf"(?<![^\W_])(?<![{_MARK}])(?=[^\Wa-z\d_])"
    r"(?:(?:[A-Z]\.){2,6}|[A-Z]\.(?=\s?[A-Z])"
    r"|(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Adm|Prof|Rev|Mt|Inc|Corp|Ltd|Co|Bros|No"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\."
    rf"|[^\W_](?:[^\W_]|[{_MARK}])*(?:'(?!s\b)[^\W\d_](?:[^\W_]|[{_MARK}])+)?)"
)
_LOWER = re.compile(r"(?<![\w])[a-z]{2,40}(?!\w)")
_LINE = re.compile(r"[^\n]+")
_LINE_WORD = re.compile(r"[^\W\d_]+")
_FOLDED = str.maketrans({"’": "'", "\u00a0": " ", "\t": " ", "\u2011": "-", "\u2010": "-"})
# A line shorter than this ends where its author ended it; a longer one may have been wrapped.
_WRAPPED = 50
_OPENERS = '.!?:"“”‘;\n—–•|*'
_REACH = 40
_LONGEST_TITLE = 200
_LONGEST_RUN = 16


class Word(NamedTuple):
    """A capitalised word. `initial`: it begins a sentence; `weak`: it stands where everything has a capital."""

    start: int
    end: int
    text: str
    initial: bool
    weak: bool


class Capitals:
    """A text prepared for the rules of names.

    `text` is as long as the original, with wrapped lines joined by a space and apostrophes, hyphens and spaces
    made plain; `words` are its capitalised words; `lower` the words that occur without a capital; `weak` the lines in
    which capitals mean little.
    """

    def __init__(self, original: str, headline: Span | None = None) -> None:
        self.text = _unwrapped(original.translate(_FOLDED))
        self.weak = _weak_lines(original, headline)
        self.words = list(_capitalised(self.text, self.weak))
        self.lower = frozenset(_LOWER.findall(self.text))

    def gap(self, index: int) -> str:
        """What stands between the word and the next one; a line end after the last."""
        if index + 1 >= len(self.words):
            return "\n"
        start, end = self.words[index].end, self.words[index + 1].start
        return self.text[start:end] if end - start <= 12 else "\n"

    def common(self, word: Word) -> bool:
        """Whether it has its capital only because it begins a sentence."""
        return word.text in COMMON or (word.initial and word.text.lower() in self.lower)

    def runs(self) -> Iterator[list[int]]:
        """Indexes of capitalised words that stand together, where capitals mean something."""
        run: list[int] = []
        for index, word in enumerate(self.words):
            if word.weak:
                continue
            run.append(index)
            # The bound keeps the work on a text of capitals linear.
            if self.gap(index) not in (" ", "-") or self.words[index + 1].weak or len(run) == _LONGEST_RUN:
                yield run
                run = []
        if run:
            yield run


def _unwrapped(text: str) -> str:
    """The text with the ends of long lines made spaces; blank lines and short lines still part what they part."""
    lines = text.split("\n")
    parts: list[str] = []
    for index, line in enumerate(lines[:-1]):
        joins = len(line) >= _WRAPPED and lines[index + 1][:1].strip() != ""
        parts += (line, " " if joins else "\n")
    parts.append(lines[-1])
    return "".join(parts)


def _weak_lines(text: str, headline: Span | None) -> list[tuple[int, int]]:
    """Where capitals mean little: the headline, lines in title case, lines in capitals."""
    weak = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        if headline and start < headline.end and headline.start < end:
            weak.append((start, end))
            continue
        sentence = line[0].rstrip().endswith((".", ".”", '."')) and not line[0].isupper()
        if sentence or end - start > _LONGEST_TITLE:
            continue
        words = _LINE_WORD.findall(line[0])
        long = [word for word in words if len(word) > 3]
        if len(words) >= 4 and len(long) >= 3 and sum(word[0].isupper() for word in long) > 0.75 * len(long):
            weak.append((start, end))
    return weak


def _capitalised(text: str, weak: list[tuple[int, int]]) -> Iterator[Word]:
    line = 0
    previous = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        if not word[0].isupper():
            continue
        while line < len(weak) and weak[line][1] <= start:
            line += 1
        before = text[max(previous, start - _REACH) : start].rstrip(" ([{'")
        # `Mr.` and `U.S.` hold their own stop, so nothing but space parts them from what follows.
        initial = (before[-1] in _OPENERS or before.endswith("--")) if before else previous == 0
        yield Word(start, end, word, initial, line < len(weak) and weak[line][0] <= start)
        previous = end
