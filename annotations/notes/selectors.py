"""How a note says where it stands, and how it is found again in a text that has changed.

A quote with what stands before and after it is the W3C TextQuoteSelector. A place is taken for sure only where
it is the only one that fits; everything else is said to be in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from annotations.notes.note import Note, Status
from annotations.text.graphemes import is_boundary, is_plain, snap
from annotations.text.span import Span

if TYPE_CHECKING:
    from annotations.notes.comparison import Comparison

CONTEXT = 32

# Shares of what must be left of a quote and its context for a place to be sure, to be in doubt, and of the quote alone
# to be sure; and how far a sure place must be ahead of the next. Measured on texts edited at random.
_SURE, _DOUBTFUL, _ALIKE, _LEAD = 0.72, 0.45, 0.55, 0.12
# The share of a quote that must be left between the words that it stood between, to be shown as being in doubt.
_REMNANT = 0.4


class Quote(NamedTuple):
    """The words of a span, and up to 32 code points before and after it."""

    quote: str
    prefix: str
    suffix: str


def quote(text: str, span: Span) -> Quote:
    """What a span quotes; the context is cut where no grapheme cluster is split."""
    before, after = max(span.start - CONTEXT, 0), min(span.end + CONTEXT, len(text))
    if not is_plain(text, before, after):
        before = next(at for at in range(before, span.start + 1) if at == span.start or is_boundary(text, at))
        after = next(at for at in range(after, span.end - 1, -1) if at == span.end or is_boundary(text, at))
    return Quote(text[span.start : span.end], text[before : span.start], text[span.end : after])


def quoted_at(note: Note, text: str, span: Span) -> Note:
    """The note with another span of a text and what is quoted there; widened where it would split a grapheme cluster.

    Its status and its hash are as they were.
    """
    whole = snap(text, span.start, span.end)
    now = quote(text, whole)
    return replace(note, start=whole.start, end=whole.end, quote=now.quote, prefix=now.prefix, suffix=now.suffix)


def is_quoted(note: Note, text: str) -> bool:
    """Whether a note says of its span of a text what `quote` would; told only where every offset is a boundary."""
    if note.start is None or note.end is None:
        return False
    before, after = max(note.start - CONTEXT, 0), note.end + CONTEXT
    fits = len(note.prefix) == note.start - before and len(note.quote) == note.end - note.start
    return fits and text[before:after] == note.prefix + note.quote + note.suffix and is_plain(text, before, after)


def anchor(note: Note, text: str, sha256: str, kept: Comparison | None = None) -> Note:
    """The note with its place in a text, whose `Article.sha256` is given.

    `kept` lays the text that the note was last anchored in against this one, where that text was kept. Its words are
    then followed: anchored where they stand between what they stood between, or moved with words beside them;
    ambiguous where they may stand among what is new; else orphaned, whatever else looks like them.

    Without it, anchored at its old place, if there it has its whole prefix and suffix, or one of them and no place has
    both; else at the only place that has both; else at the place where by far the most of quote, prefix and suffix is
    left, if that is enough. Ambiguous at the likeliest place, where there are others like it or too little is left.
    Else orphaned: it keeps all that it knew, the hash too, which is that of the text it was last found in. When
    anchored or ambiguous, `text[start:end] == quote` and no grapheme cluster is split. What was in doubt before is not
    made sure by having stayed in its place; what was orphaned only comes back where it is sure. A note on the whole
    article only takes the hash.
    """
    if note.start is None or note.end is None:
        return note if note.article_sha256 == sha256 else replace(note, article_sha256=sha256)
    in_place = text[note.start : note.end] == note.quote
    if note.article_sha256 == sha256 and in_place and note.status is not Status.ORPHANED:
        return note
    placed = _sought(note, note.start, text, sha256, kept)
    # What is lost comes back when its place is sure, not for whatever looks like it.
    return note if note.status is Status.ORPHANED and placed.status is Status.AMBIGUOUS else placed


def _sought(note: Note, start: int, text: str, sha256: str, kept: Comparison | None) -> Note:
    in_place = text.startswith(note.quote, start)
    stayed = note.status is Status.ANCHORED and in_place and _is_whole(note, text, start)
    before = len(note.prefix)
    whole = note.prefix + note.quote + note.suffix
    places = [at + before for at in _occurrences(text, whole)]
    places = [at for at in places if _is_whole(note, text, at)]
    if stayed and start in places:
        return _placed(note, start, sha256, Status.ANCHORED)
    from annotations.notes.approximate import plain, plain_whole

    if len(places) == 1 and plain_whole(text).count(plain(whole)) == 1:
        return _placed(note, places[0], sha256, Status.ANCHORED)
    # What was in doubt may have been put where its words never stood.
    if kept is not None and note.status is not Status.AMBIGUOUS and kept.holds(note):
        return _followed(note, text, sha256, kept)
    if stayed and not places and _has_one_side(note, text, start):
        return _placed(note, start, sha256, Status.ANCHORED)
    return _likeliest(note, text, sha256, start)


def _followed(note: Note, text: str, sha256: str, kept: Comparison) -> Note:
    """The note where its own words stand, as far as can be told from the text that they stood in."""
    from annotations.notes.approximate import candidates, weigh
    from annotations.notes.moved import moved

    span = note.span
    assert span is not None
    stays = kept.carried(span)
    if stays is not None:
        found = weigh(text, note.quote, note.prefix, note.suffix, stays)
        if found.likeness >= _ALIKE:
            return _at(note, text, sha256, stays, sure=found.score >= _SURE or kept.keeps_company(span))
    new_place = moved(kept, span)
    if new_place is not None:
        return _at(note, text, sha256, new_place, sure=True)
    rest = kept.remnant(span)
    if rest is not None and weigh(text, note.quote, note.prefix, note.suffix, rest).likeness >= _REMNANT:
        return _at(note, text, sha256, rest, sure=False)
    found_anew = candidates(text, note.quote, note.prefix, note.suffix, span.start) if note.quote else []
    fresh = [each for each in found_anew if each.score >= _DOUBTFUL and kept.is_new(each.start, each.end)]
    if not fresh:
        return replace(note, status=Status.ORPHANED)
    best, lead = fresh[0], fresh[0].score - (fresh[1].score if len(fresh) > 1 else 0.0)
    sure = best.score >= _SURE and best.likeness >= _ALIKE and lead >= _LEAD
    return _at(note, text, sha256, Span(best.start, best.end), sure=sure)


def _likeliest(note: Note, text: str, sha256: str, old: int) -> Note:
    """The note where the most of it and of its context is left; nowhere sure unless it is so by far."""
    from annotations.notes.approximate import candidates

    found = candidates(text, note.quote, note.prefix, note.suffix, old) if note.quote else []
    likely = (each for each in found if each.score >= _DOUBTFUL or text[each.start : each.end] == note.quote)
    best = next(likely, None)
    if best is None:
        return replace(note, status=Status.ORPHANED)
    lead = best.score - (found[1].score if len(found) > 1 else 0.0)
    sure = best.score >= _SURE and best.likeness >= _ALIKE and lead >= _LEAD
    return _at(note, text, sha256, Span(best.start, best.end), sure=sure)


def _at(note: Note, text: str, sha256: str, place: Span, *, sure: bool) -> Note:
    """The note at a place that is sure, unless it would split a grapheme cluster, or in doubt."""
    span = snap(text, place.start, place.end)
    sure = sure and span == place
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
