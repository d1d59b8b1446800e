"""What the second model is told of a text: the first engine's answers, the words, and what the lexicon says.

Only where an entity may stand is looked at: around what the engine found, what the lexicon knows, and capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.entities.entity import Entity
from annotations.entities.lexicon import Answer
from annotations.entities.tokens import Token, tokens
from annotations.text.sentences import sentences

OUTSIDE = "O"
_REACH = (-2, -1, 1, 2)
_AROUND = 2
"""Tokens that are looked at before and after one that may be of an entity."""
_BINS = 5
_ENDING = 3
_HALVES = re.compile("[\ud800-\udfff]")


class Mark(NamedTuple):
    """A label on `text[start:end]`."""

    start: int
    end: int
    label: str


class Tagged(NamedTuple):
    """The tags of tokens (IOB2), and of each the number of the mark that it is in; -1 where it is in none."""

    tags: list[str]
    marks: list[int]


class Tags:
    """The tags of the tokens of a text, asked from left to right; of marks that overlap the first one counts."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._at = 0
        self._before = -1

    def __call__(self, pieces: Sequence[Token]) -> Tagged:
        """The tags of the next tokens."""
        tags, numbers = [], []
        for piece in pieces:
            while self._at < len(self._marks) and self._marks[self._at].end <= piece.start:
                self._at += 1
            if self._at == len(self._marks) or self._marks[self._at].start >= piece.end:
                tags.append(OUTSIDE)
                numbers.append(-1)
                continue
            tags.append(f"{'I' if self._before == self._at else 'B'}-{self._marks[self._at].label}")
            numbers.append(self._at)
            self._before = self._at
        return Tagged(tags, numbers)


class Line(NamedTuple):
    """A part of a sentence: tokens, the first engine's tags, and what is told of each token but for the lexicon."""

    pieces: list[Token]
    first: Tagged
    attributes: list[list[str]]


def lines(text: str, entities: Sequence[Entity], said: Sequence[Answer]) -> Iterator[Line]:
    """The lines of a text in order; `entities` are the first engine's, sorted and apart, `said` is of the lexicon."""
    tags = Tags([Mark(each.span.start, each.span.end, each.label) for each in entities])
    known = Tags(marks(said))
    # Halves of characters have no UTF-8, in which the model is told of words.
    text = _HALVES.sub("\ufffd", text)
    for sentence in sentences(text):
        pieces = list(tokens(text, sentence.start, sentence.end))
        first, answers = tags(pieces), known(pieces)
        for start, end in _ranges(pieces, first, answers):
            part = Tagged(first.tags[start:end], first.marks[start:end])
            yield Line(pieces[start:end], part, _attributes(pieces, first, entities, start, end))


def told(line: Line, answers: Tagged, said: Sequence[Answer]) -> list[list[str]]:
    """The attributes of a line's tokens, with what the lexicon says of them and of their neighbours."""
    if not any(tag != OUTSIDE for tag in answers.tags):
        return line.attributes
    attributes = [list(each) for each in line.attributes]
    for at, (tag, number) in enumerate(zip(*answers, strict=True)):
        if number < 0:
            continue
        share = int(_BINS * said[number].share)
        attributes[at] += (f"l={tag}", f"lc={tag}{share}", f"lb={tag}|{line.first.tags[at]}")
        for step in _REACH:
            if 0 <= at - step < len(attributes):
                attributes[at - step].append(f"{step}l={tag}")
    return attributes


def marks(said: Sequence[Answer]) -> list[Mark]:
    """What the lexicon says, as marks; what is no entity has a label, too."""
    return [Mark(span.start, span.end, label or "-") for span, label, _ in said]


def _ranges(pieces: Sequence[Token], first: Tagged, answers: Tagged) -> Iterator[tuple[int, int]]:
    """Where in a sentence an entity may stand, with what is around, as indexes of tokens."""
    start = end = 0
    for at, (piece, number, answer) in enumerate(zip(pieces, first.marks, answers.marks, strict=True)):
        if number < 0 and answer < 0 and piece.text == piece.text.lower():
            continue
        if at - _AROUND > end:
            if end > start:
                yield start, end
            start = at - _AROUND
        end = min(at + 1 + _AROUND, len(pieces))
    if end > start:
        yield start, end


def _attributes(
    pieces: Sequence[Token], first: Tagged, entities: Sequence[Entity], start: int, end: int
) -> list[list[str]]:
    """What is told of the tokens from one index to another of a sentence."""
    words = [piece.text.lower() for piece in pieces]
    shapes = [_shape(piece.text) for piece in pieces]
    tags = first.tags
    attributes = []
    for at in range(start, end):
        word, shape, tag = words[at], shapes[at], tags[at]
        each = ["", f"w={word}", f"s={shape}", f"b={tag}", f"b={tag}|{word}", f"bs={tag}|{shape}"]
        each.append(f"e={word[-_ENDING:]}")
        if tag != OUTSIDE:
            each.append(f"bc={tag}{int(_BINS * entities[first.marks[at]].score)}")
        for step in _REACH:
            there = at + step
            if not 0 <= there < len(words):
                each.append(f"{step}=")
                continue
            each += (f"{step}b={tags[there]}", f"{step}w={words[there]}")
            if step in (-1, 1):
                each += (f"{step}s={shapes[there]}", f"{step}bb={tag}|{tags[there]}")
        attributes.append(each)
    return attributes


def _shape(word: str) -> str:
    """How a word is written, in two letters: its first character, and the whole or the rest."""
    first = word[0]
    begins = "X" if first.isupper() else "x" if first.islower() else "0" if first.isdigit() else first
    return begins + ("X" if word.isupper() else "x" if word[1:].islower() else "m")
