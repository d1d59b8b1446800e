"""What a referee's file says of a dispute, and what it is to say when a side is taken. Pure.

All is derived from that file. Entities that are not taken are rejected there as wrong suggestions are. A note or a
relation that is not taken leaves a rejected entity with its id, which has neither place nor label.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence, Set
from dataclasses import replace

from annotations.agreement.disputes import Agreement, Claim, Dispute, claimed
from annotations.notes.note import Decision, Kind, Note
from annotations.problem import PostilError, Problem


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


def is_known(agreement: Agreement, ours: Sequence[Note]) -> bool:
    """Whether the referee's file says something of what all agree on, be it the contrary."""
    ids, claim = {each.note.id for each in agreement}, agreement[0]
    entity = claim.note.kind is Kind.ENTITY
    return any(
        own.note.id in ids or own.said == claim.said or (entity and own.place == claim.place) for own in claimed(ours)
    )


def answers(dispute: Dispute, ours: Sequence[Note], agreed: Set[Hashable]) -> list[Note]:
    """The referee's annotations that settle a dispute, or a part of it; not those that say what all agree on."""
    return [own.note for own in claimed(ours) if any(_answers(own, claim, agreed) for claim in dispute.claims)]


def is_settled(dispute: Dispute, ours: Sequence[Note], agreed: Set[Hashable]) -> bool:
    """Whether every claim is answered: the referee's file has it, or a decision that overlaps it."""
    own = list(claimed(ours))
    return all(any(_answers(each, claim, agreed) for each in own) for claim in dispute.claims)


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
            said[claim.note.id] = _rejected(claim.note, author, now)
    return list(said.values())


def _answers(own: Claim, claim: Claim, agreed: Set[Hashable]) -> bool:
    if own.note.id == claim.note.id:
        return True
    return agreed.isdisjoint((own.note.id, own.said)) and own.note.kind is claim.note.kind and _excludes(own, claim)


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


def _rejected(note: Note, author: str, now: str) -> Note:
    gone = replace(note, author=author, modified=now, kind=Kind.ENTITY, decision=Decision.REJECTED, body="", tags=())
    if note.kind is Kind.ENTITY:
        return gone
    return replace(gone, start=None, end=None, quote="", prefix="", suffix="", label=None, source=None, target=None)


def _accepted(note: Note) -> Decision | None:
    return Decision.ACCEPTED if note.kind is Kind.ENTITY else None


def _joined(between: str, words: Iterable[str]) -> str:
    return between.join(dict.fromkeys(filter(None, words)))
