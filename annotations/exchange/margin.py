"""The annotations of an article as marks in its text and cards in the margin, which link to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.entities.scheme import Scheme
from annotations.exchange.entries import Entry
from annotations.exchange.page import safe, safe_line, style_of
from annotations.exchange.saying import arrow, hint, quoted, said
from annotations.notes.note import Kind, Note, Status
from annotations.text.span import Span


class Mark(NamedTuple):
    """The annotation at a place, as a mark on a span of the text."""

    place: int
    span: Span


class Card(NamedTuple):
    """The annotation at a place, as a card beside an offset of the text."""

    at: int
    place: int


class Margin:
    """The annotations of one section of a page, called by their places in its list.

    Ids begin with that of the section: in `s1`, `s1m2` is the mark of the annotation at place 2 and `s1n2` its card.
    Where the article is not `readable` there are no marks.
    """

    def __init__(self, entries: Sequence[Entry], section: str, scheme: Scheme, *, readable: bool) -> None:
        self._entries = entries
        self._section = section
        self._scheme = scheme
        self._readable = readable
        self._places = {entry.note.id: place for place, entry in enumerate(entries)}
        noted = [place for place, entry in enumerate(entries) if self._is_marked(entry.note) and _is_told(entry.note)]
        self._numbers = {place: number for number, place in enumerate(noted, 1)}
        self._begun: set[int] = set()

    def marked(self) -> Iterator[Mark]:
        """The marks in the text, in its order."""
        for place, entry in enumerate(self._entries):
            if self._is_marked(entry.note) and entry.note.span:
                yield Mark(place, entry.note.span)

    def beside(self) -> list[Card]:
        """The cards beside the text, in its order; that of a relation stands where its source does."""
        cards = [Card(self.note(place).start or 0, place) for place in self._numbers]
        for place, entry in enumerate(self._entries):
            if entry.note.kind is Kind.RELATION:
                source = self.note(self._places[entry.note.source or ""])
                cards += [Card(source.start or 0, place)] if self._is_marked(source) else []
        return sorted(cards)

    def whole(self) -> str:
        """The cards about the whole article, as a list."""
        beside = {card.place for card in self.beside()}
        found = [n for n, each in enumerate(self._entries) if each.note.span is None and n not in beside]
        return self._list(found, ' class="notes whole" aria-label="On the whole article"')

    def apart(self) -> str:
        """The cards of those whose place is not sure, as a list."""
        found = [n for n, each in enumerate(self._entries) if each.note.span and not self._is_marked(each.note)]
        return self._list(found, ' class="notes"')

    def note(self, place: int) -> Note:
        """The annotation itself."""
        return self._entries[place].note

    def opened(self, place: int) -> str:
        """The beginning of a part of a mark; the first has its id, and tells who made it."""
        note = self.note(place)
        kind = f"entity {style_of(note.label, self._scheme)}" if note.kind is Kind.ENTITY else "noted"
        if place in self._begun:
            return f'<mark class="{kind}">'
        self._begun.add(place)
        return f'<mark class="{kind}" id="{self._section}m{place}" title="{hint(note)}">'

    def closed(self, place: int, *, last: bool) -> str:
        """The end of a part of a mark; the last has the label, and the number of the card."""
        if not last:
            return "</mark>"
        label, number = self.note(place).label, self._numbers.get(place)
        ends = f'<span class="label" data-label="{safe_line(label)}"></span>' if label else ""
        if number:
            href = f'href="#{self._section}n{place}" aria-label="Note {number}"'
            ends += f'<a class="ref" {href} data-number="{number}"></a>'
        return f"{ends}</mark>"

    def card(self, place: int, above: int = 0) -> str:
        """What was said, as an item of a list; `above` is the weight of the room that is left over it."""
        entry = self._entries[place]
        kind = style_of(entry.note.label, self._scheme) if entry.note.kind is Kind.ENTITY else "noted"
        style = f' style="--above:{above}"' if above else ""
        words = said(entry, self._about(entry, place))
        return f'<li class="note {kind}" id="{self._section}n{place}"{style}><div>{words}</div></li>'

    def _list(self, places: Sequence[int], attributes: str) -> str:
        return f"<ul{attributes}>{''.join(map(self.card, places))}</ul>" if places else ""

    def _about(self, entry: Entry, place: int) -> list[str]:
        note = entry.note
        if relation := entry.relation:
            return [
                arrow(relation, (self._link(note.source, relation.source), self._link(note.target, relation.target)))
            ]
        number = self._numbers.get(place)
        back = f'<a href="#{self._section}m{place}" aria-label="Place of note {number}">{number}</a>' if number else ""
        return [back, quoted(note) if note.span else "On the whole article"]

    def _link(self, note_id: str | None, words: str) -> str:
        place = self._places[note_id or ""]
        kind = "m" if self._is_marked(self.note(place)) else "n"
        return f'<a href="#{self._section}{kind}{place}">{safe(words)}</a>'

    def _is_marked(self, note: Note) -> bool:
        """Whether there is something of it to see in the text, if that can be read."""
        sure = self._readable and note.status is Status.ANCHORED
        return sure and note.span is not None and bool(note.quote.strip())


def _is_told(note: Note) -> bool:
    """Whether someone wrote something to it."""
    return bool(note.body or note.tags)
