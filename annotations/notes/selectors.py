"""How a note says where it stands, and how it is found again in a text that has changed.

A quote with what stands before and after it is the W3C TextQuoteSelector. A place is taken for sure only where
it is the only one that fits; everything else is said to be in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotations.notes.note import Note, Status
from annotations.text.graphemes import is_boundary, snap
from annotations.text.span import Span

CONTEXT = 32

# Shares of what must be left of a quote and its context for a place to be sure, to be in doubt, and of the quote alone
# to be sure; and how far a sure place must be ahead of the next. Measured on texts edited at random.
_SURE, _DOUBTFUL, _ALIKE, _LEAD = 0.72, 0.45, 0.55, 0.12


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a span, and up to 32 code points before and after it."""

    quote: str
    prefix: str
    suffix: str


def quote(text: str, span: Span) -> Quote:
    """What a span quotes; the context is cut where no grapheme cluster is split."""
    before = next(
        at for at in range(max(span.start - CONTEXT, 0), span.start + 1) if at == span.start or is_boundary(text, at)
    )
    after = next(
        at
        for at in range(min(span.end + CONTEXT, len(text)), span.end - 1, -1)
        if at == span.end or is_boundary(text, at)
    )
    return Quote(text[span.start : span.end], text[before : span.start], text[span.end : after])


def anchor(note: Note, text: str, sha256: str) -> Note:
    """The note with its place in a text, whose `Article.sha256` is given.

    Anchored at its old place, if there it has its whole prefix and suffix, or one of them and no place has both;
    else at the only place that has both; else at the place where by far the most of quote, prefix and suffix is left,
    if that is enough. Ambiguous at the likeliest place, where there are others like it or too little is left.
    Else orphaned: it keeps all that it knew, the hash too, which is that of the text it was last found in. When
    anchored or ambiguous, `text[start:end] == quote` and no grapheme cluster is split. What was in doubt
    before is not made sure by having stayed in its place. A note on the whole article only takes the hash.
    """
    if note.start is None or note.end is None:
        return note if note.article_sha256 == sha256 else replace(note, article_sha256=sha256)
    in_place = text[note.start : note.end] == note.quote
    if note.article_sha256 == sha256 and in_place and note.status is not Status.ORPHANED:
        return note
    stayed = note.status is Status.ANCHORED and in_place and _is_whole(note, text, note.start)
    before = len(note.prefix)
    whole = note.prefix + note.quote + note.suffix
    places = [at + before for at in _occurrences(text, whole)]
    places = [at for at in places if _is_whole(note, text, at)]
    if stayed and (note.start in places or (not places and _has_one_side(note, text, note.start))):
        return _placed(note, note.start, sha256, Status.ANCHORED)
    from annotations.notes.approximate import plain

    if len(places) == 1 and plain(text).count(plain(whole)) == 1:
        return _placed(note, places[0], sha256, Status.ANCHORED)
    return _likeliest(note, text, sha256, note.start)


def _likeliest(note: Note, text: str, sha256: str, old: int) -> Note:
    """The note where the most of it and of its context is left; nowhere sure unless it is so by far."""
    from annotations.notes.approximate import candidates

    found = candidates(text, note.quote, note.prefix, note.suffix, old) if note.quote else []
    likely = (each for each in found if each.score >= _DOUBTFUL or text[each.start : each.end] == note.quote)
    best = next(likely, None)
    if best is None:
        return replace(note, status=Status.ORPHANED)
    lead = best.score - (found[1].score if len(found) > 1 else 0.0)
    span = snap(text, best.start, best.end)
    whole = (span.start, span.end) == (best.start, best.end)
    sure = whole and best.score >= _SURE and best.likeness >= _ALIKE and lead >= _LEAD
    status = Status.ANCHORED if sure else Status.AMBIGUOUS
    if text[span.start : span.end] == note.quote:
        return _placed(note, span.start, sha256, status)
    now = quote(text, span)
    # In doubt, the old context is what tells the place from others once the text changes again.
    prefix, suffix = (now.prefix, now.suffix) if sure else (note.prefix, note.suffix)
    placed = replace(note, start=span.start, end=span.end, quote=now.quote, prefix=prefix, suffix=suffix)
    return replace(placed, article_sha256=sha256, status=status)


def _has_one_side(note: Note, text: str, start: int) -> bool:
    if note.prefix and text.endswith(note.prefix, 0, start):
        return True
    return bool(note.suffix) and text.startswith(note.suffix, start + len(note.quote))


def _is_whole(note: Note, text: str, start: int) -> bool:
    """Whether the quote, standing at `start`, splits no grapheme cluster."""
    return is_boundary(text, start) and is_boundary(text, start + len(note.quote))


def _placed(note: Note, start: int, sha256: str, status: Status) -> Note:
    return replace(note, start=start, end=start + len(note.quote), article_sha256=sha256, status=status)


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text, overlapping ones too; nowhere for no words, which stand everywhere."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
