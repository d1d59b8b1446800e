"""Suggestions and decisions merged into what the page shows."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from annotations.entities.entity import Entity
from annotations.entities.packed import Entities
from annotations.notes.note import Decision, Kind, Note, Status
from annotations.text.extents import Extents
from annotations.text.span import Span
from annotations.text.span_index import SpanLookup

SURE = 0.75
"""The score from which a suggestion is sure. In news, of names below it two of five are wrong, above it one of five."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity as the reader sees it: suggested, or decided by the user (then `note` is the decision)."""

    span: Span
    text: str
    label: str
    source: str
    score: float
    note: Note | None = None

    @property
    def decision(self) -> Decision | None:
        """What the user said of it; None for a suggestion."""
        return None if self.note is None else self.note.decision

    @property
    def unsure(self) -> bool:
        """Whether it is a suggestion of which its engine says that it may well be wrong."""
        return self.note is None and self.score < SURE


class Mentions(SpanLookup[Mention], Sequence[Mention]):
    """The mentions of an article in the order of the text, an outer one before those in it.

    Each is made when it is asked for; what is kept of it is where it is and where it comes from (`origins`): the
    number of a suggestion, or for a decision the complement of its number.
    """

    def __init__(
        self, extents: Extents, origins: Sequence[int], suggestions: Sequence[Entity], decisions: Sequence[Note]
    ) -> None:
        super().__init__(extents)
        self._origins = origins
        self._suggestions = suggestions
        self._decisions = decisions

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> list[Mention]: ...
    def __getitem__(self, index: int | slice) -> Mention | list[Mention]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        origin = self._origins[index]
        if origin >= 0:
            entity = self._suggestions[origin]
            return Mention(entity.span, entity.text, entity.label, entity.source, entity.score)
        note = self._decisions[~origin]
        span = Span(self.extents.starts[index], self.extents.ends[index])
        return Mention(span, note.quote, note.label or "", note.author, 1.0, note)

    def item(self, number: int) -> Mention:
        """The mention of a number."""
        return self[number]


def next_unsure(mentions: SpanLookup[Mention], offset: int) -> tuple[Span, Mention] | None:
    """The first mention after an offset that nobody has decided and its engine is not sure of."""
    found = mentions.after(offset)
    while found is not None and not found[1].unsure:
        found = mentions.after(found[0].start)
    return found


def previous_unsure(mentions: SpanLookup[Mention], offset: int) -> tuple[Span, Mention] | None:
    """The last such before an offset."""
    found = mentions.before(offset)
    while found is not None and not found[1].unsure:
        found = mentions.before(found[0].start)
    return found


def merge(suggestions: Sequence[Entity], notes: Iterable[Note]) -> Mentions:
    """Mentions in the order of the text. A decision hides every suggestion that it overlaps.

    A rejection hides the suggestion and is not shown itself; an orphaned decision has no place to be shown.
    Suggestions are sorted by start, an outer one before those in it; those of several engines may overlap.
    """
    decided = sorted(
        (
            (note.span, note)
            for note in notes
            if note.kind is Kind.ENTITY and note.status is not Status.ORPHANED and note.span
        ),
        key=lambda placed: (placed[0].start, -placed[0].end),
    )
    known = suggestions if isinstance(suggestions, Entities) else None
    from_starts = known.starts if known else array("I", [entity.span.start for entity in suggestions])
    from_ends = known.ends if known else array("I", [entity.span.end for entity in suggestions])
    suggested = Extents(from_starts, from_ends)
    if not decided:
        return Mentions(suggested, range(len(suggestions)), suggestions, ())
    starts, ends, origins = array("I"), array("I"), array("i")
    hidden = _hidden(suggested, [span for span, _ in decided])

    def suggest(first: int, last: int) -> None:
        for gone in (*hidden[bisect_left(hidden, first) : bisect_left(hidden, last)], last):
            starts.extend(from_starts[first:gone])
            ends.extend(from_ends[first:gone])
            origins.extend(range(first, gone))
            first = gone + 1

    passed = 0
    for number, (span, note) in enumerate(decided):
        at = bisect_left(from_starts, span.start)
        suggest(passed, at)
        passed = at
        if note.decision is not Decision.REJECTED:
            starts.append(span.start)
            ends.append(span.end)
            origins.append(~number)
    suggest(passed, len(suggestions))
    return Mentions(Extents(starts, ends), origins, suggestions, [note for _, note in decided])


def _hidden(suggested: Extents, decided: Iterable[Span]) -> list[int]:
    """The numbers of the suggestions that a decision overlaps, in order."""
    return sorted({number for span in decided for number in suggested.overlapping(span.start, span.end)})


def unrivalled(suggestions: Iterable[Mention]) -> list[Mention]:
    """Of suggestions that overlap the one that the most engines made, then the longest, then the last; in order."""
    from annotations.entities.combined import votes

    found = list(suggestions)
    taken = bytearray(max((each.span.end for each in found), default=0))
    chosen = []
    ranked = sorted(enumerate(found), key=lambda each: (-votes(each[1].source), -len(each[1].span), -each[0]))
    for _, mention in ranked:
        start, end = mention.span.start, mention.span.end
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\x01" * (end - start)
            chosen.append(mention)
    return sorted(chosen, key=lambda each: each.span)
