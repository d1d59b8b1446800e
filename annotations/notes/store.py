"""The user's annotations, in a TinyDB file that other programs may read and write too."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

from annotations.notes.batch import with_rows
from annotations.notes.change import Change
from annotations.notes.documents import META, SCHEMA
from annotations.notes.index import Key, NoteIndex
from annotations.notes.layout import Tables
from annotations.notes.note import ArticleState, Note
from annotations.notes.plan import Conflict, Contents, Row
from annotations.notes.storage import AtomicStorage
from annotations.problem import PostilError, Problem

__all__ = ["Conflict", "NoteStore"]

_LEFT_OUT = "it is kept as it is, and left out: mend it by hand"
_NO_ROOM = "nothing was changed: make room on the disk, and try again"
_NO_ACCESS = "nothing was changed: make the folder writable, or name another file with --notes"
_REMEDIES = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EROFS: _NO_ACCESS,
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
}


class NoteStore:
    """Notes and article states of one file, read once, and written before a change counts.

    `problems` names what is wrong with the file, `problem` the first of it. When `read_only`, the store shows
    what could be read, and refuses changes; a malformed document alone does not make it so: it is left out,
    and kept in the file as it is. May be used from several threads; looking never waits for a write.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: tuple[Problem, ...] = ()
        self.read_only = False
        self._storage = AtomicStorage(path)
        self._tables: Tables = {}
        self._index = NoteIndex()
        self._malformed: tuple[Problem, ...] = ()
        self._protection: Problem | None = None
        self._removed: dict[Key, Row] = {}
        self._news = False
        self._writing = threading.Lock()
        self._looking = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> NoteStore:
        """The store of a file that may not exist yet; makes nothing on disk."""
        store = cls(path)
        store._read()
        store._news = False
        return store

    @property
    def problem(self) -> Problem | None:
        """What is wrong with the file; the worst of it."""
        return self.problems[0] if self.problems else None

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems that lie in what the file holds; that it cannot be written is none of them."""
        return tuple(problem for problem in self.problems if problem is not self._protection)

    def notes(self, article: str | None = None) -> list[Note]:
        """The annotations of one article, or all, sorted by article, start (whole-article notes first) and id."""
        with self._looking:
            known = self._index.notes
            found = list(known.values()) if article is None else [known[i] for i in self._index.ids_of(article)]
        return sorted(found, key=lambda note: (note.article, -1 if note.start is None else note.start, note.id))

    def get(self, note_id: str) -> Note | None:
        """The annotation of that id."""
        return self._index.notes.get(note_id)

    def states(self) -> dict[str, ArticleState]:
        """What the user decided about articles, by article; not to be altered, and not altered later."""
        return self._index.states

    def apply(self, change: Change) -> None:
        """Do all edits of a change, or none; on disk on return.

        Raises `Conflict` when what an edit takes for the state before is not what the file holds (and the
        state after is not what it holds either), and `PostilError` when the store is read-only or the disk
        refuses.
        """
        with self._writing:
            try:
                with self._storage.locked():
                    self._read()
                    if self.read_only and self.problem:
                        raise PostilError(self.problem)
                    contents = Contents(self._tables, self._index, self._removed)
                    rows = contents.plan(change, str(self.path))
                    if not rows:
                        return
                    tables = with_rows(self._tables, rows)
                    self._storage.write(tables)
            except OSError as error:
                raise PostilError(self._refusal(error)) from error
            self._take_in(contents, tables, rows)

    def refresh(self) -> bool:
        """Read the file again if another program changed it; says whether that brought anything new.

        Costs one `stat` where nothing happened. While a change is being written it does nothing.
        """
        if not self._writing.acquire(blocking=False):
            return False
        try:
            self._read()
            news, self._news = self._news, False
            return news
        finally:
            self._writing.release()

    def close(self) -> None:
        """Wait for a change that is being written."""
        with self._writing:
            self._storage.close()

    def _read(self) -> None:
        """Take in what the file holds now; what was read before stays where that is damaged."""
        try:
            tables = self._storage.read() or {}
        except PostilError as damage:
            self._report((damage.problem,), read_only=True)
            return
        # Tables that were not read anew are the same objects, so that this compares nothing in them.
        if tables != self._tables:
            index, faults = NoteIndex.of(tables)
            lines = self._storage.lines_of([document_id for document_id, _ in faults]) if faults else []
            with self._looking:
                self._index = index
            self._tables, self._news = tables, True
            self._malformed = tuple(
                self._storage.problem(what, _LEFT_OUT, line) for (_, what), line in zip(faults, lines, strict=True)
            )
        schema, self._protection = self._schema_problem(), self._storage.protection()
        grave = tuple(problem for problem in (schema, self._protection) if problem)
        self._report(grave if schema else (*grave, *self._malformed), read_only=bool(grave))

    def _report(self, problems: tuple[Problem, ...], *, read_only: bool) -> None:
        self._news = self._news or problems != self.problems
        self.problems, self.read_only = problems, read_only

    def _schema_problem(self) -> Problem | None:
        for document in self._tables.get(META, {}).values():
            schema = document.get("schema", SCHEMA)
            if not isinstance(schema, int):
                return self._storage.problem(f"is of schema {schema!r}, which is none", "mend it by hand")
            if schema > SCHEMA:
                what = f"was written by a newer postil (schema {schema}, and this one knows {SCHEMA})"
                return self._storage.problem(what, "it is shown, not changed: install the newer one")
        return None

    def _take_in(self, before: Contents, tables: Tables, rows: dict[Key, Row]) -> None:
        self._removed.update((key, before.row(key)) for key, row in rows.items() if row.value is None)
        self._tables = tables
        with self._looking:
            for key, row in rows.items():
                if row.value is None:
                    self._index.remove(key)
                else:
                    self._index.put(row.document_id, row.value)

    def _refusal(self, error: OSError) -> Problem:
        remedy = _REMEDIES.get(error.errno or 0, "nothing was changed: try again")
        return self._storage.problem(f"the change could not be saved: {error.strerror or error}", remedy)
