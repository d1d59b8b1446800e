"""The user's annotations, in a TinyDB file that other programs may read and write too."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from annotations.notes.alterations import Alterations
from annotations.notes.change import Change, Done, Edit
from annotations.notes.contents import Contents, Key
from annotations.notes.documents import SCHEMA, key_of, to_value
from annotations.notes.ids import utc_now
from annotations.notes.lines import Row
from annotations.notes.note import ArticleState, Note
from annotations.notes.plan import Conflict, Plan
from annotations.notes.record import DocumentEdit, Record
from annotations.notes.source import Altered
from annotations.notes.storage import Storage
from annotations.problem import PostilError, Problem

__all__ = ["Conflict", "NoteStore"]

# Idle for so long, the file is written; with a look every second it is then never two seconds behind.
_IDLE = 0.5
# So long after the file could not be written it is tried again.
_PATIENCE = 5.0
# How often a file that is written while it is read is looked at again.
_TRIES = 5
# So many changes are not left to the journal alone, be it ever so busy.
_MOST_PENDING = 10_000

_LEFT_OUT = "it is kept as it is, and left out: mend it by hand"
_NO_ROOM = "make room on the disk, and try again"
_NO_ACCESS = "make the folder writable, or name another file with --notes"
_REMEDIES = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: _NO_ROOM,
    errno.EROFS: _NO_ACCESS,
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
}


_Found = TypeVar("_Found")


class NoteStore:
    """Notes and article states of one file, of which only what is asked for is read.

    A change is in the journal beside the file before it counts; the file itself follows when the program is idle
    (`refresh`), with `compact` and with `close`. `problems` names what is wrong with the file, `problem` the first
    of it. When `read_only`, the store shows what could be read, and refuses changes; a malformed document alone
    does not make it so: it is left out, and kept in the file as it is. May be used from several threads; looking
    never waits for a write.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: tuple[Problem, ...] = ()
        self.read_only = False
        self.alterations = Alterations()
        self._storage = Storage(path)
        self._protection: Problem | None = None
        self._behind: Problem | None = None
        self._told: Problem | None = None
        self._malformed: tuple[Problem, ...] = ()
        self._removed: dict[Key, Row] = {}
        self._news = False
        self._due = 0.0
        self._writing = threading.RLock()
        self._compacting = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> NoteStore:
        """The store of a file that may not exist yet; makes nothing on disk."""
        store = cls(path)
        store._look()
        store._news = False
        return store

    @property
    def problem(self) -> Problem | None:
        """What is wrong with the file; the worst of it."""
        return self.problems[0] if self.problems else None

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems that lie in what the file holds; that it cannot be written is none of them."""
        others = (self._protection, self._behind, self._told, self._storage.unlocked)
        return tuple(problem for problem in self.problems if problem not in others)

    def notes(self, article: str | None = None) -> list[Note]:
        """The annotations of one article, or all, sorted by article, start (whole-article notes first) and id."""
        found = self._read(lambda held: held.all_notes() if article is None else held.notes(article))
        return sorted(found, key=lambda note: (note.article, -1 if note.start is None else note.start, note.id))

    def get(self, note_id: str, article: str | None = None) -> Note | None:
        """The annotation of that id; found without reading all of the file if the article that it is about is given."""
        return self._read(lambda held: held.get(note_id, article))

    def state(self, article: str) -> ArticleState | None:
        """What the user decided about one article."""
        return self._read(lambda held: held.state(article))

    @property
    def number(self) -> int:
        """That of the last change that is known, by whomever it was made."""
        return self._storage.number

    def past(self, until: int) -> list[Done]:
        """The changes up to a number that the journal still knows, by whomever they were made, oldest first."""
        try:
            records = self._storage.past(until)
            done = [Done(record.number, _change(record), record.undoes) for record in records]
        except (OSError, ValueError):
            return []
        for edit in (edit for record in reversed(records) for edit in record.edits):
            if edit.before is not None and edit.after is None:
                value = to_value(edit.table, edit.before)
                self._removed.setdefault(key_of(value), Row(edit.document_id, value, edit.before))
        return done

    def states(self) -> dict[str, ArticleState]:
        """What the user decided about articles, by article; not to be altered, and not altered later."""
        return self._read(lambda held: held.states())

    def apply(self, change: Change, *, undoes: int | None = None) -> Done:
        """Do all edits of a change, or none; on disk on return. Gives the change as it was made.

        `undoes` is the number of the change that this one takes back. Where someone else has changed meanwhile
        what an edit changes, both versions are kept, and that is among the `problems` until the next change.
        Raises `Conflict` where there are no two versions to keep, or, when a change is taken back, what an edit
        takes for the state before is not what the store holds (and the state after is not what it holds either);
        and `PostilError` when the store is read-only or the disk refuses.
        """
        with self._writing:
            try:
                with self._storage.locked():
                    self._look()
                    if self.read_only and self.problem:
                        raise PostilError(self.problem)
                    made = self._apply(change, undoes)
                self._look()
            except OSError as error:
                refusal = self._refusal("the change could not be saved", error, "nothing was changed")
                raise PostilError(refusal) from error
        if len(self._storage.pending) >= _MOST_PENDING:
            self.compact()
        return made

    def refresh(self) -> bool:
        """Take in what another program changed; says whether that was anything new.

        To be called every second or so: has the file follow the journal, in a thread of its own, when nothing was
        changed for a while. Costs two `stat` where nothing happened. While a change is being written it does nothing.
        """
        if not self._writing.acquire(blocking=False):
            return False
        try:
            self._look()
            news, self._news = self._news, False
            wanting = self._lagging and not self.read_only and not self._compacting.locked()
            if wanting and time.monotonic() >= self._due:
                threading.Thread(target=self.compact, name="compact").start()
            return news
        finally:
            self._writing.release()

    def compact(self) -> bool:
        """Have the file hold what the journal holds; says whether it does. Changes may be made meanwhile.

        When it cannot be written, nothing is lost, and that is among the `problems`.
        """
        with self._compacting:
            try:
                self._compact()
            except OSError as error:
                self._due = time.monotonic() + _PATIENCE
                comfort = f"nothing is lost: all is in {self._storage.journal.path.name}"
                self._behind = self._refusal("the file could not be brought up to date", error, comfort)
            except Altered:
                return False
            else:
                self._behind = None
            with self._writing:
                self._look()
            return not self._lagging

    def repair(self) -> list[str]:
        """Rebuild a damaged file, and say what was done; nothing where it is not damaged.

        What can be read in it is kept, and what is missing is taken from the last good state. The damaged file is
        kept under another name. Raises `PostilError` when the disk refuses, or what is there is no file.
        """
        from annotations.notes.repair import repair

        with self._writing:
            self._look()
            if not self._storage.damage:
                return []
            try:
                with self._storage.locked():
                    done = repair(self._storage)
                    self._look()
            except OSError as error:
                refusal = self._refusal("the file could not be rebuilt", error, "nothing was changed")
                raise PostilError(refusal) from error
        self.compact()
        return done

    def close(self) -> None:
        """Bring the file up to date."""
        with self._writing:
            self._look()
            wanting = self._lagging and not self.read_only
        if wanting:
            self.compact()

    @property
    def _lagging(self) -> bool:
        return bool(self._storage.pending) or self._storage.adoptable

    def _apply(self, change: Change, undoes: int | None) -> Done:
        plan, rows = self._read(lambda held: self._plan(held, change, strictly=undoes is not None))
        if rows:
            edits = tuple(_edit(key[0], plan.before[key], row) for key, row in rows.items())
            self._storage.append(Record(self._storage.number + 1, change.what, utc_now(), edits, undoes))
            self._removed.update((key, plan.before[key]) for key, row in rows.items() if row.value is None)
            self._storage.contents.put(rows, plan.before)
            self.alterations.note(change.articles)
            self._due = time.monotonic() + _IDLE
        self._told = plan.kept_both[0] if plan.kept_both else None
        return Done(self._storage.number if rows else 0, plan.made(change, rows), undoes)

    def _plan(self, held: Contents, change: Change, *, strictly: bool) -> tuple[Plan, dict[Key, Row]]:
        plan = Plan(held, self._removed, strictly=strictly)
        return plan, plan.rows(change, str(self.path))

    def _compact(self) -> None:
        with self._writing:
            if self.read_only or not self._lagging:
                return
            if not self._storage.pending:
                with self._storage.locked():
                    self._storage.adopt()
                return
            snapshot = self._storage.snapshot()
        from annotations.notes.writing import Writing

        writing = Writing(self.path, snapshot)
        try:
            writing.write()
            with self._writing, self._storage.locked():
                self._storage.settle(writing)
        finally:
            writing.drop()

    def _read(self, work: Callable[[Contents], _Found]) -> _Found:
        """What is found in the contents; looked for again where another program writes the file in place meanwhile."""
        for _ in range(_TRIES):
            try:
                return work(self._storage.contents)
            except Altered:
                with self._writing:
                    self._look()
        raise PostilError(self._storage.problem("is being written again and again by another program", "try again"))

    def _look(self) -> None:
        """Take in what the disk holds now; what was read before stays where that is damaged."""
        storage = self._storage
        number = storage.number
        if storage.look():
            self._news = True
            self.alterations.note_all()
            if storage.number != number:
                self._due = time.monotonic() + _IDLE
            lines = storage.lines_of({document_id for document_id, _ in storage.faults}) if storage.faults else {}
            named = [storage.problem(what, _LEFT_OUT, lines.get(document_id)) for document_id, what in storage.faults]
            self._malformed = tuple(sorted(named, key=lambda problem: problem.line or 0))
        if storage.damage:
            self._report((storage.damage,), read_only=True)
            return
        schema, self._protection = self._schema_problem(), storage.protection()
        grave = tuple(problem for problem in (schema, self._protection) if problem)
        light = tuple(problem for problem in (self._behind, self._told, storage.unlocked) if problem)
        malformed = () if schema else self._malformed
        self._report((*grave, *light, *malformed), read_only=bool(grave))

    def _report(self, problems: tuple[Problem, ...], *, read_only: bool) -> None:
        self._news = self._news or problems != self.problems
        self.problems, self.read_only = problems, read_only

    def _schema_problem(self) -> Problem | None:
        schema = self._storage.contents.lines.schema
        if schema is None:
            return None
        if not isinstance(schema, int):
            return self._storage.problem(f"is of schema {schema!r}, which is none", "mend it by hand")
        if schema > SCHEMA:
            what = f"was written by a newer postil (schema {schema}, and this one knows {SCHEMA})"
            return self._storage.problem(what, "it is shown, not changed: install the newer one")
        return None

    def _refusal(self, what: str, error: OSError, comfort: str) -> Problem:
        remedy = _REMEDIES.get(error.errno or 0, "try again")
        return self._storage.problem(f"{what}: {error.strerror or error}", f"{comfort}: {remedy}")


def _edit(table: str, before: Row, after: Row) -> DocumentEdit:
    # A row without a value may tell what its document was before it was removed.
    return DocumentEdit(table, after.document_id, None if before.value is None else before.document, after.document)


def _change(record: Record) -> Change:
    edits = (
        Edit(*(None if document is None else to_value(edit.table, document) for document in (edit.before, edit.after)))
        for edit in record.edits
    )
    return Change(record.what, tuple(edits))
