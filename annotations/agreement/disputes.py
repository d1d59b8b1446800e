"""Where annotators of one article agree and where they differ, so that a third can decide. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from annotations.notes.note import Decision, Kind, Note
from annotations.text.span import Span

Place = tuple[Kind, Span | None]


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that one annotator says; `ends` are the annotations at the ends of a relation, else there are none."""

    note: Note
    ends: tuple[Note, ...] = ()

    @property
    def place(self) -> Hashable:
        """Where it is said, and of what kind it is: two annotators say it of the same, if not the same of it."""
        return (self.note.kind, *map(place_of, self.ends or (self.note,)))

    @property
    def said(self) -> Hashable:
        """What is the same in the claims of all who agree."""
        return self.place, self.note.body if self.note.kind is Kind.NOTE else self.note.label

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands in the text; a note on the whole article stands nowhere."""
        return tuple(note.span for note in self.ends or (self.note,) if note.span is not None)


Agreement = tuple[Claim, ...]
"""What all annotators say, in their order."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A place where annotators differ: what each claims there, in their order; it may be nothing."""

    article: str
    sides: tuple[tuple[Claim, ...], ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all."""
        return tuple(claim for side in self.sides for claim in side)

    @property
    def kind(self) -> Kind:
        """What it is about."""
        return self.claims[0].note.kind

    @property
    def start(self) -> int:
        """The offset of the first that it is about; -1 where that is the whole article."""
        return min((span.start for claim in self.claims for span in claim.spans), default=-1)


@dataclass(frozen=True, slots=True)
class Division:
    """What annotators of an article agree on, and what they do not, in the order of the text, relations last."""

    agreed: tuple[Agreement, ...]
    disputes: tuple[Dispute, ...]


def place_of(note: Note) -> Place:
    """Of what kind an annotation is, and where it stands."""
    return note.kind, note.span


def claimed(notes: Sequence[Note]) -> Iterator[Claim]:
    """Annotations with what stands at their ends, as far as that is among them; rejected ones, too."""
    by_id = {note.id: note for note in notes}
    for note in notes:
        ends = (note.source, note.target) if note.kind is Kind.RELATION else ()
        yield Claim(note, tuple(by_id[end] for end in ends if end in by_id))


def claims(notes: Sequence[Note]) -> list[Claim]:
    """What annotations claim, each thing once; a rejected entity claims nothing, nor does a relation without ends."""
    found: dict[Hashable, Claim] = {}
    for claim in claimed([note for note in notes if note.decision is not Decision.REJECTED]):
        ends = {Kind.RELATION: 2}.get(claim.note.kind, 0)
        if len(claim.ends) == ends and (claim.note.kind is not Kind.ENTITY or claim.spans):
            found.setdefault(claim.said, claim)
    return list(found.values())


def divide(article: str, annotators: Sequence[Sequence[Note]]) -> Division:
    """Tell what annotators of an article agree on from what they do not; their annotations stand in the same text.

    They agree on entities with the same span and label, on notes with the same span and body, and on relations with
    the same label between ends that they agree on.
    """
    sides = [{claim.said: claim for claim in claims(notes)} for notes in annotators]
    common = [said for said in sides[0] if all(said in side for side in sides)]
    agreed = [tuple(side[said] for side in sides) for said in common]
    ends = {place_of(agreement[0].note) for agreement in agreed}
    agreed = [each for each in agreed if ends.issuperset(map(place_of, each[0].ends))]
    settled = {agreement[0].said for agreement in agreed}
    apart = [
        (number, claim) for number, side in enumerate(sides) for said, claim in side.items() if said not in settled
    ]
    disputes = [
        Dispute(article, tuple(tuple(claim for of, claim in group if of == number) for number in range(len(sides))))
        for group in _groups(apart)
    ]
    return Division(tuple(agreed), tuple(sorted(disputes, key=lambda each: (each.kind is Kind.RELATION, each.start))))


_Numbered = tuple[int, Claim]
"""A claim with the number of who makes it."""


def _groups(apart: Iterable[_Numbered]) -> Iterable[list[_Numbered]]:
    """Claims that one decision settles: entities that touch or are the same one moved, all else at the same place."""
    entities: list[_Numbered] = []
    others: dict[Hashable, list[_Numbered]] = {}
    for each in apart:
        if each[1].note.kind is Kind.ENTITY:
            entities.append(each)
        else:
            others.setdefault(each[1].place, []).append(each)
    return [*_same_ones(_touching(entities)), *others.values()]


def _touching(entities: list[_Numbered]) -> Iterable[list[_Numbered]]:
    """Entities in groups of those that overlap, be it by way of another."""
    entities.sort(key=lambda each: (each[1].spans[0], each[0]))
    number, end = 0, 0
    numbers = []
    for _, claim in entities:
        (span,) = claim.spans
        number += span.start >= end
        end = max(end, span.end)
        numbers.append(number)
    for _, group in groupby(zip(numbers, entities, strict=True), key=lambda each: each[0]):
        yield [each for _, each in group]


def _same_ones(groups: Iterable[list[_Numbered]]) -> Iterable[list[_Numbered]]:
    """Groups that have an annotation in common, which someone has moved, as one."""
    merged: dict[int, list[_Numbered]] = {}
    home: dict[str, int] = {}
    for number, group in enumerate(groups):
        for other in {home[claim.note.id] for _, claim in group if claim.note.id in home}:
            group = [*merged.pop(other), *group]
        merged[number] = group
        home.update((claim.note.id, number) for _, claim in group)
    return merged.values()
