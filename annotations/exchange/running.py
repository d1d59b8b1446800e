"""The text of an article as rows of a page: a paragraph with its marks and, in the margin, what was said of them.

The text of all paragraphs, and of what stands between them, is the article's, character for character.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotations.exchange.margin import Card, Margin, Mark
from annotations.exchange.nesting import Step, nested
from annotations.exchange.page import safe
from annotations.text.sentences import paragraphs
from annotations.text.span import Span

_ROW = 40
"""Paragraphs of a row at most."""
_NEXT = re.compile(r"[^\S\n]*\n[ \t]*\S")


def begins_with(text: str, title: str) -> bool:
    """Whether the first line of a text is its title, be it as a heading of Markdown."""
    return bool(title) and text.lstrip().partition("\n")[0].lstrip("# \t").rstrip() == title.strip()


def running(text: str, title_id: str | None, margin: Margin) -> Iterator[str]:
    """The rows. The first line is a heading with that id, if there is one, and what is about all of it follows."""
    marks = deque(margin.marked())
    covering: list[Mark] = []
    at = 0
    heading = title_id
    for row in _rows(text, margin.beside(), titled=title_id is not None):
        for number, block in enumerate(row.blocks):
            covering = [mark for mark in covering if mark.span.end > block.start]
            while marks and marks[0].span.start < block.end:
                covering.append(marks.popleft())
            yield _gap(text[at : block.start]) + ("" if number else _beginning(row))
            yield _block(text, block, "".join(_words(text, block, covering, margin)), heading)
            yield "" if number else _cards(row, margin)
            at = block.end
        yield "</div>" if heading is None else f"</div>{margin.whole()}"
        heading = None
    yield _gap(text[at:])


class _Row(NamedTuple):
    """Paragraphs, and the cards beside them, which belong to the first."""

    blocks: list[Span]
    cards: list[Card]


def _rows(text: str, cards: Iterable[Card], *, titled: bool) -> Iterator[_Row]:
    """A row for each paragraph that has cards, with those after it that have none; the title is one by itself."""
    waiting = deque(cards)
    row: _Row | None = None
    longest = 1 if titled else _ROW
    for block in _blocks(text, titled=titled):
        beside = []
        while waiting and waiting[0].at < block.end:
            beside.append(waiting.popleft())
        if row is None or beside or len(row.blocks) == longest:
            if row is not None:
                yield row
                longest = _ROW
            row = _Row([], beside)
        row.blocks.append(block)
    if row is not None:
        yield row


def _blocks(text: str, *, titled: bool) -> Iterator[Span]:
    """The paragraphs, each with the indentation of its first line; the title is one of its own."""
    found = paragraphs(text)
    if titled and (first := next(found, None)):
        feed = text.find("\n", first.start, first.end)
        yield first if feed < 0 else Span(first.start, feed)
        found = paragraphs(text, first.end if feed < 0 else feed)
    for each in found:
        start = each.start
        while start > 0 and text[start - 1] in " \t":
            start -= 1
        yield Span(start, each.end)


def _words(text: str, block: Span, covering: list[Mark], margin: Margin) -> Iterator[str]:
    for event in nested(block, [mark.span for mark in covering]):
        match event.step:
            case Step.TEXT:
                yield safe(text[event.at : event.end])
            case Step.OPEN:
                yield margin.opened(covering[event.number].place)
            case Step.CLOSE:
                mark = covering[event.number]
                yield margin.closed(mark.place, last=not text[event.at : mark.span.end].strip())


def _block(text: str, block: Span, words: str, title_id: str | None) -> str:
    if title_id is not None:
        return f'<h2 id="{title_id}" dir="auto">{words}</h2>'
    kinds = ["wrapped"] if "\n" in text[block.start : block.end] else []
    # A line that another follows at once stands nearer to it.
    kinds += ["tight"] if _NEXT.match(text, block.end) else []
    style = f' class="{" ".join(kinds)}"' if kinds else ""
    return f'<p{style} dir="auto">{words}</p>'


def _beginning(row: _Row) -> str:
    """The start of a row; what its cards need beyond its paragraphs is left free under the last."""
    others = len(row.blocks) - 1
    rows = f"repeat({others},auto) 1fr" if others else "1fr"
    return f'<div class="row" style="--rows:{rows}">' if row.cards else '<div class="row">'


def _cards(row: _Row, margin: Margin) -> str:
    """Cards as a list; the room that a row leaves beside it is shared as its text is between the marks."""
    if not row.cards:
        return ""
    at, end = row.blocks[0].start, row.blocks[-1].end
    items = []
    for card in row.cards:
        above = max(card.at - at, 0)
        at += above
        items.append(margin.card(card.place, above))
    return f'<ul class="notes" aria-label="Notes" style="--rest:{end - at}">{"".join(items)}</ul>'


def _gap(blanks: str) -> str:
    """What stands between paragraphs; it is not shown, and nothing but plain blanks would be left out by itself."""
    return f"<span hidden>{safe(blanks)}</span>" if blanks.strip(" \t\n") else blanks
