"""Adjudication: a third notes file made from those of two or more annotators of one library."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotations.agreement.disputes import Agreement, Claim, Dispute, claimed, divide
from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.comparing import desk_of
from annotations.desk.desk import Desk, Reading
from annotations.desk.exporting import annotated
from annotations.desk.relating import hanging_on
from annotations.desk.verdict import Answers, end_among, known_by, marks_of, rejected, taken_over, verdict
from annotations.notes.change import Change, Edit
from annotations.notes.ids import utc_now
from annotations.notes.note import Kind, Note, Status
from annotations.problem import PostilError, Problem
from annotations.text.natural import natural
from annotations.text.safe import visible_line


@dataclass(frozen=True, slots=True)
class Annotators:
    """Those whose work is compared, and what each is called: like the file, or where that tells no two apart, like the
    folder as well."""

    desks: tuple[Desk, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, library: Library, files: Sequence[Path]) -> Annotators:
        """Those of some notes files. Raises PostilError for one that is not there, or is damaged."""
        stems = [file.stem for file in files]
        names = (
            stems if len(set(stems)) == len(stems) else [f"{file.absolute().parent.name}/{file.stem}" for file in files]
        )
        return cls(tuple(desk_of(library, file) for file in files), tuple(map(visible_line, names)))


@dataclass(frozen=True, slots=True)
class Docket:
    """The disputes of a library in the order of articles and texts, and which of them are settled."""

    disputes: tuple[Dispute, ...] = ()
    settled: tuple[bool, ...] = ()

    @property
    def open(self) -> int:
        """How many are not settled."""
        return self.settled.count(False)

    def following(self, index: int, step: int, *, also_settled: bool = False) -> int | None:
        """The next dispute after that of a number, or with -1 the one before; from the last to the first.

        None where there is none; -1 is before all of them.
        """
        count = len(self.disputes)
        places = (number % count for number in range(index + step, index + step * (count + 1), step))
        return next((place for place in places if also_settled or not self.settled[place]), None)


@dataclass(frozen=True, slots=True)
class _Matter:
    """What the annotators say of an article, as it was when they were asked."""

    sha256: str
    agreed: tuple[Agreement, ...]
    disputes: tuple[Dispute, ...]
    marks: frozenset[Hashable]


class Adjudicating:
    """Takes over what annotators agree on, lists what they do not, and takes sides; what is settled tells the desk.

    `left_out` counts articles that not all have looked at, `unsure` annotations whose place is in doubt. What all agree
    on and the referee takes away stays as rejected, so that it is not taken over again.
    """

    def __init__(self, desk: Desk, annotators: Annotators) -> None:
        self._desk = desk
        desk.remains = self._remains
        self._annotators = annotators
        self.left_out = 0
        self.unsure = 0
        self.problems: list[Problem] = []
        self._matters: dict[str, _Matter] = {}
        self._settled: dict[str, tuple[bool, ...]] = {}
        self._seen = -1

    @property
    def names(self) -> tuple[str, ...]:
        """What the annotators are called."""
        return self._annotators.names

    def begin(self) -> int:
        """Take over what all agree on, as one change; what the file speaks of stays. Says how much was new.

        Articles that cannot be read are added to `problems`.
        """
        seen = [set(annotated(desk)) for desk in self._annotators.desks]
        common = set.intersection(*seen)
        self.left_out = len(set.union(*seen) - common)
        edits = []
        for name in sorted(common, key=natural):
            article = self._desk.library.read(name)
            if isinstance(article, Problem):
                self.problems.append(article)
                continue
            new = self._new(self._matter(article), self._desk.lay_out(article).notes)
            if new:
                self._desk.placing.keep(article.text, article.sha256)
            edits += [Edit(None, note) for note in new]
        if edits:
            self._desk.history.do(Change(f"take over what all agree on ×{len(edits)}", tuple(edits)))
        return len(edits)

    def docket(self) -> Docket:
        """All disputes, as they stand now; looks only at articles in which something has changed."""
        alterations = self._desk.store.alterations
        count = alterations.count
        if count != self._seen:
            altered = alterations.since(self._seen) if self._settled else None
            for name in self._matters if altered is None else [each for each in altered if each in self._matters]:
                self._look(name)
            self._seen = count
        disputes = [dispute for matter in self._matters.values() for dispute in matter.disputes]
        return Docket(tuple(disputes), tuple(flag for name in self._matters for flag in self._settled[name]))

    def answers(self, reading: Reading, dispute: Dispute) -> list[Note]:
        """What the file says of a dispute, in an article as it is read."""
        return Answers(reading.notes, self._matters[dispute.article].marks).of(dispute)

    def take(self, article: Article, dispute: Dispute, side: int | None) -> Problem | None:
        """Take the side of one annotator of an article as it is read, or with None no side: one change.

        What settled the dispute before goes. Gives a problem where that cannot be.
        """
        matter = self._matters[article.name]
        if matter.sha256 != article.sha256:
            return Problem(article.name, "has changed since it was compared", "open the program again")
        stored = {note.id: note for note in self._desk.store.notes(article.name)}
        ours = self._desk.lay_out(article).notes
        try:
            told = verdict(dispute, side, ours, self._desk.author, utc_now())
        except PostilError as error:
            return error.problem
        after = {note.id: note for note in told}
        gone = {note.id: stored[note.id] for note in Answers(ours, matter.marks).of(dispute) if note.id not in after}
        gone.update((note.id, note) for note in hanging_on(gone.values(), stored.values()) if note.id not in after)
        edits = [Edit(note, None) for note in gone.values()]
        edits += [Edit(stored.get(note.id), note) for note in told if not _is_said(note, stored.get(note.id))]
        if edits:
            self._desk.placing.keep(article.text, article.sha256)
            self._desk.history.do(Change(f"side with {'none' if side is None else self.names[side]}", tuple(edits)))
        return None

    def _remains(self, note: Note) -> Note | None:
        """What stays of an annotation that the referee takes away, if it says what all agree on."""
        matter = self._matters.get(note.article)
        agreed = matter is not None and not matter.marks.isdisjoint((note.id, Claim(note).said))
        return rejected(note, self._desk.author, utc_now()) if agreed else None

    def _new(self, matter: _Matter, ours: Sequence[Note]) -> list[Note]:
        """What of an agreement the file does not have, relations last."""
        new: list[Note] = []
        known = set(known_by(claimed(ours)))
        for agreement in sorted(matter.agreed, key=lambda each: each[0].note.kind is Kind.RELATION):
            if not known.isdisjoint(known_by(agreement)):
                continue
            note = taken_over(agreement)
            if note.kind is Kind.RELATION:
                source, target = (end_among((*ours, *new), end) for end in agreement[0].ends)
                if source is None or target is None:
                    continue
                note = replace(note, source=source.id, target=target.id)
            new.append(note)
        return new

    def _look(self, name: str) -> None:
        """What is settled in an article; one that cannot be read any more stays as it was."""
        reading = self._desk.read(name)
        if isinstance(reading, Problem):
            self._settled.setdefault(name, (False,) * len(self._matters[name].disputes))
        else:
            matter = self._matter(reading.article)
            self._settled[name] = tuple(map(Answers(reading.notes, matter.marks).settle, matter.disputes))

    def _matter(self, article: Article) -> _Matter:
        """What the annotators say of an article; they are asked again when its text is another."""
        known = self._matters.get(article.name)
        if known is not None and known.sha256 == article.sha256:
            return known
        found = divide(article.name, [self._sure(desk, article) for desk in self._annotators.desks])
        matter = _Matter(article.sha256, found.agreed, found.disputes, marks_of(found.agreed))
        self._matters[article.name] = matter
        return matter

    def _sure(self, desk: Desk, article: Article) -> list[Note]:
        notes = desk.lay_out(article).notes
        sure = [note for note in notes if note.status is Status.ANCHORED]
        self.unsure += len(notes) - len(sure)
        return sure


def _is_said(note: Note, stored: Note | None) -> bool:
    return stored is not None and replace(note, modified=stored.modified) == stored
