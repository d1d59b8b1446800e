"""What a format has a place for, so that all else is counted and nothing is dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotations.exchange.document import Document
from annotations.exchange.losses import Losses
from annotations.notes.note import Decision, Kind, Note, Status

_NO_NAME = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class Holds:
    """What a format holds besides the decided entities of a text, with their labels.

    `notes` are those on a span, `bodies` those of entities; `whole` are notes on the whole article, `states` what the
    user decided about articles; `authorship` is the id, who made an annotation and when; `decisions` tell accepted
    from added. `blank_ends` are spans that begin or end with a blank; without `any_names`, what is no letter of ASCII,
    digit, hyphen or underscore in a label is written as an underscore; without `arrows_of_notes`, relations are
    between entities only. Annotations without a sure place in the text are held by reports alone (`unsure`), relations
    of such or of rejected suggestions by no other format either.
    """

    notes: bool = False
    bodies: bool = False
    tags: bool = False
    whole: bool = False
    rejected: bool = False
    relations: bool = False
    overlaps: bool = False
    states: bool = False
    authorship: bool = False
    decisions: bool = False
    blank_ends: bool = True
    any_names: bool = True
    unsure: bool = False
    arrows_of_notes: bool = True

    def kept(self, document: Document, losses: Losses) -> list[Note]:
        """The annotations that the format has a place for, without what it has none for; all else is counted.

        In the order of the text, an outer one before those in it, relations last.
        """
        if document.state is not None and not self.states:
            losses.add("article state")
        notes = [note for note in document.notes if self._has_place(note, document, losses)]
        notes.sort(key=_order)
        if not self.overlaps:
            notes = list(_apart(notes, losses))
        ends = (note for note in notes if self.arrows_of_notes or note.kind is Kind.ENTITY)
        ids = {note.id for note in ends if note.decision is not Decision.REJECTED}
        dangling = [note for note in notes if note.kind is Kind.RELATION and not {note.source, note.target} <= ids]
        losses.add("relation", len(dangling))
        return [self._without(note, losses) for note in notes if note not in dangling]

    def _has_place(self, note: Note, document: Document, losses: Losses) -> bool:
        if note.kind is Kind.RELATION:
            held, what = self.relations, "relation"
        elif not self.unsure and (document.text is None or note.status is not Status.ANCHORED):
            held, what = False, "annotation without a sure place"
        elif note.span is None and note.decision is Decision.REJECTED:
            held, what = False, "rejected note"
        elif note.span is None:
            held, what = self.whole, "note on a whole article"
        elif note.kind is Kind.NOTE and not self.notes:
            held, what = False, "note"
        elif not self.blank_ends and note.quote != note.quote.strip():
            held, what = False, "span that begins or ends with a blank"
        else:
            held, what = self.rejected or note.decision is not Decision.REJECTED, "rejected suggestion"
        if not held:
            losses.add(what)
        return held

    def _without(self, note: Note, losses: Losses) -> Note:
        if not self.authorship:
            losses.add("authorship")
        if note.tags and not self.tags:
            losses.add("tag", len(note.tags))
            note = replace(note, tags=())
        if note.body and note.kind is Kind.ENTITY and not self.bodies:
            losses.add("note on an entity")
            note = replace(note, body="")
        if note.label and not self.any_names and (plain := _NO_NAME.sub("_", note.label)) != note.label:
            losses.add("label written otherwise")
            note = replace(note, label=plain)
        return note


def _order(note: Note) -> tuple[bool, int, int, str]:
    span = note.span
    return note.kind is Kind.RELATION, -1 if span is None else span.start, 0 if span is None else -span.end, note.id


def _apart(notes: Iterable[Note], losses: Losses) -> Iterable[Note]:
    """The annotations of which no two overlap: of those that do the first stays, and the outer one."""
    end = 0
    for note in notes:
        span = note.span
        if span is not None and span.start < end:
            losses.add("overlapping span")
            continue
        end = end if span is None else span.end
        yield note
