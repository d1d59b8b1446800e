"""Where a line may be broken: after blanks, after a hyphen or dash between letters, between wide characters. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import split_graphemes

from annotations.text.safe import visible

TAB = "    "
BLANKS = " \t"

_ONE_CELL = " -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
ONE_CELL_EACH = re.compile(f"[{_ONE_CELL}]*")
"""Characters that surely take one cell and join with nothing: ASCII, Latin, Greek, Cyrillic, common punctuation."""

# The same, and kana, Han, Hangul syllables and their punctuation, which surely take two.
_PLAIN = re.compile(
    f"[{_ONE_CELL}\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*"
)
_WIDE_FROM = "\u3001"

_JOINTS = "-–—/"
_JOINT = re.compile(rf"[^\W\d_][{_JOINTS}](?=[^\W\d_])")
# What must not begin a line beside wide characters, and what must not end one (kinsoku).
_CLOSING = frozenset(
    "、。，．・：；？！）］｝〕〉》」』】〗〙〟’”»‐–—…‥ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%"
)
_OPENING = frozenset("（［｛〔〈《「『【〖〘〝‘“«([{")

Cluster = tuple[int, int, int]
"""Start, end and cells of what a reader takes for one character."""


def clusters(text: str) -> list[Cluster]:
    """The grapheme clusters of a text as it is shown: made safe, tabs as `TAB`."""
    if ONE_CELL_EACH.fullmatch(text):
        return [(index, index + 1, 1) for index in range(len(text))]
    if _PLAIN.fullmatch(text):
        return [(index, index + 1, 2 if each >= _WIDE_FROM else 1) for index, each in enumerate(text)]
    # A tab has no width of its own and would be taken for a part of what stands before it.
    found, _ = split_graphemes(visible(text).replace("\t", "␉"))
    return [(start, end, len(TAB) if text[start] == "\t" else width) for start, end, width in found]


def last_narrow(text: str, start: int, limit: int) -> int:
    """The last place in `(start, limit]` to break a line of one-cell characters; 0 where there is none."""
    blank = text.rfind(" ", start, limit)
    if not text[blank + 1 if blank >= 0 else start : limit].isalpha():
        joints = list(_JOINT.finditer(text, max(blank, start), limit + 1))
        if joints:
            return joints[-1].end()
    # After the indent of a line there is nothing yet to be parted from.
    return 0 if blank < 0 or text[start : blank + 1].isspace() else blank + 1


def last_any(text: str, line: Sequence[Cluster], limit: int) -> int:
    """The same for the clusters of a line, with offsets into the text; the last of them is the one that may follow."""
    first = line[0][0]
    for (_, _, size), (at, _, next_size) in zip(reversed(line[:-1]), reversed(line[1:]), strict=True):
        if at > limit:
            continue
        before, after = text[at - 1], text[at]
        if before in BLANKS:
            return 0 if text[first:at].isspace() else at
        if before in _JOINTS and at - first > 1 and _JOINT.match(text, at - 2):
            return at
        if max(size, next_size) > 1 and after not in _CLOSING and before not in _OPENING and after not in BLANKS:
            return at
    return 0
