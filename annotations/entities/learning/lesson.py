"""An article as it teaches: its text, what was decided in it, and whether the user has gone through all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from annotations.entities.entity import Entity, Recogniser
from annotations.entities.learning.experience import Experience
from annotations.entities.learning.lines import Line, Mark, lines
from annotations.entities.lexicon import Decision, Lexicon
from annotations.text.cover import Cover
from annotations.text.span import Span

Decided = tuple[Span, str | None]
"""A place, and the label that it was given; None where it was said to be none."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article's text with the user's decisions, sorted.

    In one that is `whole`, the user has gone through all of it: what was left as suggested is right, and the rest is
    no entity. In another one only the sentences with a decision teach anything.
    """

    text: str
    decided: tuple[Decided, ...] = ()
    whole: bool = False
    headline: Span | None = None
    skip: tuple[Span, ...] = ()
    name: str = ""
    """That of its article, for engines that know articles by it."""

    @property
    def decisions(self) -> list[Decision]:
        """What the lexicon counts."""
        quotes = [(self.text[span.start : span.end], label) for span, label in self.decided]
        return list(compress(quotes, counting(self.decided)))

    def document(self) -> dict[str, object]:
        """The lesson as JSON."""
        return {
            "text": self.text,
            "decided": [[span.start, span.end, label] for span, label in self.decided],
            "whole": self.whole,
            "headline": self.headline and [self.headline.start, self.headline.end],
            "skip": [[span.start, span.end] for span in self.skip],
            "name": self.name,
        }

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Lesson:
        """What was made a `document`."""
        decided = tuple((Span(start, end), label) for start, end, label in document["decided"])
        headline = Span(*document["headline"]) if document["headline"] else None
        skip = tuple(Span(*span) for span in document["skip"])
        return cls(document["text"], decided, document["whole"], headline, skip, document["name"])


@dataclass(frozen=True, slots=True)
class Studied:
    """A lesson with what the first engine found in it, what is right (`gold`), and its lines that teach."""

    lesson: Lesson
    first: tuple[Entity, ...]
    gold: tuple[Mark, ...]
    lines: tuple[Line, ...]


def counting(decided: Iterable[Decided]) -> list[bool]:
    """Of each decision whether it says something of its words: what was rejected only for other ends does not.

    `John Smith` in place of the suggested `Smith` does not make `Smith` no name.
    """
    decided = list(decided)
    if all(label is not None for _, label in decided):
        return [True] * len(decided)
    given = Cover(span for span, label in decided if label is not None)
    return [label is not None or not given.touches(span) for span, label in decided]


def studied(lesson: Lesson, engine: Recogniser, experience: Experience, lexicon: Lexicon) -> Studied:
    """A lesson with what an engine finds in it.

    What the user saw and left is what the engine found as `experience` changed it; `lexicon` is that of all lessons.
    """
    first = engine.recognise(lesson.text, headline=lesson.headline, skip=lesson.skip, article=lesson.name)
    seen = experience.applied(lesson.text, first, lesson.skip)
    gold = right(lesson, seen)
    found = lines(lesson.text, first, list(lexicon.answers(lesson.text)))
    if not lesson.whole:
        decided = Cover(span for span, _ in lesson.decided)
        return Studied(lesson, tuple(first), gold, tuple(line for line in found if _teaches(line, decided)))
    return Studied(lesson, tuple(first), gold, tuple(found))


def replayed(lesson: Lesson, engine: Recogniser) -> Studied:
    """A text that nobody decided anything in, as the engine has it: so that what it knew is not forgotten."""
    first = engine.recognise(lesson.text, headline=lesson.headline, skip=lesson.skip)
    gold = tuple(Mark(each.span.start, each.span.end, each.label) for each in first)
    return Studied(lesson, tuple(first), gold, tuple(lines(lesson.text, first, ())))


def right(lesson: Lesson, seen: Sequence[Entity]) -> tuple[Mark, ...]:
    """What is right in an article: the user's decisions, and what was seen beside them."""
    decided = Cover(span for span, _ in lesson.decided)
    given = [Mark(span.start, span.end, label) for span, label in lesson.decided if label is not None]
    left = [Mark(each.span.start, each.span.end, each.label) for each in seen if not decided.touches(each.span)]
    return tuple(sorted([*given, *left]))


def _teaches(line: Line, decided: Cover) -> bool:
    return bool(line.pieces) and decided.touches(Span(line.pieces[0].start, line.pieces[-1].end))
