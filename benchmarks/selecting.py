"""How few keys mark a name that no recogniser found: the shortest way through the reader's own pure functions.

A key counts one. The ways that are tried are all motions by word, sentence, paragraph, line and entity, `f` with its
hint, `v` to select, `[ ] { }` to nudge; searching, notes and the mouse are left out. The cursor stands at the
beginning of the first screen that shows the mention, so that the mention is in sight before the first key.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import count

from annotations.entities.scheme import BUILT_IN
from annotations.text.span import Span
from benchmarks.material import Material
from benchmarks.mentions import Screen, missed
from benchmarks.pairs import Result
from tui.reader.cursor import MOTIONS, Cursor, nudged
from tui.reader.hints import hints

MOST = 12
"""Keys after which a way is given up."""

_MOTION_KEYS = {
    "next_word": "w",
    "previous_word": "b",
    "next_sentence": "s",
    "previous_sentence": "S",
    "next_paragraph": "p",
    "previous_paragraph": "P",
}
_NUDGES = {"[": (-1, 0), "]": (1, 0), "{": (0, -1), "}": (0, 1)}


def keys(material: Material) -> Result:
    """Keys to select and label each mention, their mean, and the one that takes the most."""
    ways = [
        (screen.text[mention.span.start : mention.span.end], shortest(screen, mention.span, labelling(mention.label)))
        for mention, screen in missed(material.scratch)
    ]
    quote, longest = max(ways, key=lambda each: len(each[1]))
    return Result(
        "keys to select and label what nobody suggested, mean",
        5.0,
        tuple(float(len(way)) for _, way in ways),
        unit="keys",
        of_all=True,
        remark=f"the longest: {quote!r} by {' '.join(longest)}",
    )


def labelling(label: str) -> tuple[str, ...]:
    """The keys that label a selection: the scheme's digit, else `L`, the fewest letters that find it, and `enter`."""
    digit = next((each.key for each in BUILT_IN.labels if each.name == label), None)
    if digit is not None:
        return (digit,)
    for length in range(len(label)):
        typed = label[:length].casefold()
        left = [each.name for each in BUILT_IN.labels if typed in f"{each.name} {each.description}".casefold()]
        if left[0] == label:
            break
    return ("L", *label[:length].casefold(), "enter")


def shortest(screen: Screen, target: Span, last: tuple[str, ...]) -> tuple[str, ...]:
    """The fewest keys from the screen's cursor until the target is selected (Dijkstra's algorithm), then the `last`."""
    return way(screen, Cursor(screen.cursor), target, last)


def way(
    screen: Screen, start: Cursor, target: Span, last: tuple[str, ...], *, most: int = MOST, jump_first: bool = False
) -> tuple[str, ...]:
    """The same from any cursor, in `most` keys before the last ones; with `jump_first`, `f` is the first key or none.

    Raises LookupError where there is no such way.
    """
    order = count()
    waiting: list[tuple[int, int, Cursor, tuple[str, ...]]] = [(0, next(order), start, ())]
    settled: set[Cursor] = set()
    while waiting:
        _, _, cursor, keys = heappop(waiting)
        if cursor in settled:
            continue
        if len(keys) > most:
            break
        settled.add(cursor)
        if _chosen(screen, cursor) == target:
            return (*keys, *last)
        jumps = not keys or not jump_first
        for more, after in _steps(screen, cursor, target, jumps=jumps):
            if after not in settled:
                heappush(waiting, (len(keys) + len(more), next(order), after, (*keys, *more)))
    raise LookupError(f"no way to select {target}")


def _chosen(screen: Screen, cursor: Cursor) -> Span:
    """What would be labelled: the selection, else the entity under the cursor, else the word."""
    selection = cursor.selection(screen.text)
    if selection is not None:
        return selection
    return screen.entity_at(cursor.offset) or cursor.here(screen.text)


def _steps(screen: Screen, cursor: Cursor, target: Span, *, jumps: bool) -> Iterator[tuple[tuple[str, ...], Cursor]]:
    """What each key makes of a cursor; ways that leave the screen are none."""
    text, sight = screen.text, screen.sight
    selection = cursor.selection(text)
    for keys, after in _motions(screen, cursor, jumps=jumps):
        if after.offset in sight:
            yield keys, after
    if selection is not None:
        yield ("o",), cursor.swapped(text)
        for key, (start, end) in _NUDGES.items():
            span = nudged(text, selection, start=start, end=end)
            yield (key,), Cursor(span.start, Span(span.start, span.start), span)
    elif cursor.here(text).overlaps(target):
        # A selection only grows, but for nudges by a word: to begin it elsewhere is never the shortest way.
        yield ("v",), cursor.began(text)


def _motions(screen: Screen, cursor: Cursor, *, jumps: bool) -> Iterator[tuple[tuple[str, ...], Cursor]]:
    text, layout = screen.text, screen.layout
    for motion in MOTIONS:
        yield (_MOTION_KEYS[motion],), cursor.moved(text, motion)
    column = layout.column_of(cursor.offset)
    for key, step in (("j", 1), ("k", -1)):
        line = layout.line_of(cursor.offset) + step
        while 0 <= line < len(layout) and not len(layout.span(line)):
            line += step
        if 0 <= line < len(layout):
            yield (key,), cursor.at(layout.offset_at(line, column))
    for key, entity in (
        ("tab", screen.mentions.after(cursor.offset)),
        ("shift+tab", screen.mentions.before(cursor.offset)),
    ):
        if entity is not None:
            yield (key,), cursor.at(entity[0].start, entity[0])
    for key, place in (("c", screen.checking.after(cursor.offset)), ("C", screen.checking.before(cursor.offset))):
        if place is not None:
            yield (key,), cursor.at(place.start, place)
    for hint, offset in hints(screen.places, cursor.offset).items() if jumps else ():
        yield ("f", *hint), cursor.at(offset, screen.places[offset])
