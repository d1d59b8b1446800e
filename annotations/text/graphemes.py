"""Where one character, as a reader counts them, ends and the next begins (UAX #29, by wcwidth)."""

from __future__ import annotations

import re
from functools import cache

from annotations.text.span import Span

# Between two of these there always is a boundary, whatever stands around them: none extends, joins or prepends
# (letters of Latin, Greek, Cyrillic, Hebrew, Arabic, Thai; kana, Han, Hangul syllables; pictographs).
_PLAIN = (
    "\\x00-\\x0c\\x0e-\\x7e\u00c0-\u02af\u0386-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u0e01-\u0e2e"
    "\u2010-\u2027\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d"
    "\U0001f300-\U0001f3fa\U0001f400-\U0001faff\U00020000-\U0002ebef"
)
# Nor do these hold on to a plain character that follows them: marks and modifiers of what they stand on.
_TRAILING = (
    "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u3099\u309a\ufe0f\U0001f3fb-\U0001f3ff"
)
# All that hold on to an ASCII character after them, and all letters that hold on to one before them.
_PREPENDED = (
    "\r\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3\U000113d1\U0001193f"
    "\U00011941\U00011a3a\U00011a84-\U00011a89\U00011d46\U00011f02"
)
_APPENDED = "\u0e33\u0eb3\uff9e\uff9f"
_BREAK = (
    f"(?:[{_PLAIN}{_TRAILING}](?=[{_PLAIN}])|[^{_PREPENDED}](?=[\\x00-\\x7f])"
    f"|[\\x00-\\x0c\\x0e-\\x7f](?=[^\\W{_APPENDED}]))"
)
_PAIR = re.compile(_BREAK)
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_WINDOW = 32
_LONGEST = 128 * _WINDOW
"""Code points of a cluster, or of flags in a row, past which one is taken to end: no text to be read has such."""


def is_boundary(text: str, offset: int) -> bool:
    """Whether no grapheme cluster reaches over `offset`; both ends of a text are boundaries."""
    if offset <= 0 or offset >= len(text) or _PAIR.match(text, offset - 1):
        return True
    return _around(text, offset).end == offset


def is_plain(text: str, start: int, end: int) -> bool:
    """Whether there is a boundary at every offset of a stretch, its ends too; told for ASCII alone, and at once."""
    stretch = text[max(start - 1, 0) : end + 1]
    return stretch.isascii() and "\r" not in stretch


def next_boundary(text: str, offset: int) -> int:
    """The nearest boundary after `offset`, or the end of the text."""
    following = max(offset, 0) + 1
    return min(following, len(text)) if is_boundary(text, following) else _around(text, following).end


def snap(text: str, start: int, end: int) -> Span:
    """The span widened, within the text, so that it splits no cluster.

    An empty span stays empty, and moves to the boundary at or before it.
    """
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    begin = start if is_boundary(text, start) else _around(text, start).start
    if start == end:
        return Span(begin, begin)
    return Span(begin, end if is_boundary(text, end) else _around(text, end).end)


@cache  # compiled when it is first needed: start-up does not wait for it
def _last_pair() -> re.Pattern[str]:
    return re.compile(f"(?s:.*){_BREAK}")


def _around(text: str, offset: int) -> Span:
    """The cluster that holds the character before `offset`; its end is `offset` only at a boundary."""
    from wcwidth import iter_graphemes

    start = _anchor(text, offset)
    last = min(offset + _LONGEST, len(text))
    for cluster in iter_graphemes(text, start, last):
        end = start + len(cluster)
        if end >= offset:
            return Span(start, end)
        start = end
    return Span(start, last)


def _anchor(text: str, offset: int) -> int:
    """A boundary before `offset`, near it, so that the cost follows the clusters there and not the text."""
    if text[offset - 1] in _FLAG_LETTERS:
        run, first = offset - 1, max(0, offset - _LONGEST) & ~1
        while run > first and text[run - 1] in _FLAG_LETTERS:
            run -= 1
        if (pairs := (offset - run - 1) // 2) > 0:
            return run + 2 * pairs
    window = _WINDOW
    while window < min(offset, _LONGEST):
        if pair := _last_pair().match(text, offset - window, offset):
            return pair.end()
        window *= 4
    return max(0, offset - _LONGEST)
