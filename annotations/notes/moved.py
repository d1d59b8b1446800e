"""Where words that are no longer between their neighbours have moved to, with some of them, or as a whole sentence."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.notes.comparison import COMPANY, Compared, Comparison
from annotations.text.span import Span

# A whole sentence of so many words needs no other company; so much company is as good as any more.
_SENTENCE, _PLENTY = 5, 32
# Words of which even the rarest stands in more places are no help in finding one.
_MOST_PLACES = 40
# One of so many characters of a quote that moved may be paired with another.
_PAIRED = 5
_SENTENCE_ENDS = frozenset(".!?…")
_CLOSING = frozenset("'\")]}")


def moved(comparison: Comparison, span: Span) -> Span | None:
    """Where a span of the old text, which is gone there, stands as it was in the new one.

    None if nowhere with words that stood beside it, or in several places that are alike in that.
    """
    words = comparison.words
    first, last = words.within(words.old, span)
    if not 0 <= first <= last < len(words.old):
        return None
    places = sorted(((_company(words, first, last, at), at) for at in _copies(words, first, last)), reverse=True)
    if not places or places[0][0] < COMPANY or (len(places) > 1 and 2 * places[1][0] > places[0][0]):
        return None
    at = places[0][1]
    before = max(0, span.start - words.old.starts[first])
    after = max(0, words.old.ends[last] - span.end)
    return Span(words.new.starts[at] + before, words.new.ends[at + last - first] - after)


def _copies(words: Compared, first: int, last: int) -> Iterator[int]:
    """Where words of the old text stand anew, one behind the other; the numbers of the first of them."""
    old, new = words.old.words, words.new.words
    rarest = min(range(first, last + 1), key=lambda at: len(words.fresh.get(old[at], ())))
    places = words.fresh.get(old[rarest], ())
    if len(places) > _MOST_PLACES:
        return
    for there in places:
        start = there - (rarest - first)
        stop = start + last - first + 1
        if start < 0 or new[start:stop] != old[first : last + 1]:
            continue
        taken = sum(len(new[at]) for at in range(start, stop) if words.to_old[at] >= 0)
        # Of a text that moved, a sign or a little word may have been paired with another.
        if _PAIRED * taken <= sum(map(len, new[start:stop])):
            yield start


def _company(words: Compared, first: int, last: int, at: int) -> int:
    """How many words beside a quote moved with it to a place; as many as are needed for a whole sentence."""
    old, new = words.old.words, words.new.words
    company = 0
    for way, start, there in ((-1, first - 1, at - 1), (1, last + 1, at + last - first + 1)):
        for here in range(start, start + way * _PLENTY, way):
            if not (0 <= here < len(old) and 0 <= there < len(new)) or old[here] != new[there]:
                break
            if (words.to_new[here] >= 0 or words.to_old[there] >= 0) and old[here].isalnum():
                break
            company, there = company + 1, there + way
    size = last - first + 1
    if size >= _SENTENCE and _is_sentence(old, first, last) and _is_sentence(new, at, at + size - 1):
        company = max(company, COMPANY)
    return company


def _is_sentence(words: list[str], first: int, last: int) -> bool:
    """Whether words end a sentence, or stand before its end, and what is before them ends one."""
    while first > 0 and words[first - 1] in _CLOSING:
        first -= 1
    while last > first and words[last] in _CLOSING:
        last -= 1
    begins = first == 0 or words[first - 1] in _SENTENCE_ENDS
    return begins and (words[last] in _SENTENCE_ENDS or last + 1 == len(words) or words[last + 1] in _SENTENCE_ENDS)
