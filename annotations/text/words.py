"""Words as a reader means them, for moving, selecting and counting.

A word is a run of letters, digits and their marks, with what holds it together inside: `don't`, `tech-related`,
`U.S.-led`, `1,910.5`; an address of mail or web is one word. Where a script puts no spaces between words (Han, kana,
Thai, Lao, Myanmar, Khmer) every grapheme cluster is a word, and so is every emoji. Punctuation is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from annotations.text.graphemes import is_boundary, snap
from annotations.text.span import Span

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_EMOJI = "\u231a\u231b\u23e9-\u23f3\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff"
# Marks of many scripts, and whole blocks of those (Indic) in which letters and vowel signs alternate.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0816-\u082d\u0859-\u085b\u08d3-\u08ff\u0900-\u0963\u0966-\u0df3"
    "\u0f18-\u0fbc\u135d-\u135f\u1b00-\u1bff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\u302a-\u302f\u3099\u309a"
    "\ua8e0-\ua8f1\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
_BASE = rf"[^\W_{_UNSPACED}{_EMOJI}]"
_REST = rf"(?:{_BASE}|[{_MARKS}])"
_LETTER = rf"[^\W\d_{_UNSPACED}{_EMOJI}]"
_PART = (
    rf"(?:\d++(?:[.,:]\d++)++{_REST}*+"
    rf"|{_LETTER}(?:\.{_LETTER}){{1,8}}(?!{_REST})\.?"
    rf"|{_BASE}{_REST}*+)"
)
_WINDOW = 256
_LONGEST_MAIL = 64 + 9 * 64
FAR = 16 * _WINDOW
"""Code points within which a motion looks for the next word, so that it never reads a whole text."""


# Compiled when they are first needed: start-up does not wait for them.
@cache
def _word() -> re.Pattern[str]:
    return re.compile(
        r"(?:https?://|www\.)[!-~]*[0-9A-Za-z/]"
        r"|[0-9A-Za-z._%+-]{1,64}@[0-9A-Za-z-]{1,63}(?:\.[0-9A-Za-z-]{1,63}){1,8}"
        rf"|(?P<clusters>[{_UNSPACED}{_EMOJI}][{_UNSPACED}{_EMOJI}{_MARKS}\U000e0020-\U000e007f]*)"
        rf"|{_PART}(?:['’\-‐‑&_·׳״]{_PART})*"
    )


@cache
def _safe() -> re.Pattern[str]:
    """Up to the last place that no word crosses, so that words can be told from there on without the text before."""
    return re.compile(
        rf"(?s:.*)(?:\s|[{_UNSPACED}{_EMOJI}\ufe0f]"
        r"(?=[\u0e01-\u0e2e\u0e40-\u0e44\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\U0001f300-\U0001f3fa\U0001f400-\U0001faff]))"
    )


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The words of `text[start:end]` in order, as if it stood alone."""
    limit = len(text) if end is None else end
    last = start
    for match in _word().finditer(text, start, limit):
        whole = Span(match.start(), match.end())
        if not (is_boundary(text, whole.start) and is_boundary(text, whole.end)):
            whole = snap(text, whole.start, whole.end)
        for part in _clusters(text, whole) if match["clusters"] else (whole,):
            if part.end > last:
                yield Span(max(part.start, last), part.end)
                last = part.end


def word_at(text: str, offset: int) -> Span | None:
    """The word on `offset`, or failing that the next after it that is not further than `FAR`."""
    return next((word for word in _words_from(text, offset) if word.end > offset), None)


def next_word(text: str, offset: int) -> int | None:
    """Where the first word that starts after `offset` starts, or `FAR` on where none does so near."""
    found = next((word.start for word in _words_from(text, offset) if word.start > offset), None)
    if found is None and offset + FAR < len(text):
        return snap(text, offset + FAR, offset + FAR).start
    return found


def previous_word(text: str, offset: int) -> int | None:
    """Where the last word that starts before `offset` starts, or `FAR` back where none does so near."""
    offset = min(offset, len(text))
    reach = 1
    while offset > 0:
        anchor = _anchor(text, max(offset - reach, 0))
        found: int | None = None
        for word in words(text, anchor, min(offset + _LONGEST_MAIL, len(text))):
            if word.start >= offset:
                break
            found = word.start
        if found is not None or anchor == 0:
            return found
        if reach >= FAR:
            return anchor
        reach *= 16
    return None


def _words_from(text: str, offset: int) -> Iterator[Span]:
    """The words that end after `offset`, or some before it; none of them is further than `FAR`."""
    at, reach, far = _anchor(text, offset), _WINDOW, min(offset + FAR, len(text))
    while at < far:
        reach *= 4
        high = min(offset + reach, far)
        for word in words(text, at, high):
            # One that ends too near to where the view ends may go on, or be a part of another.
            if word.end + _LONGEST_MAIL > high and high < far:
                break
            yield word
            at = word.end
        if high == far:
            break


def _clusters(text: str, run: Span) -> Iterator[Span]:
    from wcwidth import iter_graphemes

    start = run.start
    for cluster in iter_graphemes(text, run.start, run.end):
        yield Span(start, start + len(cluster))
        start += len(cluster)


def _anchor(text: str, offset: int) -> int:
    """A place at or before `offset`, near it, that no word crosses."""
    window = _WINDOW
    while True:
        low, end = max(0, offset - window), offset
        while safe := _safe().match(text, low, end):
            if is_boundary(text, safe.end()):
                return safe.end()
            end = safe.end() - 1
        if not low:
            return 0
        if window >= FAR:
            return snap(text, offset - FAR, offset - FAR).start
        window *= 4
