"""Doing the last decision again: which places of an article are like the one that was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotations.desk.mentions import Mention
from annotations.notes.note import Decision, Kind, Note, Status
from annotations.text.span import Span
from annotations.text.span_index import SpanIndex

_JOINTS = "-‐‑–—"
_APOSTROPHES = "'’"


@dataclass(frozen=True, slots=True)
class Deed:
    """What the user said of some words and a label; without a decision, an entity of the user's own was taken away."""

    words: str
    label: str
    decision: Decision | None

    @property
    def what(self) -> str:
        """Its name among the changes, as in `accept ORG`."""
        verbs = {Decision.ADDED: "label", Decision.ACCEPTED: "accept", Decision.REJECTED: "reject", None: "remove"}
        return f"{verbs[self.decision]} {self.label}"

    def concerns(self, words: str, label: str | None) -> bool:
        """Whether these are its words and label, whatever blanks are between the words."""
        return label == self.label and words.split() == self.words.split()

    def added(self, note: Note) -> bool:
        """Whether a note is an entity of the user's own with its words and label."""
        return note.decision is Decision.ADDED and self.concerns(note.quote, note.label)


def alike(deed: Deed, text: str, mentions: Sequence[Mention], notes: Iterable[Note]) -> list[Span]:
    """Where to do it again: wherever no decision among `notes` stands yet.

    Words that were labelled are labelled wherever they occur; suggestions are accepted or rejected where they have
    the same words and label.
    """
    decided = SpanIndex(
        (note.span, note)
        for note in notes
        if note.kind is Kind.ENTITY and note.span is not None and note.status is not Status.ORPHANED
    )
    if deed.decision is Decision.ADDED:
        found: Iterable[Span] = occurrences(text, deed.words)
    else:
        found = (mention.span for mention in mentions if deed.concerns(mention.text, mention.label))
    return [span for span in found if not decided.overlapping(span.start, span.end)]


def occurrences(text: str, words: str) -> Iterator[Span]:
    """Where the words stand as whole words, case and all, in order and without overlap.

    A part of a compound counts (`Japan` in `Japan-based`), and a name before its possessive (`Japan’s`).
    """
    from annotations.text.find import LONGEST_QUERY
    from annotations.text.phrase import Phrase

    if not words.strip() or len(words) > LONGEST_QUERY:
        return
    last = 0
    for span in Phrase(words, any_case=False).matches(text):
        if span.start >= last and _is_edge(text, span.start) and _is_edge(text, span.end):
            yield span
            last = span.end


def _is_edge(text: str, offset: int) -> bool:
    """Whether no word reaches over an offset, or one does that is two there."""
    if offset in (0, len(text)) or text[offset].isspace() or text[offset - 1].isspace():
        return True
    from annotations.text.words import word_at

    word = word_at(text, offset)
    if word is None or word.start >= offset:
        return True
    possessive = text[offset] in _APOSTROPHES and text[offset + 1 : word.end] in ("s", "S")
    return possessive or text[offset] in _JOINTS or text[offset - 1] in _JOINTS
