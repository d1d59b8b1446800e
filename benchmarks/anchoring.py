"""What it costs to find the place of a note again in a text that was edited."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial

from annotations.notes.approximate import distances
from annotations.notes.comparison import Comparison
from annotations.notes.note import Kind, Note
from annotations.notes.selectors import anchor, quote
from annotations.text.span import Span
from annotations.text.words import words
from benchmarks.edited_texts import edited, text_of
from benchmarks.library import write_library
from benchmarks.material import Material
from benchmarks.pairs import Result

_NOTES = 150
_ROUNDS = 5


def per_note(material: Material) -> list[Result]:
    """The 95th percentile over notes, of ours and of the algorithm that Hypothesis's browser client uses.

    By the quote alone, and by the old text, which is laid against the new one for each note again.
    """
    notes = _notes(material)
    ours: dict[str, list[float]] = {"by the quote": [], "by the old text": []}
    peer = []
    for _ in range(_ROUNDS):
        alone = [_timed(partial(anchor, note, new, "new")) for note, _, new in notes]
        kept = [_timed(partial(_by_old_text, note, old, new)) for note, old, new in notes]
        for how, times in zip(ours, (alone, kept), strict=True):
            ours[how].append(_percentile(times))
        peer.append(_percentile([_timed(partial(_hypothesis, note, new)) for note, _, new in notes]))
    return [
        Result(f"re-anchoring {how}, p95 per note / Hypothesis's algorithm", 2.0, tuple(times), tuple(peer))
        for how, times in ours.items()
    ]


def _by_old_text(note: Note, old: str, new: str) -> Note:
    return anchor(note, new, "new", Comparison(old, new))


def _notes(material: Material) -> list[tuple[Note, str, str]]:
    """Notes on one to twelve words, their texts, and the texts that they are to be found in."""
    folder, chance = material.scratch / "edited", random.Random(2026)
    write_library(folder, 20, words=600)
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())]
    found = []
    for _ in range(_NOTES):
        text = chance.choice(texts)
        spans = list(words(text))
        first = chance.randrange(len(spans) - 12)
        span = Span(spans[first].start, spans[first + chance.randrange(12)].end)
        at = quote(text, span)
        note = Note(
            "n", Kind.NOTE, "a", "old", span.start, span.end, at.quote, at.prefix, at.suffix, "", "", ""
        )  # fmt: skip
        found.append((note, text, text_of(edited(text, chance, chance.randint(1, 12)))))
    return found


def _hypothesis(note: Note, text: str) -> int:
    """Where a note ends by hypothesis/client, src/annotator/anchoring/match-quote.ts, in Python."""
    ends = _exact(text, note.quote) or _approximate(text, note.quote)

    def score(found: tuple[int, int]) -> float:
        end, errors = found
        start = end - len(note.quote)
        return (
            50 * (1 - errors / len(note.quote))
            + 20 * _match(text[max(0, start - len(note.prefix)) : max(0, start)], note.prefix)
            + 20 * _match(text[end : end + len(note.suffix)], note.suffix)
            + 2 * (1 - abs(start - (note.start or 0)) / len(text))
        )

    return max(ends, key=score, default=(0, 0))[0]


def _exact(text: str, words: str) -> list[tuple[int, int]]:
    ends, at = [], text.find(words)
    while at >= 0:
        ends.append((at + len(words), 0))
        at = text.find(words, at + 1)
    return ends


def _approximate(text: str, words: str) -> list[tuple[int, int]]:
    errors = distances(words, text, anywhere=True)
    least = min(errors)
    return [(end, least) for end, each in enumerate(errors, 1) if each == least] if least <= len(words) / 2 else []


def _match(text: str, words: str) -> float:
    return 1 - min(distances(words, text, anywhere=True)) / len(words) if text and words else 0.0


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _percentile(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]
