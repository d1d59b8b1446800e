"""How a note says where it stands, and how it is found again in a text that has changed.

A quote with what stands before and after it is the W3C TextQuoteSelector. A place is taken for sure only where
it is the only one that fits; everything else is said to be in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotations.notes.note import Note, Status
from annotations.text.graphemes import is_boundary
from annotations.text.span import Span

CONTEXT = 32


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

    Anchored at its old place, if there it has its whole prefix and suffix; else at the only place that has
    both; else at its old place, if no place has both and it has one of them; else at the only place that has
    the quote. Where several do, it is ambiguous, at the nearest to the old place; where none does, it is
    orphaned and keeps all that it knew, the hash too, which is that of the text it was last found in. When
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
    places = [at + before for at in _occurrences(text, note.prefix + note.quote + note.suffix)]
    places = [at for at in places if _is_whole(note, text, at)]
    if stayed and (note.start in places or (not places and _has_one_side(note, text, note.start))):
        return _placed(note, note.start, sha256, Status.ANCHORED)
    if not places:
        places = [at for at in _occurrences(text, note.quote) if _is_whole(note, text, at)]
    if not places:
        return replace(note, status=Status.ORPHANED)
    old = note.start
    nearest = min(places, key=lambda at: abs(at - old))
    return _placed(note, nearest, sha256, Status.ANCHORED if len(places) == 1 else Status.AMBIGUOUS)


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
