"""Suggestions and decisions merged into what the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.entities.entity import Entity
from annotations.notes.note import Decision, Kind, Note, Status
from annotations.text.span import Span
from annotations.text.span_index import SpanIndex


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


def merge(suggestions: Sequence[Entity], notes: Iterable[Note]) -> list[Mention]:
    """Mentions in the order of the text. A decision hides every suggestion that it overlaps.

    A rejection hides the suggestion and is not shown itself; an orphaned decision has no place to be shown.
    """
    decided = sorted(
        (note for note in notes if note.kind is Kind.ENTITY and note.status is not Status.ORPHANED and note.span),
        key=lambda note: (note.start or 0, note.end or 0),
    )
    taken = SpanIndex((note.span, note) for note in decided if note.span)
    mentions = [
        Mention(entity.span, entity.text, entity.label, entity.source, entity.score)
        for entity in suggestions
        if not taken.overlapping(entity.span.start, entity.span.end)
    ]
    mentions += [
        Mention(note.span, note.quote, note.label or "", note.author, 1.0, note)
        for note in decided
        if note.span and note.decision is not Decision.REJECTED
    ]
    mentions.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    return mentions
