"""Where the lines of a text begin when it is wrapped to a width. Pure, and lazy: only what is asked for is wrapped."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from annotations.text.extents import Extents
from annotations.text.graphemes import is_boundary, snap
from annotations.text.safe import visible
from annotations.text.span import Span
from tui.reader.breaks import BLANKS, ONE_CELL_EACH, TAB, Cluster, clusters, last_any, last_narrow
from tui.reader.starts import Starts

__all__ = ["TAB", "Layout", "cells"]

LEAST = 8
"""Cells that are left to the text, whatever is drawn behind it."""
_LONGEST = 16
"""Code points for each cell of the width, after which a line ends even within a cluster."""


class Layout:
    """Display lines of one text at one width in cells, as offsets in code points.

    Every code point belongs to exactly one line: the blanks or the line feed at which a line was broken to the line
    that they end. The text need not be safe: widths are those of what is shown for it. `tails` are spans behind which
    something else is drawn, and the cells that it takes.
    """

    def __init__(self, text: str, width: int, tails: tuple[Extents, Sequence[int]] | None = None) -> None:
        self.text = text
        self.width = max(2, width)
        self._tails = tails
        self._starts = Starts()
        self._next = 0
        self._kept = Extents(array("I"), array("I"))

    def __len__(self) -> int:
        """Lines known so far; all of them once `complete`."""
        return len(self._starts)

    @property
    def complete(self) -> bool:
        """Whether all lines are known."""
        return self._next > len(self.text)

    def extend(self, offset: int) -> None:
        """Wrap on, at least until the line that holds `offset` and where the next one starts are known."""
        while self._next <= offset and self._next <= len(self.text):
            self._starts.append(self._next)
            self._next = self._after(self._next)

    def keep(self, spans: Extents) -> None:
        """Break none of these spans where it fits on a line; they may come when lines are known already.

        Only the lines from such a break on, to where lines start as they did, are wrapped again.
        """
        same = spans.starts == self._kept.starts and spans.ends == self._kept.ends
        self._kept = spans
        if same:
            return
        old, new = self._starts, Starts()
        old.append(self._next)
        taken = 0
        for start, end in zip(spans.starts, spans.ends, strict=True):
            line = max(old.up_to(start), taken) - 1
            if line + 1 == len(old):
                break
            if line < taken or old[line + 1] >= end:
                continue
            new.extend(old, taken, line + 1)
            at = self._after(old[line])
            while (taken := max(old.below(at), line)) < len(old) and old[taken] != at:
                new.append(at)
                at = self._after(at)
            if taken == len(old):
                new.append(at)
                break
        new.extend(old, taken, len(old))
        self._next = new.pop()
        self._starts = new

    def line_of(self, offset: int) -> int:
        """The line on which an offset stands."""
        self.extend(offset)
        return self._starts.up_to(offset) - 1

    def span(self, line: int) -> Span:
        """What is drawn of a line: without the line feed or the blanks at which it was broken."""
        start, end = self.bounds(line)
        return Span(start, max(start, start + len(self.text[start:end].rstrip(BLANKS + "\n"))))

    def bounds(self, line: int) -> tuple[int, int]:
        """Offsets of a line, with everything that belongs to it."""
        while not self.complete and line >= len(self._starts):
            self.extend(self._next)
        last = line + 1 >= len(self._starts)
        return self._starts[line], min(self._next, len(self.text)) if last else self._starts[line + 1]

    def column_of(self, offset: int) -> int:
        """Cells before an offset on its line."""
        start, _ = self.bounds(self.line_of(offset))
        return cells(self.text[start:offset])

    def offset_at(self, line: int, column: int) -> int:
        """The offset of the grapheme that stands in a column of a line, else the line's last."""
        span = self.span(line)
        passed = 0
        at = span.start
        tails = self._tails_on(span.start, span.end)
        for start, end, width in clusters(self.text[span.start : span.end]):
            at = span.start + start
            passed += width + tails.get(span.start + end, 0)
            if passed > column:
                break
        # What is drawn in place of a character may part what is one grapheme in the text.
        return snap(self.text, at, at).start if visible(self.text[at : at + 1]) != self.text[at : at + 1] else at

    def _after(self, start: int) -> int:
        """Where the line after the one that starts at `start` starts; past the end of the text where there is none."""
        after = self._break(start, self.width)
        tails = sum(self._tails_on(start, after).values())
        # On fewer characters there are no more tails, so that what is left of the width is enough.
        return self._break(start, max(LEAST, self.width - tails)) if tails else after

    def _tails_on(self, start: int, end: int) -> dict[int, int]:
        """Cells that are drawn behind an offset of `text[start:end]`, by the offset."""
        found: dict[int, int] = {}
        if self._tails is not None:
            spans, sizes = self._tails
            for number in spans.overlapping(start, end):
                if start < spans.ends[number] <= end:
                    found[spans.ends[number]] = found.get(spans.ends[number], 0) + sizes[number]
        return found

    def _break(self, start: int, width: int) -> int:
        text, limit = self.text, start + width
        feed = text.find("\n", start, limit + 1)
        line: list[Cluster] = []
        if ONE_CELL_EACH.fullmatch(text, start, limit + 1 if feed < 0 else feed):
            limit = min(limit, len(text)) if feed < 0 else feed
        else:
            line = self._fitting(start, width)
            limit = line[-1][0]
        at = limit
        if text[limit : limit + 1] in BLANKS:
            at = self._past_blanks(limit)
        elif text[limit] != "\n":
            at = _last_break(text, start, limit, line) or limit
        if at == len(text) or text[at] == "\n":
            return at + 1
        return self._not_within_kept(start, at, line) if self._kept else at

    def _fitting(self, start: int, room: int) -> list[Cluster]:
        """The clusters of a line of so many cells, and the one that has no room on it any more or ends it."""
        text, size, most = self.text, room // 2 + 2, room * _LONGEST
        while True:
            window = text[start : start + size]
            feed = window.find("\n")
            window = window if feed < 0 else window[:feed]
            ends = feed >= 0 or start + size >= len(text)
            found, used = [], 0
            for begin, end, width in clusters(window):
                used += width
                found.append((start + begin, start + end, width))
                # The last of a window may go on behind it.
                if used > room and len(found) > 1 and (ends or end < len(window)):
                    return found
            stop = start + len(window)
            if ends:
                return [*found, (stop, stop, 0)]
            if size >= most:
                return found if len(found) > 1 else [*found, (stop, stop, 0)]
            size *= 2

    def _past_blanks(self, offset: int) -> int:
        """The end of the blanks at an offset, of which no more than a line takes are left out of sight.

        One that carries a mark is no blank.
        """
        most = min(offset + self.width, len(self.text))
        while offset < most and self.text[offset] in BLANKS and is_boundary(self.text, offset + 1):
            offset += 1
        return offset

    def _not_within_kept(self, start: int, at: int, line: Sequence[Cluster]) -> int:
        """A break of the line from `start`, moved back to before the spans that are kept and that it would part."""
        for number in self._kept.overlapping(at - 1, at):
            begin, end = self._kept.starts[number], self._kept.ends[number]
            if (
                start < begin
                and at < end <= begin + self.width * _LONGEST
                and cells(self.text[begin:end]) <= self.width
            ):
                # After an indentation alone, the indentation is a line.
                earlier = _last_break(self.text, start, begin, line) or (
                    begin if self.text[start:begin].isspace() else 0
                )
                if earlier:
                    return self._not_within_kept(start, earlier, line)
        return at


def cells(text: str) -> int:
    """Cells that a text takes on the screen, tabs as `TAB`."""
    return len(text) if ONE_CELL_EACH.fullmatch(text) else sum(width for _, _, width in clusters(text))


def _last_break(text: str, start: int, limit: int, line: Sequence[Cluster]) -> int:
    return last_any(text, line, limit) if line else last_narrow(text, start, limit)
