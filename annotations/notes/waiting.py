"""Changes that the disk refused, to be tried again: none is lost, and none that comes later overtakes them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotations.notes.change import Change, Done, Edit
from annotations.notes.contents import Contents, Key
from annotations.notes.documents import NOTES, key_of
from annotations.notes.lines import Row
from annotations.notes.note import ArticleState, Note
from annotations.notes.plan import Conflict, Plan
from annotations.notes.refuge import Refuge
from annotations.problem import Problem

# Tried again after so many seconds, each time twice as long, and never longer than that.
_FIRST, _LONGEST = 2.0, 60.0


@dataclass(frozen=True, slots=True)
class Step:
    """What a change makes of the contents as they are by then."""

    done: Done
    plan: Plan
    rows: dict[Key, Row]


@dataclass(slots=True)
class Course:
    """The changes that wait, made on a copy of the contents; `dropped` are those that others have made impossible."""

    contents: Contents
    steps: list[Step] = field(default_factory=list)
    dropped: list[Problem] = field(default_factory=list)


class Waiting:
    """The changes in their order, numbered from -1 downwards until the journal has them; `why` is the last refusal."""

    def __init__(self, file: Path, refuge: Refuge | None) -> None:
        self.changes: list[Done] = []
        self.why: Problem | None = None
        self.at_risk = False
        """Whether some of them are nowhere but in memory."""
        self._refuge = refuge
        self._file = file
        self._numbers: dict[int, int] = {}
        self._last = 0
        self._pause, self._due = _FIRST, 0.0

    @property
    def patient(self) -> bool:
        """Whether changes may wait."""
        return self._refuge is not None

    @property
    def problem(self) -> Problem | None:
        """How many wait, why, and where; None where none does."""
        if self.why is None:
            return None
        count = len(self.changes)
        kept = self._refuge.file if self._refuge is not None and not self.at_risk else None
        where = "in memory only" if kept is None else f"in {kept}"
        they = "they are" if count > 1 else "it is"
        what = f"NOT SAVED: {count} change{'s' * (count > 1)}: {self.why.what.rpartition(': ')[2]}"
        return Problem(self.why.file, what, f"kept {where}, and tried again until {they}")

    def take_over(self) -> None:
        """Take in what killed programs have left."""
        for done in [] if self._refuge is None else self._refuge.take_over():
            self._last -= 1
            self.changes.append(replace(done, number=self._last, undoes=None))
        if self.changes:
            self.why = Problem(str(self._file), "the disk refused when they were made")

    def hold(self, change: Change, undoes: int | None, why: Problem) -> Done:
        """Let a change wait."""
        self._last -= 1
        done = Done(self._last, change, undoes)
        self.changes.append(done)
        self.put_off(why)
        return done

    def put_off(self, why: Problem) -> None:
        """They were refused again: wait twice as long, with the changes on another disk, if there is one."""
        self.why = why
        self._due = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, _LONGEST)
        try:
            assert self._refuge is not None, "only then do changes wait"
            self._refuge.keep(self.changes)
        except OSError:
            self.at_risk = True
        else:
            self.at_risk = False

    @property
    def due(self) -> bool:
        """Whether it is time to try again."""
        return bool(self.changes) and time.monotonic() >= self._due

    def saved(self, numbers: Mapping[int, int]) -> None:
        """They are in the journal, under these numbers."""
        self._numbers.update(numbers)
        self.changes.clear()
        self.why, self.at_risk, self._pause = None, False, _FIRST
        if self._refuge is not None:
            self._refuge.forget()

    def number(self, number: int | None) -> int | None:
        """What the journal calls a change that was known by a number here."""
        return number if number is None else self._numbers.get(number, number)

    def course(self, contents: Contents, removed: Mapping[Key, Row]) -> Course:
        """What the changes make of contents that others may have changed since. Raises `Altered`."""
        course = Course(contents.copy())
        for index, done in enumerate(self.changes):
            plan = Plan(course.contents, removed, strictly=done.undoes is not None)
            change = _still_to_make(done.change, self.changes[index + 1 :], course.contents)
            try:
                rows = plan.rows(change, str(self._file))
            except Conflict as conflict:
                what = f"{done.change.what} could not be saved: {conflict.problem.what}"
                course.dropped.append(Problem(conflict.problem.file, what, "look at it as it is now, and do it again"))
                continue
            course.contents.put(rows, plan.before)
            course.steps.append(Step(done, plan, rows))
        return course

    def notes(self) -> frozenset[str]:
        """The ids of the annotations that wait."""
        values = (edit.after for done in self.changes for edit in done.change.edits)
        return frozenset(value.id for value in values if isinstance(value, Note))


def _still_to_make(change: Change, later: Iterable[Done], contents: Contents) -> Change:
    """Without the edits whose document is as a later change makes it: a program was killed when all was saved."""
    outcomes: dict[Key, list[Note | ArticleState | None]] = {}
    for done in later:
        for edit in done.change.edits:
            outcomes.setdefault(_key(edit), []).append(edit.after)
    edits = tuple(edit for edit in change.edits if _held(contents, edit) not in outcomes.get(_key(edit), ()))
    return Change(change.what, edits)


def _held(contents: Contents, edit: Edit) -> Note | ArticleState | None:
    articles = [value.article for value in (edit.before, edit.after) if value is not None]
    row = contents.row(_key(edit), articles)
    return None if row is None else row.value


def _key(edit: Edit) -> Key:
    known = edit.after or edit.before
    return (NOTES, "") if known is None else key_of(known)
