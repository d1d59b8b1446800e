"""Where the lines of a text begin when it is wrapped to a width. Pure, and lazy: only what is asked for is wrapped."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from rich.cells import split_graphemes

from annotations.text.span import Span

TAB = "    "

# Characters that surely take one cell and join with nothing: ASCII, Latin, Greek, Cyrillic, common punctuation.
_ONE_CELL_EACH = re.compile("[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\n]*")


class Layout:
    """Display lines of one text at one width in cells, as offsets in code points.

    Every code point belongs to exactly one line: the blank or line feed at which a line was broken to the line
    that it ends.
    """

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(2, width)
        self._starts = array("I")
        self._wrapped = 0
        self.complete = False

    def __len__(self) -> int:
        """Lines known so far; all of them once `complete`."""
        return len(self._starts)

    def extend(self, offset: int) -> None:
        """Wrap on, at least until the line that holds `offset` and the one after are known."""
        while not self.complete and self._wrapped <= offset:
            feed = self.text.find("\n", self._wrapped)
            end = len(self.text) if feed < 0 else feed
            self._starts.extend(_wrap(self.text, self._wrapped, end, self.width))
            self._wrapped = end + 1
            self.complete = feed < 0

    def line_of(self, offset: int) -> int:
        """The line on which an offset stands."""
        self.extend(offset)
        return bisect_right(self._starts, offset) - 1

    def span(self, line: int) -> Span:
        """What is drawn of a line: without the line feed or the blanks at which it was broken."""
        start, end = self.bounds(line)
        return Span(start, max(start, start + len(self.text[start:end].rstrip(" \t\n"))))

    def bounds(self, line: int) -> tuple[int, int]:
        """Offsets of a line, with everything that belongs to it."""
        while not self.complete and line + 1 >= len(self._starts):
            self.extend(self._wrapped)
        last = line + 1 >= len(self._starts)
        return self._starts[line], len(self.text) if last else self._starts[line + 1]

    def column_of(self, offset: int) -> int:
        """Cells before an offset on its line."""
        start, _ = self.bounds(self.line_of(offset))
        return cells(self.text[start:offset])

    def offset_at(self, line: int, column: int) -> int:
        """The offset of the grapheme that stands in a column of a line, else the line's last."""
        span = self.span(line)
        passed = 0
        at = span.start
        for start, _, width in _graphemes(self.text[span.start : span.end]):
            at = span.start + start
            passed += width
            if passed > column:
                break
        return at


def cells(text: str) -> int:
    """Cells that a text takes on the screen, tabs as `TAB`."""
    return sum(width for _, _, width in _graphemes(text))


def _graphemes(text: str) -> list[tuple[int, int, int]]:
    """(start, end, cells) of each grapheme cluster."""
    if _ONE_CELL_EACH.fullmatch(text):
        return [(index, index + 1, 1) for index in range(len(text))]
    # A tab has no width of its own and would be taken for a part of what stands before it.
    found, _ = split_graphemes(text.replace("\t", "␉"))
    return [(start, end, len(TAB) if text[start] == "\t" else width) for start, end, width in found]


def _wrap(text: str, start: int, end: int, width: int) -> Iterator[int]:
    """Starts of the display lines of `text[start:end]`, which holds no line feed."""
    if _ONE_CELL_EACH.fullmatch(text, start, end):
        return _wrap_narrow(text, start, end, width)
    return _wrap_any(text, start, end, width)


def _wrap_narrow(text: str, start: int, end: int, width: int) -> Iterator[int]:
    yield start
    while end - start > width:
        blank = text.rfind(" ", start + 1, start + width + 1)
        if blank > 0:
            start = blank + 1
            while start < end and text[start] == " ":
                start += 1
            if start == end:
                return
        else:
            dash = max(text.rfind(mark, start + 1, start + width) for mark in "-–—/")
            start = dash + 1 if dash > 0 else start + width
        yield start


def _wrap_any(text: str, start: int, end: int, width: int) -> Iterator[int]:
    """By words; inside a run of wide characters (Han, kana) and inside a word too long, by grapheme."""
    yield start
    line_start, used, chance, after_chance = start, 0, start, 0
    for grapheme_start, grapheme_end, size in _graphemes(text[start:end]):
        at = start + grapheme_start
        blank = text[at : start + grapheme_end] in (" ", "\t")
        if used + size > width and not blank:
            if chance > line_start:
                line_start, used = chance, after_chance
            else:
                line_start, used = at, 0
            chance, after_chance = line_start, used
            yield line_start
        used += size
        after_chance += size
        if blank or size == 2 or text[at] in "-–—/":
            chance, after_chance = start + grapheme_end, 0
