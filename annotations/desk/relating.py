"""Relations of an article: arrows from one annotation to another. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotations.notes.note import Kind, Note

SAME, NOT_SAME = "same as", "not same as"
"""The labels of relations that group mentions: what they say is seen in the groups, and not as arrows."""


class Arrow(NamedTuple):
    """A relation with the annotations at its ends."""

    relation: Note
    source: Note
    target: Note


def arrows(notes: Sequence[Note]) -> list[Arrow]:
    """The relations among some annotations of which both ends are there, in the order of the text."""
    by_id = {note.id: note for note in notes}
    found = []
    for note in notes:
        source, target = by_id.get(note.source or ""), by_id.get(note.target or "")
        grouping = note.label in (SAME, NOT_SAME)
        if note.kind is Kind.RELATION and source is not None and target is not None and not grouping:
            found.append(Arrow(note, source, target))
    return sorted(found, key=lambda each: (each.source.start or 0, each.target.start or 0, each.relation.id))


def hanging_on(gone: Iterable[Note], notes: Iterable[Note]) -> list[Note]:
    """The relations that lose an end when annotations go."""
    ids = {note.id for note in gone}
    return [note for note in notes if note.kind is Kind.RELATION and not ids.isdisjoint((note.source, note.target))]


def relation_labels(notes: Iterable[Note]) -> list[str]:
    """The labels of relations, those used most first."""
    count = Counter(note.label for note in notes if note.kind is Kind.RELATION and note.label)
    return [label for label, _ in count.most_common() if label not in (SAME, NOT_SAME)]
