"""Making changes: into the journal, or, where the disk refuses, into the line of those that wait for it."""

from __future__ import annotations

from itertools import islice
from typing import Any

from annotations.notes.change import Change, Done
from annotations.notes.contents import Contents, Key
from annotations.notes.documents import key_of, to_document, to_value
from annotations.notes.ids import utc_now
from annotations.notes.lines import Row
from annotations.notes.note import ArticleState, Note
from annotations.notes.plan import Plan
from annotations.notes.record import DocumentEdit, Record
from annotations.notes.source import Altered
from annotations.notes.storage import Storage
from annotations.notes.waiting import Step, Waiting
from annotations.problem import Problem

# Documents that are remembered as they were removed or made.
_REMEMBERED = 1 << 17


class Saver:
    """Plans what becomes of the documents, and saves it; everything but `contents` only in the store's turn."""

    def __init__(self, storage: Storage, waiting: Waiting) -> None:
        self.waiting = waiting
        self.removed: dict[Key, Row] = {}
        """Of documents that were removed since the program began, the number and what other programs had added: an undo
        brings all of one back."""
        self.made: dict[Key, Note | ArticleState | None] = {}
        """What was made of documents here, since the program began."""
        self.dropped: list[Problem] = []
        """Changes that waited, and that others have made impossible meanwhile."""
        self._storage = storage
        self._shown: Contents | None = None

    @property
    def contents(self) -> Contents:
        """What the user has, with what waits to be saved."""
        return self._shown or self._storage.contents

    def save(self, change: Change, undoes: int | None) -> tuple[Done, list[Problem]]:
        """Have a change in the journal, and tell of what both versions are kept.

        Only under the lock, after a look, and after what waits. Raises `Conflict`, `Altered` and `OSError`.
        """
        plan, rows = self._plan(self._storage.contents, change, undoes)
        undoes = self.waiting.number(undoes)
        made = Done(0, plan.made(change, rows), undoes)
        if rows:
            made = Done(self._storage.number + 1, made.change, undoes)
            self._storage.append(_record(Step(made, plan, rows), change.what))
            self._put(Step(made, plan, rows))
        return made, plan.kept_both

    def save_waiting(self) -> list[Problem]:
        """Have all in the journal that waits, and tell of what both versions are kept.

        Only under the lock, after a look. Raises `Altered` and `OSError`, and all waits on then.
        """
        if not self.waiting.changes:
            return []
        course = self.waiting.course(self._storage.contents, self.removed)
        numbers, steps = {}, []
        number = self._storage.number
        for step in course.steps:
            number += bool(step.rows)
            numbers[step.done.number] = number if step.rows else 0
            undoes = numbers.get(step.done.undoes or 0, self.waiting.number(step.done.undoes))
            steps.append(Step(Done(number, step.done.change, undoes), step.plan, step.rows))
        records = [_record(step, step.done.change.what) for step in steps if step.rows]
        if records:
            self._storage.append(*records)
        for step in steps:
            self._put(step)
        self.waiting.saved(numbers)
        self.dropped += course.dropped
        self._shown = None
        return [problem for step in steps for problem in step.plan.kept_both]

    def hold(self, change: Change, undoes: int | None, why: Problem) -> Done:
        """Have a change wait, which the disk refused. Raises `Conflict` and `Altered`."""
        plan, rows = self._plan(self.contents, change, undoes)
        if not rows:
            return Done(0, change, undoes)
        self._remember(Step(Done(0, change), plan, rows))
        done = self.waiting.hold(plan.made(change, rows), undoes, why)
        self.renew()
        return done

    def renew(self) -> None:
        """Show what waits over what is saved, which has changed."""
        try:
            waits = bool(self.waiting.changes)
            self._shown = self.waiting.course(self._storage.contents, self.removed).contents if waits else None
        except Altered:
            # The file is being written in place: the next look finds that, and comes back here.
            return

    def _plan(self, held: Contents, change: Change, undoes: int | None) -> tuple[Plan, dict[Key, Row]]:
        plan = Plan(held, self.removed, strictly=undoes is not None)
        return plan, plan.rows(change, str(self._storage.path))

    def recall(self, record: Record) -> None:
        """Remember what a change of the journal removed, unless that was removed again since."""
        for edit in record.edits:
            if edit.before is not None and edit.after is None:
                value = to_value(edit.table, edit.before)
                self.removed.setdefault(key_of(value), _of_others(Row(edit.document_id, value, edit.before)))

    def _remember(self, step: Step) -> None:
        gone = ((key, step.plan.before[key]) for key, row in step.rows.items() if row.value is None)
        self.removed.update((key, _of_others(before)) for key, before in gone)
        self.made.update((key, row.value) for key, row in step.rows.items())
        _forget_the_oldest(self.removed)
        _forget_the_oldest(self.made)

    def _put(self, step: Step) -> None:
        self._remember(step)
        self._storage.contents.put(step.rows, step.plan.before)


def _of_others(row: Row) -> Row:
    """The row without what its value tells."""
    told = {} if row.value is None else to_document(row.value)
    return Row(row.document_id, None, {name: said for name, said in (row.document or {}).items() if name not in told})


def _forget_the_oldest(known: dict[Key, Any]) -> None:
    for key in list(islice(known, max(len(known) - _REMEMBERED, 0))):
        del known[key]


def _record(step: Step, what: str) -> Record:
    edits = tuple(_edit(key[0], step.plan.before[key], row) for key, row in step.rows.items())
    return Record(step.done.number, what, utc_now(), edits, step.done.undoes or None)


def _edit(table: str, before: Row, after: Row) -> DocumentEdit:
    # A row without a value may tell what its document was before it was removed.
    return DocumentEdit(table, after.document_id, None if before.value is None else before.document, after.document)
