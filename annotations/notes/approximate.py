"""Where a quote stands in a text whose words have changed: candidates, and how much of each is what it was.

Candidates are places of the quote itself, of pieces of it, and of what stood before and after it; each is scored by the
share of characters of quote, prefix and suffix that are still there. Distances are those of Levenshtein, computed with
the bits of whole numbers (Myers 1999, Hyyrö 2003).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from annotations.text.span import Span

_TYPOGRAPHY = str.maketrans("‘’‚‛“”„‟«»‐‑‒–—―\u00a0\u2007\u202f\u2009…\n\t", '\'\'\'\'""""""------    . ' + " ")
_SLICE = 128 * 1024
_PIECE = 8
_EDGE = 12
# Words that stand everywhere are no help in finding a place.
_MOST_HITS = 40
# So many places are looked at closely for the pieces that stand there.
_MOST_GUESSES = 5
# As like as this are any two stretches of one language.
_BY_CHANCE = 0.4
# A long quote is no more certain than one of this length.
_LONGEST_COUNTED = 64


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place, the share of the quote that is still there, and that of quote and context together; both 0 to 1."""

    start: int
    end: int
    likeness: float
    score: float


def candidates(text: str, quote: str, prefix: str, suffix: str, near: int) -> list[Candidate]:
    """The places where a quote may stand now, the best first; of two that are as good the nearer to an offset.

    Typography and the way lines are broken make no difference.
    """
    text = plain_whole(text)
    quote, prefix, suffix = (plain(each) for each in (quote, prefix, suffix))
    found = {place: _score(text, quote, prefix, suffix, *place) for place in _places(text, quote, prefix, suffix)}
    ranked = sorted(found.values(), key=lambda each: (-each.score, abs(each.start - near), each.start, each.end))
    best: list[Candidate] = []
    for each in ranked:
        if all(each.end <= other.start or other.end <= each.start for other in best):
            best.append(each)
    return best


def weigh(text: str, quote: str, prefix: str, suffix: str, span: Span) -> Candidate:
    """A place as a candidate."""
    quote, prefix, suffix = (plain(each) for each in (quote, prefix, suffix))
    return _score(plain_whole(text), quote, prefix, suffix, span.start, span.end)


def likest(words: str, text: str) -> tuple[int, int] | None:
    """The part of a text that is most like some words; None for no text."""
    end = _best_end(words, text, anywhere=True)
    start = end - _best_end(words[::-1], text[:end][::-1], anywhere=False)
    return (start, end) if start < end else None


def plain(text: str) -> str:
    """A text of the same length with the plainest quotation marks, dashes and spaces."""
    return text.translate(_TYPOGRAPHY)


@lru_cache(maxsize=1)
def plain_whole(text: str) -> str:
    """A whole article's text made plain, which would take longer than all else if it were done for every note.

    In slices, since each holds the interpreter.
    """
    return "".join(plain(text[start : start + _SLICE]) for start in range(0, len(text), _SLICE))


def distance(one: str, other: str) -> int:
    """The least number of insertions, removals and replacements that make one string of another."""
    return min(distances(one, other, anywhere=False)[-1:], default=len(one)) if other else len(one)


def _places(text: str, quote: str, prefix: str, suffix: str) -> Iterator[tuple[int, int]]:
    for start in _hits(text, quote):
        yield start, start + len(quote)
    starts = [at + len(prefix[-_EDGE:]) for at in _hits(text, prefix[-_EDGE:])] if len(prefix) >= _PIECE else []
    ends = list(_hits(text, suffix[:_EDGE])) if len(suffix) >= _PIECE else []
    reach = len(quote) // 2 + 24
    for start in starts:
        yield from ((start, end) for end in ends if 0 < end - start <= len(quote) + reach)
        end = _best_end(quote, text[start : start + len(quote) + reach], anywhere=False)
        yield from _snapped(text, quote, prefix, suffix, start, start + end)
    for end in ends:
        length = _best_end(quote[::-1], text[max(0, end - len(quote) - reach) : end][::-1], anywhere=False)
        yield from _snapped(text, quote, prefix, suffix, end - length, end)
    pattern, into = prefix + quote + suffix, len(prefix)
    guesses = Counter(
        (at - offset + into) // _PIECE
        for offset in range(0, len(pattern) - _PIECE + 1, _PIECE)
        for at in _hits(text, pattern[offset : offset + _PIECE])
    )
    for guess, _ in guesses.most_common(_MOST_GUESSES):
        low = max(0, guess * _PIECE - 24)
        window = text[low : guess * _PIECE + len(quote) + 32]
        end = _best_end(quote, window, anywhere=True)
        length = _best_end(quote[::-1], window[:end][::-1], anywhere=False)
        yield from _snapped(text, quote, prefix, suffix, low + end - length, low + end)


def _snapped(text: str, quote: str, prefix: str, suffix: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A place, widened to whole words where the quote was of whole words."""
    if end <= start:
        return
    if not _joined(prefix[-1:], quote[:1]):
        while start > 0 and _joined(text[start - 1], text[start]):
            start -= 1
    if not _joined(quote[-1:], suffix[:1]):
        while end < len(text) and _joined(text[end - 1], text[end]):
            end += 1
    yield start, end


def _joined(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()


def _score(text: str, quote: str, prefix: str, suffix: str, start: int, end: int) -> Candidate:
    here = text[start:end]
    likeness = 1.0 if here == quote else 1 - distance(quote, here) / max(len(quote), len(here), 1)
    before = _likeness(prefix[::-1], text[max(0, start - len(prefix) - 8) : start][::-1])
    after = _likeness(suffix, text[end : end + len(suffix) + 8])
    weight = min(len(quote), _LONGEST_COUNTED) + 8
    total = weight * likeness + len(prefix) * before + len(suffix) * after
    return Candidate(start, end, likeness, total / (weight + len(prefix) + len(suffix)))


def _likeness(context: str, text: str) -> float:
    """How much of a context stands at the beginning of a text."""
    if not context or text.startswith(context):
        return 1.0
    likeness = 1 - min(distances(context, text, anywhere=False), default=len(context)) / len(context)
    return likeness if likeness >= _BY_CHANCE else 0.0


def _best_end(pattern: str, text: str, *, anywhere: bool) -> int:
    """Where in a text the pattern ends with the least distance; of several ends the last."""
    found = distances(pattern, text, anywhere=anywhere)
    if not found:
        return 0
    least = min(found)
    return len(found) - found[::-1].index(least)


def distances(pattern: str, text: str, *, anywhere: bool) -> list[int]:
    """The distance of a pattern to what ends at each offset (from 1) of a text, and begins at 0 or `anywhere`."""
    if not pattern:
        return [0 if anywhere else at for at in range(1, len(text) + 1)]
    masks: dict[str, int] = {}
    for bit, character in enumerate(pattern):
        masks[character] = masks.get(character, 0) | 1 << bit
    full, top = (1 << len(pattern)) - 1, 1 << len(pattern) - 1
    plus, minus, score, scores = full, 0, len(pattern), []
    for character in text:
        match = masks.get(character, 0)
        vertical = match | minus
        horizontal = (((match & plus) + plus) ^ plus) | match
        rise, fall = minus | ~(horizontal | plus) & full, plus & horizontal
        if rise & top:
            score += 1
        elif fall & top:
            score -= 1
        rise, fall = rise << 1 & full | (not anywhere), fall << 1 & full
        plus, minus = fall | ~(vertical | rise) & full, rise & vertical
        scores.append(score)
    return scores


def _hits(text: str, words: str) -> list[int]:
    """Where words stand; nowhere for those that stand in too many places."""
    hits: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        hits.append(at)
        if len(hits) > _MOST_HITS:
            return []
        at = text.find(words, at + 1)
    return hits
