"""The user's annotations, in a TinyDB file that other programs may read and write too."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from annotations.notes.alterations import Alterations
from annotations.notes.change import Change, Done
from annotations.notes.condition import Condition, refusal, vanished
from annotations.notes.contents import Contents
from annotations.notes.documents import key_of
from annotations.notes.follower import Follower
from annotations.notes.note import ArticleState, Note
from annotations.notes.past import Past
from annotations.notes.plan import Conflict, kept_both
from annotations.notes.refuge import Refuge
from annotations.notes.saver import Saver
from annotations.notes.source import Altered
from annotations.notes.storage import Storage
from annotations.notes.waiting import Waiting
from annotations.problem import PostilError, Problem

__all__ = ["Conflict", "NoteStore"]

# How often a file that is written while it is read is looked at again.
_TRIES = 5
# So many changes, and documents that they are about, are not left to the journal alone, be it ever so busy: until the
# file has them, they are in memory.
_MOST_PENDING = 10_000
_MOST_DOCUMENTS = 1 << 17

_Found = TypeVar("_Found")


class Refused(PostilError):
    """The disk does not take a change now; it may later."""


class NoteStore:
    """Notes and article states of one file, of which only what is asked for is read.

    A change is in the journal beside the file before it counts; the file itself follows when the program is idle
    (`refresh`), with `compact` and with `close`. When `read_only`, the store shows what could be read, and refuses
    changes; a malformed document alone does not make it so: it is left out, and kept in the file as it is. What the
    disk refuses is `unsaved`, shown like all else, and tried again, if there is a refuge. May be used from several
    threads; looking never waits for a write.
    """

    def __init__(self, path: Path, refuge: Path | None = None) -> None:
        self.path = path
        self.alterations = Alterations()
        self._turn = threading.RLock()
        self._storage = Storage(path)
        self._waiting = Waiting(path, None if refuge is None else Refuge(refuge, path))
        self._saver = Saver(self._storage, self._waiting)
        self.past = Past(self._storage, self._saver)
        """What was done, so that it can be taken back."""
        self._follower = Follower(self._storage, self._turn)
        self._condition = Condition(path)
        self._tidings: list[Problem] = []
        self._written_before = False
        self._news = False

    @classmethod
    def open(cls, path: Path, refuge: Path | None = None) -> NoteStore:
        """The store of a file that may not exist yet; makes nothing on disk.

        `refuge` is a folder, best on another disk, for changes that the disk refuses: these wait there until they
        can be saved, in this run or a later one. Without it they are refused to whoever makes them.
        """
        store = cls(path, refuge)
        store._waiting.take_over()
        store._look()
        store._saver.renew()
        store._news = False
        return store

    @property
    def unsaved(self) -> Problem | None:
        """Why changes wait that are not saved; None where all is."""
        return self._waiting.problem

    @property
    def unsaved_notes(self) -> frozenset[str]:
        """The ids of the annotations that wait to be saved as they are."""
        return self._waiting.notes()

    @property
    def at_risk(self) -> bool:
        """Whether changes are nowhere but in memory."""
        return self._waiting.at_risk

    def tidings(self) -> list[Problem]:
        """What happened to notes that their user does not know yet, such as that both versions of one are kept."""
        with self._turn:
            told, self._tidings = self._tidings, []
            return told

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

    def articles(self) -> set[str]:
        """The articles that annotations are about; nothing but the names is read of them."""
        return self._read(lambda held: held.articles())

    def get(self, note_id: str, article: str | None = None) -> Note | None:
        """The annotation of that id; found without reading all of the file if the article that it is about is given."""
        return self._read(lambda held: held.get(note_id, article))

    def made_here(self, note: Note) -> bool:
        """Whether an annotation is as it is by a change made on this store, and not as others left it."""
        return self._saver.made.get(key_of(note)) == note

    def state(self, article: str) -> ArticleState | None:
        """What the user decided about one article."""
        return self._read(lambda held: held.state(article))

    @property
    def number(self) -> int:
        """That of the last change that is known, by whomever it was made."""
        return self._storage.number

    def states(self) -> dict[str, ArticleState]:
        """What the user decided about articles, by article; not to be altered, and not altered later."""
        return self._read(lambda held: held.states())

    def apply(self, change: Change, *, undoes: int | None = None) -> Done:
        """Do all edits of a change, or none; on disk on return, or `unsaved`. Gives the change as it was made.

        `undoes` is the number of the change that this one takes back. Where someone else has changed meanwhile
        what an edit changes, both versions are kept, and that is among the `problems` until the next change.
        Raises `Conflict` where there are no two versions to keep, or, when a change is taken back, what an edit
        takes for the state before is not what the store holds (and the state after is not what it holds either);
        and `PostilError` when the store is read-only or, where there is no refuge, the disk refuses.
        """
        with self._turn:
            try:
                made = self._save(change, undoes)
            except Refused as refused:
                if not self._waiting.patient:
                    raise
                made = self._saver.hold(change, undoes, refused.problem)
            self.alterations.note(made.change.articles)
        if len(self._storage.pending) >= _MOST_PENDING or self._storage.documents_pending >= _MOST_DOCUMENTS:
            self.compact(amid=change.goes_on)
        return made

    def retry(self) -> bool:
        """Try again to save what the disk refused; says whether all is saved."""
        with self._turn:
            if self._waiting.changes:
                try:
                    self._save(None, None)
                except PostilError as error:
                    self._waiting.put_off(error.problem)
                else:
                    self._news = True
                    self.alterations.note_all()
            return not self._waiting.changes

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
            if self._waiting.due:
                threading.Thread(target=self.retry, name="retry").start()
            if not self.read_only:
                self._follower.begin_if_due(self.compact)
            return news
        finally:
            self._turn.release()

    def compact(self, *, amid: bool = False) -> bool:
        """Have the file hold what the journal holds; says whether it does. Changes may be made meanwhile.

        When it cannot be written, nothing is lost, and that is among the `problems`. No backup is made `amid` a long
        change.
        """
        try:
            if not self.read_only:
                self._follower.follow(amid=amid)
        except OSError as error:
            comfort = f"nothing is lost: all is in {self._storage.journal.path.name}"
            self._condition.behind = refusal(self.path, "not up to date", error, comfort)
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
        """Save what waits, if the disk takes it now, and then bring the file up to date."""
        if not self.retry():
            return
        with self._turn:
            self._look()
        for _ in range(_TRIES):
            # Another program may have written the file meanwhile, without the last of the changes.
            if not self._follower.lagging or self.read_only or self.compact() or self._condition.behind:
                break

    def _save(self, change: Change | None, undoes: int | None) -> Done:
        """Save what waits, and then a change. Raises `Refused` where the disk refuses."""
        try:
            with self._storage.locked():
                self._look()
                self._refuse_if_read_only()
                self._again(self._follower.upgrade)
                told = self._again(self._saver.save_waiting)
                made = Done(0, Change("", ()))
                if change is not None:
                    made, kept_both = self._again(lambda: self._saver.save(change, undoes))
                    told += kept_both
                if made.number:
                    self._follower.put_off()
                self._condition.told = told[0] if told else None
                self._tidings += [*told, *self._saver.dropped]
                self._saver.dropped.clear()
            self._look()
        except OSError as error:
            said = refusal(self.path, "the change could not be saved", error, "nothing was changed")
            raise Refused(said) from error
        return made

    def _refuse_if_read_only(self) -> None:
        if not self.read_only or self.problem is None:
            return
        # What was writable when the user began may be so again.
        later = self._condition.protected and self._written_before
        raise Refused(self.problem) if later else PostilError(self.problem)

    def _read(self, work: Callable[[Contents], _Found]) -> _Found:
        return self._again(lambda: work(self._saver.contents))

    def _again(self, work: Callable[[], _Found]) -> _Found:
        """What comes of work on the contents; done again where another program writes the file in place meanwhile."""
        for _ in range(_TRIES):
            try:
                return work()
            except Altered:
                with self._turn:
                    self._look()
        what = "is being written again and again by another program"
        raise PostilError(Problem(str(self.path), what, "try again"))

    def _look(self) -> None:
        """Take in what the disk holds now; what was read before stays where that is damaged."""
        number = self._storage.number
        changed = self._storage.look()
        if changed:
            self.alterations.note_all()
        if changed and self._storage.number != number:
            self._follower.put_off()
        if self._storage.vanished:
            self._tidings.append(vanished(self.path))
            self._storage.vanished = False
        if self._storage.copies:
            self._tidings += [kept_both(self.path, copy) for copy in self._storage.copies]
            self._storage.copies.clear()
        if changed and self._waiting.changes:
            self._saver.renew()
        others = self._condition.renew(self._storage, changed=changed)
        self._written_before = self._written_before or not self.read_only
        self._news = self._news or changed or others
