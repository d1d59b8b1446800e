"""What a referee's file says of a dispute, and what it is to say when a side is taken. Pure.

All is derived from that file. Entities that are not taken are rejected there as wrong suggestions are. A note or a
relation that is not taken leaves a rejected entity with its id, which has neither place nor label.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from dataclasses import replace

from annotations.agreement.disputes import Agreement, Claim, Dispute, claimed
from annotations.notes.note import Decision, Kind, Note
from annotations.problem import PostilError, Problem
from annotations.text.span_index import SpanIndex


def taken_over(agreement: Agreement) -> Note:
    """What all agree on as one annotation: the first one's, in the names of all, with all that they wrote."""
    notes = [claim.note for claim in agreement]
    return replace(
        notes[0],
        author=_joined(", ", (note.author for note in notes)),
        body=_joined("\n\n", (note.body for note in notes)),
        tags=tuple(dict.fromkeys(tag for note in notes for tag in note.tags)),
        decision=_accepted(notes[0]),
    )


def marks_of(agreed: Iterable[Agreement]) -> frozenset[Hashable]:
    """By what annotations of the referee are known that say what all agree on: their ids, and what they say."""
    return frozenset(mark for agreement in agreed for claim in agreement for mark in (claim.note.id, claim.said))


def known_by(claims: Iterable[Claim]) -> Iterator[Hashable]:
    """By what it is known that a file says something of what all agree on, be it the contrary, of an entity's place."""
    for claim in claims:
        yield claim.note.id
        yield claim.place if claim.note.kind is Kind.ENTITY else claim.said


class Answers:
    """What the annotations of a referee's file, all of one article, say of disputes.

    Those that say what all agree on, known by their `agreed` marks, say nothing of what is disputed within it.
    """

    def __init__(self, ours: Sequence[Note], agreed: Set[Hashable]) -> None:
        self._by_id = {note.id: note for note in ours}
        self._by_place: dict[Hashable, list[Note]] = {}
        own = [claim for claim in claimed(ours) if agreed.isdisjoint((claim.note.id, claim.said))]
        for claim in own:
            self._by_place.setdefault(claim.place, []).append(claim.note)
        entities = (claim for claim in own if claim.note.kind is Kind.ENTITY)
        self._entities = SpanIndex((span, claim.note) for claim in entities for span in claim.spans)

    def of(self, dispute: Dispute) -> list[Note]:
        """Those that settle a dispute, or a part of it."""
        found = {note.id: note for claim in dispute.claims for note in self._to(claim)}
        return list(found.values())

    def settle(self, dispute: Dispute) -> bool:
        """Whether they say something of every claim: the file has it, or a decision that overlaps it."""
        return all(any(True for _ in self._to(claim)) for claim in dispute.claims)

    def _to(self, claim: Claim) -> Iterator[Note]:
        if claim.note.id in self._by_id:
            yield self._by_id[claim.note.id]
        if claim.note.kind is Kind.ENTITY:
            for span in claim.spans:
                yield from (note for _, note in self._entities.overlapping(span.start, span.end))
        else:
            yield from self._by_place.get(claim.place, ())


def verdict(dispute: Dispute, side: int | None, ours: Sequence[Note], author: str, now: str) -> list[Note]:
    """What the referee's file is to say of a dispute when a side is taken, or with None none.

    What is taken keeps its author; what is rejected, it is in the referee's name. `now` is ISO 8601 in UTC. Raises
    PostilError where a relation is taken, and what it joins is not in the file.
    """
    chosen = () if side is None else dispute.sides[side]
    said = {claim.note.id: _taken(claim, ours, now) for claim in chosen}
    answered = list(chosen)
    for claim in dispute.claims:
        if claim.note.id not in said and not any(_excludes(other, claim) for other in answered):
            said[claim.note.id] = rejected(claim.note, author, now)
    return list(said.values())


def _excludes(one: Claim, other: Claim) -> bool:
    """Whether of two claims of one kind that are not the same one must go."""
    if one.note.kind is Kind.ENTITY:
        return any(span.overlaps(beside) for span in one.spans for beside in other.spans)
    return one.place == other.place


def _taken(claim: Claim, ours: Sequence[Note], now: str) -> Note:
    note = replace(claim.note, decision=_accepted(claim.note), modified=now)
    if not claim.ends:
        return note
    source, target = (end_among(ours, end) for end in claim.ends)
    if source is None or target is None:
        missing = claim.ends[0] if source is None else claim.ends[1]
        what = f"“{missing.quote}”, an end of the relation, is not among your annotations"
        raise PostilError(Problem(note.article, what, "settle that first"))
    return replace(note, source=source.id, target=target.id)


def end_among(ours: Iterable[Note], end: Note) -> Note | None:
    """The referee's annotation that stands for the end of a relation: the same, else one of its kind in its place."""
    live = [note for note in ours if note.kind is end.kind and note.decision is not Decision.REJECTED]
    here = (note for note in live if note.span == end.span)
    return next((note for note in live if note.id == end.id), None) or next(here, None)


def rejected(note: Note, author: str, now: str) -> Note:
    """What tells that an annotation is not to be: it has the same id, and of what is no entity nothing else."""
    gone = replace(note, author=author, modified=now, kind=Kind.ENTITY, decision=Decision.REJECTED, body="", tags=())
    if note.kind is Kind.ENTITY:
        return gone
    return replace(gone, start=None, end=None, quote="", prefix="", suffix="", label=None, source=None, target=None)


def _accepted(note: Note) -> Decision | None:
    return Decision.ACCEPTED if note.kind is Kind.ENTITY else None


def _joined(between: str, words: Iterable[str]) -> str:
    return between.join(dict.fromkeys(filter(None, words)))
