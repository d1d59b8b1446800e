"""The text of an article as rows of a page: a paragraph with its marks and, in the margin, what was said of them.

The text of all paragraphs, and of what stands between them, is the article's, character for character.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from annotations.exchange.margin import Card, Margin, Mark
from annotations.exchange.nesting import Step, nested
from annotations.exchange.page import safe
from annotations.text.sentences import paragraphs
from annotations.text.span import Span

_WRAPPED = ' class="wrapped"'


def begins_with(text: str, title: str) -> bool:
    """Whether the first line of a text is its title, be it as a heading of Markdown."""
    return bool(title) and text.lstrip().partition("\n")[0].lstrip("# \t").rstrip() == title.strip()


def running(text: str, title_id: str | None, margin: Margin) -> Iterator[str]:
    """The rows. The first line is a heading with that id, if there is one."""
    marks, cards = deque(margin.marked()), deque(margin.beside())
    covering: list[Mark] = []
    blocks = list(_blocks(text, titled=title_id is not None))
    at = 0
    for number, block in enumerate(blocks, 1):
        gap, at = text[at : block.start], block.end
        last = number == len(blocks)
        following = len(text) if last else blocks[number].start
        covering = [mark for mark in covering if mark.span.end > block.start]
        while marks and marks[0].span.start < block.end:
            covering.append(marks.popleft())
        beside = []
        while cards and (last or cards[0].at < following):
            beside.append(cards.popleft())
        is_title = title_id is not None and number == 1
        start = (
            f'<h2 id="{title_id}"' if is_title else f"<p{_WRAPPED if chr(10) in text[block.start : block.end] else ''}"
        )
        words = "".join(_words(text, block, covering, margin))
        row = "row tight" if text.count("\n", block.end, following) == 1 else "row"
        yield f'{safe(gap)}<div class="{row}">{start} dir="auto">{words}</{"h2" if is_title else "p"}>'
        yield f"{_cards(beside, block, margin)}</div>"
    yield safe(text[at:])


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


def _cards(cards: list[Card], block: Span, margin: Margin) -> str:
    """Cards as a list; the room that a long paragraph leaves beside it is shared as the text is between its marks."""
    if not cards:
        return ""
    items, at = [], block.start
    for card in cards:
        above = max(min(card.at, block.end) - at, 0)
        at += above
        items.append(margin.card(card.place, above))
    rest = f' style="--rest:{block.end - at}"'
    return f'<ul class="notes" aria-label="Notes"{rest}>{"".join(items)}</ul>'
