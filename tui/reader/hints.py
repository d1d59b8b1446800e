"""Letters to jump by: a short hint on every place in sight. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from annotations.text.runs import runs
from annotations.text.sentences import previous_sentence, sentences
from annotations.text.span import Span

LETTERS = "fjdkslaghrueiwoqptyvnmcbxz"
"""The home row first, then what lies nearest to it."""
MOST = len(LETTERS) ** 2
"""Places that hints of two letters can tell apart."""


def targets(text: str, sight: Span, entities: Iterable[Span]) -> dict[int, Span | None]:
    """Where one may want to go within sight, and what is held there as one thing, in the order of the text.

    That is each entity, each start of a sentence, and each run of capitalised words that is no entity: most likely
    a name that no recogniser knows.
    """
    known = sorted(entities)
    found: dict[int, Span | None] = dict.fromkeys(_sentence_starts(text, sight))
    found.update((run.start, run) for run in runs(text, sight) if not any(run.overlaps(each) for each in known))
    found.update((span.start, span) for span in known if span.start in sight)
    return dict(sorted(found.items()))


def _sentence_starts(text: str, sight: Span) -> Iterator[int]:
    begin = previous_sentence(text, sight.start)
    for sentence in sentences(text, sight.start if begin is None else begin):
        if sentence.start >= sight.end:
            return
        if sentence.start in sight:
            yield sentence.start


def hints(places: Mapping[int, Span | None], near: int) -> dict[str, int]:
    """Offsets of `targets` by their hints, of one letter or two, none of which begins another.

    As many as can have one letter: first what is held as one thing, then mere starts of sentences, which other keys
    lead to as well; of either the nearest to `near`. Past `MOST` places the farthest have no hint.
    """
    first = sorted(places, key=lambda place: (places[place] is None, abs(place - near), place))[:MOST]
    return dict(zip(_hints(len(first)), first, strict=False))


def narrow(hinted: dict[str, int], typed: str) -> dict[str, int]:
    """What is left to type, once `typed` was: under `""` is the place where one has arrived; nothing is no hint."""
    return {hint.removeprefix(typed): place for hint, place in hinted.items() if hint.startswith(typed)}


def _hints(count: int) -> Iterator[str]:
    """Hints for so many places, the easiest first."""
    # A letter that begins longer hints is none itself; each stands for a whole alphabet of them.
    leading = max(0, -(-(count - len(LETTERS)) // (len(LETTERS) - 1)))
    yield from LETTERS[: len(LETTERS) - leading]
    for second, first in product(LETTERS, LETTERS[len(LETTERS) - leading :]):
        yield first + second
