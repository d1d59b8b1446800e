"""Edit texts at random, have notes find their places again, and count.

`python -m benchmarks.places [SEEDS [NOTES]]`; exit status 1 if a goal is missed.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from annotations import sample
from annotations.notes.comparison import Comparison
from annotations.notes.note import Kind, Note, Status
from annotations.notes.selectors import anchor, quote
from annotations.text.span import Span
from annotations.text.words import words
from benchmarks.edited_texts import deprived, edited, new_place, survivors, text_of

_SEEDS, _NOTES = 10, 500
_LIBRARY = Path(sample.__file__).with_name("library")
_LENGTHS = (0, 0, 1, 1, 2, 4, 7, 11, 19)
_MOST_EDITS = 12


def texts() -> list[str]:
    """The longer texts of the sample library."""
    read = (file.read_bytes() for file in sorted(_LIBRARY.glob("*.txt")))
    return [data.decode() for data in read if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and len(data) > 1500]


def noted(text: str, chance: random.Random) -> tuple[Note, Span]:
    """A note on one to twenty words, and where it is."""
    spans = list(words(text))
    first = chance.randrange(len(spans) - 20)
    span = Span(spans[first].start, spans[first + chance.choice(_LENGTHS)].end)
    at = quote(text, span)
    note = Note("n", Kind.NOTE, "a", "old", span.start, span.end, at.quote, at.prefix, at.suffix, "", "", "")
    return note, span


def followed(seed: int, notes: int, *, kept: bool) -> Counter[str]:
    """Notes in edited texts of which at least half is left (`live`): in the right place, in doubt, silently wrong.

    Right is a place that has half of what is left of the words, and is half of it; with `kept`, the old text is known.
    """
    chance, library, count = random.Random(seed), texts(), Counter[str]()
    for _ in range(notes):
        text = chance.choice(library)
        note, span = noted(text, chance)
        edit = edited(text, chance, chance.randint(1, _MOST_EDITS))
        now = text_of(edit)
        if new_place(edit, span.start, span.end)[2] < 0.5:
            continue
        placed = anchor(note, now, "new", Comparison(text, now) if kept else None)
        alive = survivors(edit, span.start, span.end)
        found = sum((placed.start or 0) <= at < (placed.end or 0) for at in alive)
        right = found >= max(len(alive), len(placed.quote)) / 2 and placed.status is not Status.ORPHANED
        count["live"] += 1
        count["right"] += right
        count["right, but asked about"] += right and placed.status is Status.AMBIGUOUS
        count["silently wrong"] += placed.status is Status.ANCHORED and not right
    return count


def bereft(seed: int, notes: int, *, kept: bool) -> Counter[str]:
    """Notes whose sentences are gone and whose quote stands elsewhere, in another sentence: by what is said of them."""
    chance, library, count = random.Random(seed), texts(), Counter[str]()
    for _ in range(notes):
        text = chance.choice(library)
        note, span = noted(text, chance)
        now = text_of(deprived(edited(text, chance, 3), chance, span.start, span.end, note.quote))
        count[anchor(note, now, "new", Comparison(text, now) if kept else None).status] += 1
    return count


def main(arguments: Sequence[str]) -> int:
    seeds, notes = [*map(int, arguments), *(_SEEDS, _NOTES)[len(arguments) :]]
    met = True
    for kept in (True, False):
        edits = sum((followed(seed, notes, kept=kept) for seed in range(seeds)), Counter[str]())
        gone = sum((bereft(seed, notes, kept=kept) for seed in range(seeds)), Counter[str]())
        print("with the old text kept:" if kept else "by the quote alone:")
        print("  edited:", ", ".join(f"{what} {number}" for what, number in edits.items()))
        print("  deleted, a lookalike left:", ", ".join(f"{what} {gone[what]}" for what in Status))
        met &= edits["right"] >= 0.98 * edits["live"] and edits["silently wrong"] <= 0.002 * edits["live"]
        met &= gone[Status.ANCHORED] <= 0.03 * gone.total()
    return int(not met)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
