"""How many notes find their place again in texts edited at random: counted, not timed."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import sample
from annotations.notes.approximate import distance
from annotations.notes.note import Kind, Note, Status
from annotations.notes.selectors import anchor, quote
from annotations.text.span import Span
from annotations.text.words import words
from benchmarks.edited_texts import edited, new_place, sentence_at, survivors, text_of

LIBRARY = Path(sample.__file__).with_name("library")
_NOTES = 500


def texts() -> list[str]:
    read = (file.read_bytes() for file in sorted(LIBRARY.glob("*.txt")))
    return [data.decode() for data in read if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and len(data) > 1500]


def noted(text: str, chance: random.Random) -> tuple[Note, int, int]:
    """A note on one to twenty words."""
    spans = list(words(text))
    first = chance.randrange(len(spans) - 20)
    start, end = spans[first].start, spans[first + chance.choice((0, 0, 1, 1, 2, 4, 7, 11, 19))].end
    context = quote(text, Span(start, end))
    return (
        Note("n", Kind.NOTE, "a", "old", start, end, context.quote, context.prefix, context.suffix, "", "", ""),
        start,
        end,
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_notes_find_their_place_in_edited_texts_and_hardly_ever_another_silently(seed: int) -> None:
    chance, library, count = random.Random(seed), texts(), Counter[str]()
    for _ in range(_NOTES):
        text = chance.choice(library)
        note, start, end = noted(text, chance)
        edit = edited(text, chance, chance.randint(1, 12))
        placed = anchor(note, text_of(edit), "new")
        if new_place(edit, start, end)[2] < 0.5:
            continue
        alive = survivors(edit, start, end)
        found = sum((placed.start or 0) <= at < (placed.end or 0) for at in alive)
        right = found >= len(alive) / 2 and found >= len(placed.quote) / 2 and placed.status is not Status.ORPHANED
        count["live"] += 1
        count["right"] += right
        count["silently wrong"] += placed.status is Status.ANCHORED and not right
    assert count["right"] >= 0.98 * count["live"]
    assert count["silently wrong"] <= 0.002 * count["live"]


def test_of_a_deleted_quote_a_lookalike_is_rarely_taken_silently() -> None:
    chance, library, wrong = random.Random(1), texts(), 0
    for _ in range(_NOTES):
        text = chance.choice(library)
        note, start, _ = noted(text, chance)
        edit = edited(text, chance, 3)
        at = next((at for at, (_, old) in enumerate(edit) if old == start), 0)
        first, last = sentence_at(edit, at)
        rest = [*edit[:first], *edit[last:]]
        _, into = sentence_at(rest, chance.randrange(len(rest)))
        lookalike = [(character, None) for character in f" It was {note.quote} that others saw."]
        after = text_of([*rest[:into], *lookalike, *rest[into:]])
        wrong += anchor(note, after, "new").status is Status.ANCHORED
    assert wrong <= 0.03 * _NOTES


@given(st.text(alphabet="abc", max_size=8), st.text(alphabet="abc", max_size=8))
def test_the_distance_is_levenshteins(one: str, other: str) -> None:
    row = list(range(len(other) + 1))
    for number, left in enumerate(one, 1):
        above, row = row, [number]
        for at, right in enumerate(other):
            row.append(min(above[at + 1] + 1, row[-1] + 1, above[at] + (left != right)))
    assert distance(one, other) == row[-1]
