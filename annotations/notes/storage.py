"""What a store has on disk, the notes file and the journal beside it, and how both become what it holds.

All that touches the disk for the store goes through here.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.notes.backups import backup, keep_old, rotate
from annotations.notes.contents import Contents
from annotations.notes.documents import SCHEMA
from annotations.notes.journal import Journal
from annotations.notes.lines import Lines
from annotations.notes.loading import UNREAD, Loaded, Unreadable, load
from annotations.notes.lock import folder_lock
from annotations.notes.note import Note
from annotations.notes.obstacles import unlocked
from annotations.notes.record import Entry, Mark, Record
from annotations.notes.replace import make_folder, remove_leftovers
from annotations.notes.replay import follow
from annotations.notes.source import Altered, Signature, open_source, signature_at
from annotations.problem import Problem

if TYPE_CHECKING:
    from annotations.notes.survey import Fault
    from annotations.notes.writing import Snapshot, Writing

# Plain TinyDB writes in place, and git removes before it writes, so a file may look damaged, or gone, while another
# program saves: look again before saying so.
_PAUSES = (0.03, 0.1)
# A journal that has so many bytes more than had to be left is cut.
_LONG = 1 << 19


class Storage:
    """The disk's side of one store. Not for several threads at once, but for what takes a snapshot."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = Journal(path)
        self.contents = Contents(Lines.none())
        self.faults: Sequence[Fault] = []
        self.damage: Problem | None = None
        self.unlocked: Problem | None = None
        """That others cannot be kept from writing, if that was found when last something was written."""
        self.number = 0
        """That of the last change."""
        self.pending: list[Record] = []
        """The changes that the file does not hold yet."""
        self.adoptable = False
        """Whether the file is in order, and to be said so in the journal."""
        self.older: int | None = None
        """The schema of the file, where that is one before the present: it is to be written anew before a change."""
        self.vanished = False
        """Whether the file was there, and then no more, since somebody unset this."""
        self.copies: list[Note] = []
        """Copies of annotations that others have edited, too, made since somebody emptied this."""
        self._copied: set[str] = set()
        self._outside = False
        self._signature: Signature | None = UNREAD
        self._swept = False

    def look(self) -> bool:
        """Take in what other programs wrote; says whether there was anything.

        Costs two `stat` where there was nothing. What is wrong with the file is `damage`; what was there before
        stays then.
        """
        signature = signature_at(self.path)
        if signature == self._signature and not self.journal.grown():
            return False
        try:
            entries = self.journal.news() if self._signature != UNREAD and not self.damage else None
        except OSError:
            entries = None
        if entries is None:
            return self._load()
        records = [entry for entry in entries if isinstance(entry, Record) and entry.number > self.number]
        mark = self._leading_to(signature, entries)
        if signature != self._signature and (mark is None or mark.schema != SCHEMA):
            return self._load()
        try:
            for record in records:
                self._take(record)
            if signature != self._signature and mark is not None:
                self._rebase(mark)
        except (Altered, ValueError):
            return self._load()
        return bool(records)

    def _leading_to(self, signature: Signature | None, entries: Iterable[Entry]) -> Mark | None:
        """The last of the marks that lead from the file that is known to the one that is there; None if they do not."""
        reached, last = self._signature, None
        for entry in entries:
            if isinstance(entry, Mark) and entry.over == reached:
                reached, last = entry.signature, entry
        return last if reached == signature else None

    def append(self, *records: Record) -> None:
        """Save changes; only under the lock, after a look. Raises `OSError`, and nothing has happened then."""
        self.journal.append(records)
        self.number = records[-1].number
        self.pending += records

    def past(self, until: int) -> list[Record]:
        """The changes up to a number that the journal still knows, oldest first, long ones without their edits.

        Raises `OSError`.
        """
        return self.journal.past(until)

    @property
    def documents_pending(self) -> int:
        """How many documents the changes are about that the file does not hold yet."""
        return sum(len(record.edits) for record in self.pending)

    def snapshot(self, *, amid: bool = False) -> Snapshot:
        """What the file is to hold, if it is written now; amid a long change without a backup, which its end is for."""
        from annotations.notes.writing import Snapshot

        due = not amid and (self._outside or self.journal.added > _LONG or not backup(self.path).exists())
        return Snapshot.of(self.contents, self._signature, self.number, len(self.faults), backed_up=due)

    def settle(self, writing: Writing) -> bool:
        """Let what was written take its place, unless another file has come meanwhile; only under the lock.

        What was changed meanwhile stays in the journal alone. Raises `OSError`.
        """
        self.look()
        started = writing.snapshot
        other = self._signature != started.signature or self.contents is not started.contents
        if self.damage or other or writing.mark is None:
            return False
        if self.older is not None:
            keep_old(self.path, self.journal.path, self.older)
            self.older = None
        if writing.backup is not None:
            rotate(self.path)
            writing.backup.take_place()
        writing.file.take_place()
        self._rebase(writing.mark)
        self.adoptable = True
        if writing.backup is not None and self.journal.added > _LONG:
            self.journal.cut(writing.mark)
        else:
            self.journal.append([writing.mark])
        self._outside = self.adoptable = False
        return True

    def adopt(self) -> None:
        """Say in the journal that the file, which other programs wrote, is laid out as it should be; under the lock.

        It need not be looked through again then. Raises `OSError`.
        """
        if not self.look() and self.adoptable and self._signature is not None:
            lines = self.contents.lines
            over = signature = self._signature
            self.journal.append([Mark(self.number, signature, over, lines.regions, len(self.faults))])
            self.adoptable = False

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from writing; makes the folder where there is none. Raises `OSError`."""
        folder = self.journal.path.parent
        make_folder(folder)
        with folder_lock(folder) as held:
            if not held or not self._swept:
                self.unlocked = unlocked(self.path, folder, held=held)
            if held and not self._swept:
                remove_leftovers(self.path)
                self._swept = True
            yield

    def _take(self, record: Record) -> None:
        follow(self.contents, record)
        self.number = record.number
        self.pending.append(record)

    def _rebase(self, mark: Mark) -> None:
        """Go over to a file that is known to hold all changes up to a number."""
        source, signature = open_source(self.path)
        if signature != mark.signature:
            self._signature = UNREAD
            return
        left_out = self.contents.lines.left_out
        contents = self.contents.rebased(Lines(source, mark.regions, left_out, SCHEMA))
        self.pending = [record for record in self.pending if record.number > mark.number]
        for record in self.pending:
            follow(contents, record)
        self.contents, self._signature = contents, signature

    def _load(self) -> bool:
        """Read file and journal as if for the first time."""
        before = self.damage
        for pause in (*_PAUSES, None):
            try:
                loaded = load(self.path, self.journal, self.pending, self.number)
            except Unreadable as error:
                self.damage, self._signature = error.problem, error.signature
            else:
                gone = loaded.signature is None and self._signature not in (None, UNREAD)
                if not gone or pause is None:
                    self.damage, self.vanished = None, self.vanished or gone
                    self._go_over_to(loaded)
                    return True
            if pause is not None:
                time.sleep(pause)
        self._fall_back()
        return self.damage != before

    def _go_over_to(self, loaded: Loaded) -> None:
        self.contents, self.faults, self._signature = loaded.contents, loaded.faults, loaded.signature
        self.pending, self.number = loaded.pending, loaded.number
        self.copies += [copy for copy in loaded.copies if copy.id not in self._copied]
        self._copied.update(copy.id for copy in loaded.copies)
        self._outside, self.adoptable, self.older = loaded.outside, loaded.adoptable, loaded.older

    def _fall_back(self) -> None:
        """Hold what was held last, read from where nobody writes; nothing new is where there is no such place."""
        from annotations.notes.last_good import last_good

        self.pending, self.adoptable = [], False
        with suppress(OSError, ValueError):
            self.contents = last_good(self.path, self.journal.everything()) or self.contents
