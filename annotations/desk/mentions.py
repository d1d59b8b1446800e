"""Suggestions and decisions merged into what the page shows."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from annotations.entities.entity import Entity
from annotations.entities.packed import Entities
from annotations.notes.note import Decision, Kind, Note, Status
from annotations.text.extents import Extents
from annotations.text.span import Span
from annotations.text.span_index import SpanLookup


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


class Mentions(SpanLookup[Mention], Sequence[Mention]):
    """The mentions of an article in the order of the text, an outer one before those in it.

    Each is made when it is asked for; what is kept of it is where it is and where it comes from (`origins`): the
    number of a suggestion, or for a decision the complement of its number.
    """

    def __init__(
        self, extents: Extents, origins: array[int], suggestions: Sequence[Entity], decisions: Sequence[Note]
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


def merge(suggestions: Sequence[Entity], notes: Iterable[Note]) -> Mentions:
    """Mentions in the order of the text. A decision hides every suggestion that it overlaps.

    A rejection hides the suggestion and is not shown itself; an orphaned decision has no place to be shown.
    Suggestions are sorted and do not overlap, as a `Recogniser` gives them.
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
    starts, ends, origins = array("I"), array("I"), array("i")

    def suggest(first: int, last: int) -> None:
        starts.extend(from_starts[first:last])
        ends.extend(from_ends[first:last])
        origins.extend(range(first, last))

    passed = 0
    for number, (span, note) in enumerate(decided):
        suggest(passed, bisect_right(from_ends, span.start))
        passed = max(passed, bisect_left(from_starts, span.end))
        if note.decision is not Decision.REJECTED:
            starts.append(span.start)
            ends.append(span.end)
            origins.append(~number)
    suggest(passed, len(suggestions))
    return Mentions(Extents(starts, ends), origins, suggestions, [note for _, note in decided])
