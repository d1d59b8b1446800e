"""How a page of print is read: columns, lines, paragraphs. Pure geometry, in points from the bottom left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from statistics import median

from annotations.articles.formats.hyphens import Hyphens

NARROWEST = 0.12
"""Share of the page's printed width that a column has at least; bullets and numbers are none."""
MOST_ACROSS = 0.25
"""Share of the pieces that may lie across a gutter, such as headlines over two columns."""

SHORT_LINE = 0.6
"""Share of a column that no line among the points of a list reaches."""

_ENDS = (".", "!", "?", ":", "”", '"', "’", ")")
_POINT = re.compile(r"[•‣–*-]\s|\d{1,2}[.)]\s")
_PRINTED = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}, \d{1,2}:\d\d(?:\s?[AP]M)?.*|(?:https?|file)://\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one line, without a gap as wide as between columns."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Half the height."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column."""

    text: str
    left: float
    right: float
    middle: float
    size: float


def columns(pieces: Sequence[Piece]) -> Iterator[list[Line]]:
    """The lines of a page, column by column as they are read; what lies across two columns parts them."""
    gutter = _gutter(pieces)
    if gutter is None:
        yield list(_lines(pieces))
        return
    across = [each for each in pieces if each.left < gutter < each.right]
    rest = [each for each in pieces if not each.left < gutter < each.right]
    together: list[Line] = []
    for line in _lines(across):
        above = [each for each in rest if each.middle > line.middle]
        if above:
            if together:
                yield together
            yield from _sides(above, gutter)
            rest = [each for each in rest if each.middle <= line.middle]
            together = []
        together.append(line)
    if together:
        yield together
    yield from _sides(rest, gutter)


def _sides(pieces: Sequence[Piece], gutter: float) -> Iterator[list[Line]]:
    """First what is on the left of a gutter, then what is on the right."""
    for side in (
        [each for each in pieces if each.right <= gutter],
        [each for each in pieces if each.left >= gutter],
    ):
        if side:
            yield from columns(side)


def paragraphs(columns_: Iterable[Sequence[Line]]) -> list[tuple[str, float]]:
    """The paragraphs of columns in order, with the size of their type; one that a column or a page ends goes on."""
    found: list[tuple[list[str], float]] = []
    for lines in columns_:
        for number, line in enumerate(lines):
            if number:
                new = _begins(lines, lines[number - 1], line)
            else:
                new = not found or found[-1][1] != line.size or not _goes_on(found[-1][0][-1], line.text)
            if new:
                found.append(([], line.size))
            found[-1][0].append(line.text)
    hyphens = Hyphens([lines for lines, _ in found])
    return [(joined(lines, hyphens), size) for lines, size in found]


def joined(lines: Iterable[str], hyphens: Hyphens) -> str:
    """Lines as running text; a word that was divided at the end of a line is one again."""
    parts: list[str] = []
    for line in lines:
        if parts:
            parts[-1] = hyphens.ended(parts[-1], line)
        parts.append(line)
    return "".join(parts)


def running_heads(pages: Sequence[Sequence[Piece]]) -> set[tuple[str, int]]:
    """Lines that stand at the top or the bottom of several pages, as words (numbers as `#`) and height in points."""
    counts: dict[tuple[str, int], int] = {}
    for page in pages:
        for mark in {head_mark(piece) for piece in edges(page)}:
            counts[mark] = counts.get(mark, 0) + 1
    least = max(2, min(3, len(pages) // 2))
    return {mark for mark, count in counts.items() if count >= least}


def edges(page: Sequence[Piece]) -> list[Piece]:
    """The pieces of the first and the last line of a page, and of the next ones where a gap follows them."""
    heights = sorted({round(piece.middle) for piece in page})
    if len(heights) < 4:
        return list(page)
    usual = median(second - first for first, second in pairwise(heights))
    outer = {heights[0], heights[-1]}
    outer |= {heights[1]} if heights[2] - heights[1] > 1.3 * usual else set()
    outer |= {heights[-2]} if heights[-2] - heights[-3] > 1.3 * usual else set()
    return [piece for piece in page if round(piece.middle) in outer]


def head_mark(piece: Piece) -> tuple[str, int]:
    """What a running head has in common on all pages."""
    return re.sub(r"\d+|\b[ivxl]+\b", "#", " ".join(piece.text.split()).lower()), round(piece.middle / 3)


def printed_by_browser(page: Sequence[Piece]) -> list[Piece]:
    """What a browser prints around a page: the time and its title above it, its address below."""
    outer = edges(page)
    heights = {round(piece.middle) for piece in outer if _PRINTED.fullmatch(piece.text)}
    return [piece for piece in outer if round(piece.middle) in heights]


def is_page_number(text: str) -> bool:
    """Whether a line is no more than the number of its page."""
    return (
        re.fullmatch(
            r"\W*(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*", text.strip(), re.IGNORECASE
        )
        is not None
    )


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where a page is parted into columns: the widest strip that nothing lies across, or as little as can be."""
    if len(pieces) < 6:
        return None
    left, right = min(each.left for each in pieces), max(each.right for each in pieces)
    changes = [0] * (int(right - left) + 3)
    for each in pieces:
        begin = int(each.left - left) + 1
        changes[begin] += 1
        changes[max(begin, int(each.right - left))] -= 1
    across = list(accumulate(changes))
    least = 0.7 * median(each.top - each.bottom for each in pieces)
    allowed = 0
    while allowed <= MOST_ACROSS * len(pieces):
        for width, middle in sorted(_strips(across, allowed), reverse=True):
            if width >= least and _parts(pieces, left + middle, NARROWEST * (right - left)):
                return left + middle
        allowed = 2 * allowed + 1
    return None


def _strips(across: Sequence[int], allowed: int) -> Iterator[tuple[int, float]]:
    """Width and middle of each stretch of points that no more pieces than allowed lie across."""
    for free, points in groupby(enumerate(across), key=lambda point: point[1] <= allowed):
        if free:
            at = [number for number, _ in points]
            yield len(at), (at[0] + at[-1]) / 2


def _parts(pieces: Sequence[Piece], gutter: float, narrowest: float) -> bool:
    """Whether there is a column on either side."""
    sides = (
        [each.width for each in pieces if each.right <= gutter],
        [each.width for each in pieces if each.left >= gutter],
    )
    return all(len(widths) >= 3 and median(widths) >= narrowest for widths in sides)


def _lines(pieces: Iterable[Piece]) -> Iterator[Line]:
    """Pieces at one height as a line, from top to bottom."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda each: (-each.middle, each.left)):
        if row and row[0].middle - piece.middle > 0.5 * max(row[0].size, piece.size, 1):
            yield _line(row)
            row = []
        row.append(piece)
    if row:
        yield _line(row)


def _line(row: list[Piece]) -> Line:
    row.sort(key=lambda each: each.left)
    size = max(row, key=lambda each: each.width).size
    text = " ".join(each.text.strip() for each in row)
    return Line(text, row[0].left, max(each.right for each in row), sum(each.middle for each in row) / len(row), size)


def _is_list(lines: Sequence[Line], before: Line, line: Line) -> bool:
    """Whether two lines are points of a list, verses, or parts of an address: none near them has half a line's length.

    Browsers draw the dots before the points of a list, so that they are no text.
    """
    left, right = min(each.left for each in lines), max(each.right for each in lines)
    beside = [
        each for each in lines if abs(each.left - line.left) < 1 and abs(each.middle - line.middle) < 9 * line.size
    ]
    return before in beside and max(each.right for each in beside) < left + SHORT_LINE * (right - left)


def _gap(before: Line, line: Line) -> float:
    """How far a line stands under the one before, in heights of its type."""
    return (before.middle - line.middle) / max(line.size, 1.0)


def _begins(lines: Sequence[Line], before: Line, line: Line) -> bool:
    """Whether a line begins a paragraph, told from the space above it, its indent, its type and the line before."""
    # The space between two lines grows with their type: the second line of a headline begins no paragraph.
    gaps = [_gap(first, second) for first, second in pairwise(lines)]
    right = max(each.right for each in lines)
    if _gap(before, line) > 1.25 * median(gaps) or abs(before.size - line.size) > 0.1 * line.size:
        return True
    if _POINT.match(line.text) or _is_list(lines, before, line):
        return True
    centred = abs(before.left + before.right - line.left - line.right) < line.size
    hanging = centred or _POINT.match(before.text) is not None
    indented = not hanging and line.left > min(before.left, min(each.left for each in lines) + 0.5) + 0.6 * line.size
    ended = before.right < right - 2 * line.size and before.text.endswith((*_ENDS, ";"))
    return ended or (indented and before.left < line.left - 0.6 * line.size)


def _goes_on(text: str, more: str) -> bool:
    """Whether a paragraph that reached the end of its column goes on in the next."""
    return not text.endswith(_ENDS) and (more[:1].islower() or text.endswith(("-", "\u00ad", ",")))
