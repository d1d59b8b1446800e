"""The reading cursor and the selection. Pure: a cursor and a text give another cursor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from annotations.text.graphemes import next_boundary
from annotations.text.sentences import next_paragraph, next_sentence, previous_paragraph, previous_sentence
from annotations.text.span import Span
from annotations.text.words import next_word, previous_word, word_at, words

Motion = Callable[[str, int], int | None]

MOTIONS: dict[str, Motion] = {
    "next_word": next_word,
    "previous_word": previous_word,
    "next_sentence": next_sentence,
    "previous_sentence": previous_sentence,
    "next_paragraph": next_paragraph,
    "previous_paragraph": previous_paragraph,
}


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the text, always on something that can be read.

    `held` is what stands under the cursor as one thing (an entity or a note that was jumped to); `anchor` is the
    fixed end of a selection that `v` began.
    """

    offset: int = 0
    held: Span | None = None
    anchor: Span | None = None

    def at(self, offset: int, held: Span | None = None) -> Cursor:
        """Moved to an offset; a selection that was begun goes on."""
        return Cursor(offset, held, self.anchor)

    def moved(self, text: str, motion: str) -> Cursor:
        """Moved by a named motion; where there is nowhere to go it stays."""
        target = MOTIONS[motion](text, self.offset)
        return self if target is None else self.at(target)

    def here(self, text: str) -> Span:
        """What is under the cursor: the thing held, else the word, else one character."""
        if self.held is not None:
            return self.held
        word = word_at(text, self.offset)
        if word is not None and self.offset in word:
            return word
        return Span(self.offset, next_boundary(text, self.offset) if self.offset < len(text) else self.offset)

    def selection(self, text: str) -> Span | None:
        """From the fixed end to the cursor, both included; None where nothing is being selected."""
        if self.anchor is None:
            return None
        here = self.here(text)
        return Span(min(self.anchor.start, here.start), max(self.anchor.end, here.end))

    def began(self, text: str) -> Cursor:
        """A selection begun here."""
        return replace(self, anchor=self.here(text))

    def dropped(self) -> Cursor:
        """Without the selection."""
        return replace(self, anchor=None)

    def swapped(self, text: str) -> Cursor:
        """At the other end of the selection."""
        if self.anchor is None:
            return self
        return Cursor(self.anchor.start, self.anchor, self.here(text))


def nudged(text: str, span: Span, *, start: int = 0, end: int = 0) -> Span:
    """A span with an end moved by a word: -1 to the left, 1 to the right. Its last word stays in it."""
    inside = list(words(text, span.start, span.end))
    left, right = span.start, span.end
    if start < 0:
        earlier = previous_word(text, left)
        left = left if earlier is None else earlier
    elif start > 0 and len(inside) > 1:
        left = inside[1].start
    if end > 0:
        later = word_at(text, right)
        right = right if later is None else later.end
    elif end < 0 and len(inside) > 1:
        right = inside[-2].end
    return Span(left, right)
