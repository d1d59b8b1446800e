"""Corpora in two columns for training and measuring: token and tag, a blank line between sentences.

The tokens are put together to the text that they were cut from, nearly, so that the engine is trained and measured on
what it will see: articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.entities.vocabulary import words
from annotations.problem import PostilError, Problem
from annotations.text.span import Span

_CLOSING = words(". , ; : ? ! ) ] } % 's ’s n't n’t 're 've 'll 'd 'm ' ’ ... ” ’t 't")
_OPENING = words("( [ { $ £ € “ ‘ #")
_TIGHT = words("- / – ‑")


@dataclass(frozen=True, slots=True)
class Gold:
    """An article of a corpus: its text, and the names in it, sorted, with the labels of the corpus."""

    text: str
    names: tuple[tuple[Span, str], ...]


def read(path: Path) -> Iterator[Gold]:
    """The articles of a file. Raises PostilError for a line that is neither blank nor a token with a tag."""
    article = _Article()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("-DOCSTART-"):
            if article.parts:
                yield article.gold()
            article = _Article()
        elif not line.strip():
            article.end_sentence()
        else:
            token, _, tag = line.rpartition("\t")
            if not token or (tag != "O" and tag[:2] not in ("B-", "I-")):
                raise PostilError(Problem(str(path), f"no token and tag: {line[:40]!r}", "part them by a tab", number))
            article.add(token, tag)
    if article.parts:
        yield article.gold()


class _Article:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self._length = 0
        self._names: list[tuple[int, int, str]] = []
        self._glued = True
        self._open = False

    def add(self, token: str, tag: str) -> None:
        """One more token of the sentence."""
        closing = token in _CLOSING or token in _TIGHT
        if token == '"':
            closing = self._open
            self._open = not self._open
        if not (self._glued or closing):
            self._put(" ")
        start = self._length
        self._put(token)
        self._glued = token in _OPENING or token in _TIGHT or (token == '"' and self._open)
        if tag.startswith("I-") and self._names and self._names[-1][2] == tag[2:]:
            self._names[-1] = (self._names[-1][0], self._length, tag[2:])
        elif tag != "O":
            self._names.append((start, self._length, tag[2:]))

    def end_sentence(self) -> None:
        """What follows begins another sentence."""
        if self.parts and self.parts[-1] != "\n\n":
            self._put("\n\n")
        self._glued, self._open = True, False

    def gold(self) -> Gold:
        """What was added, as an article."""
        return Gold("".join(self.parts), tuple((Span(start, end), label) for start, end, label in self._names))

    def _put(self, part: str) -> None:
        self.parts.append(part)
        self._length += len(part)
