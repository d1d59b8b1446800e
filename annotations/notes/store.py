"""The user's annotations, in a TinyDB file that other programs may read and write too."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from annotations.notes.change import Change, Done, Edit
from annotations.notes.condition import Condition, refusal
from annotations.notes.contents import Contents, Key
from annotations.notes.documents import key_of, to_value
from annotations.notes.follower import Follower
from annotations.notes.ids import utc_now
from annotations.notes.lines import Row
from annotations.notes.note import ArticleState, Note
from annotations.notes.plan import Conflict, Plan
from annotations.notes.record import DocumentEdit, Record
from annotations.notes.source import Altered
from annotations.notes.storage import Storage
from annotations.problem import PostilError, Problem

__all__ = ["Conflict", "NoteStore"]

# How often a file that is written while it is read is looked at again.
_TRIES = 5
# So many changes are not left to the journal alone, be it ever so busy.
_MOST_PENDING = 10_000

_Found = TypeVar("_Found")


class NoteStore:
    """Notes and article states of one file, of which only what is asked for is read.

    A change is in the journal beside the file before it counts; the file itself follows when the program is idle
    (`refresh`), with `compact` and with `close`. When `read_only`, the store shows what could be read, and refuses
    changes; a malformed document alone does not make it so: it is left out, and kept in the file as it is. May be
    used from several threads; looking never waits for a write.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.RLock()
        self._storage = Storage(path)
        self._follower = Follower(self._storage, self._turn)
        self._condition = Condition(path)
        self._removed: dict[Key, Row] = {}
        self._news = False

    @classmethod
    def open(cls, path: Path) -> NoteStore:
        """The store of a file that may not exist yet; makes nothing on disk."""
        store = cls(path)
        store._look()
        store._news = False
        return store

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file, the worst of it first."""
        return self._condition.problems

    @property
    def problem(self) -> Problem | None:
        """The worst of what is wrong with the file."""
        return self.problems[0] if self.problems else None

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems that lie in what the file holds; that it cannot be written is none of them."""
        return self._condition.faults

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self._condition.read_only

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
        with self._turn:
            try:
                with self._storage.locked():
                    self._look()
                    if self.read_only and self.problem:
                        raise PostilError(self.problem)
                    made = self._apply(change, undoes)
                self._look()
            except OSError as error:
                said = refusal(self.path, "the change could not be saved", error, "nothing was changed")
                raise PostilError(said) from error
        if len(self._storage.pending) >= _MOST_PENDING:
            self.compact()
        return made

    def refresh(self) -> bool:
        """Take in what another program changed; says whether that was anything new.

        To be called every second or so: has the file follow the journal, in a thread of its own, when nothing was
        changed for a while. Costs two `stat` where nothing happened. While a change is being written it does nothing.
        """
        if not self._turn.acquire(blocking=False):
            return False
        try:
            self._look()
            news, self._news = self._news, False
            if not self.read_only:
                self._follower.begin_if_due(self.compact)
            return news
        finally:
            self._turn.release()

    def compact(self) -> bool:
        """Have the file hold what the journal holds; says whether it does. Changes may be made meanwhile.

        When it cannot be written, nothing is lost, and that is among the `problems`.
        """
        try:
            if not self.read_only:
                self._follower.follow()
        except OSError as error:
            comfort = f"nothing is lost: all is in {self._storage.journal.path.name}"
            self._condition.behind = refusal(self.path, "the file could not be brought up to date", error, comfort)
        except Altered:
            return False
        else:
            self._condition.behind = None
        with self._turn:
            self._look()
        return not self._follower.lagging

    def repair(self) -> list[str]:
        """Rebuild a damaged file, and say what was done; nothing where it is not damaged.

        What can be read in it is kept, and what is missing is taken from the last good state. The damaged file is
        kept under another name. Raises `PostilError` when the disk refuses, or what is there is no file.
        """
        from annotations.notes.repair import repair

        with self._turn:
            self._look()
            if not self._storage.damage:
                return []
            try:
                with self._storage.locked():
                    done = repair(self._storage)
                    self._look()
            except OSError as error:
                said = refusal(self.path, "the file could not be rebuilt", error, "nothing was changed")
                raise PostilError(said) from error
        self.compact()
        return done

    def close(self) -> None:
        """Bring the file up to date."""
        with self._turn:
            self._look()
            wanting = self._follower.lagging and not self.read_only
        if wanting:
            self.compact()

    def _apply(self, change: Change, undoes: int | None) -> Done:
        plan, rows = self._read(lambda held: self._plan(held, change, strictly=undoes is not None))
        if rows:
            edits = tuple(_edit(key[0], plan.before[key], row) for key, row in rows.items())
            self._storage.append(Record(self._storage.number + 1, change.what, utc_now(), edits, undoes))
            self._removed.update((key, plan.before[key]) for key, row in rows.items() if row.value is None)
            self._storage.contents.put(rows, plan.before)
            self._follower.put_off()
        self._condition.told = plan.kept_both[0] if plan.kept_both else None
        return Done(self._storage.number if rows else 0, plan.made(change, rows), undoes)

    def _plan(self, held: Contents, change: Change, *, strictly: bool) -> tuple[Plan, dict[Key, Row]]:
        plan = Plan(held, self._removed, strictly=strictly)
        return plan, plan.rows(change, str(self.path))

    def _read(self, work: Callable[[Contents], _Found]) -> _Found:
        """What is found in the contents; looked for again where another program writes the file in place meanwhile."""
        for _ in range(_TRIES):
            try:
                return work(self._storage.contents)
            except Altered:
                with self._turn:
                    self._look()
        what = "is being written again and again by another program"
        raise PostilError(Problem(str(self.path), what, "try again"))

    def _look(self) -> None:
        """Take in what the disk holds now; what was read before stays where that is damaged."""
        number = self._storage.number
        changed = self._storage.look()
        if changed and self._storage.number != number:
            self._follower.put_off()
        others = self._condition.renew(self._storage, changed=changed)
        self._news = self._news or changed or others


def _edit(table: str, before: Row, after: Row) -> DocumentEdit:
    # A row without a value may tell what its document was before it was removed.
    return DocumentEdit(table, after.document_id, None if before.value is None else before.document, after.document)


def _change(record: Record) -> Change:
    edits = (
        Edit(*(None if document is None else to_value(edit.table, document) for document in (edit.before, edit.after)))
        for edit in record.edits
    )
    return Change(record.what, tuple(edits))
