"""Spans that may overlap, as elements that nest: one that crosses another is closed with it, and opened again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from annotations.text.span import Span


class Step(Enum):
    """What comes next: some of the text, or the beginning or the end of a part of a span."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"


class Event(NamedTuple):
    """A step: text from `at` to `end`, or at `at` a part of the span with that number."""

    step: Step
    at: int
    end: int
    number: int = -1


def nested(block: Span, spans: Sequence[Span]) -> Iterator[Event]:
    """The steps through a block of a text, given the spans that overlap it, in the order of their starts.

    Every character is in one text; every part that is opened is closed, the one that was opened last first.
    """
    at, waiting = block.start, 0
    opened: list[int] = []
    while True:
        ended = [number for number in opened if spans[number].end <= at or at >= block.end]
        outermost = opened.index(ended[0]) if ended else len(opened)
        for number in reversed(opened[outermost:]):
            yield Event(Step.CLOSE, at, at, number)
        beginning = [number for number in opened[outermost:] if number not in ended]
        del opened[outermost:]
        if at >= block.end:
            return
        while waiting < len(spans) and spans[waiting].start <= at:
            beginning.append(waiting)
            waiting += 1
        for number in sorted(beginning, key=lambda each: -spans[each].end):
            yield Event(Step.OPEN, at, at, number)
            opened.append(number)
        edges = [block.end, *(spans[number].end for number in opened)]
        edges += [spans[waiting].start] if waiting < len(spans) else []
        yield Event(Step.TEXT, at, min(edges))
        at = min(edges)
