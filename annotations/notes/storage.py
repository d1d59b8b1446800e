"""What a store has on disk, the notes file and the journal beside it, and how both become what it holds.

All that touches the disk for the store goes through here.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.notes.backups import backup, rotate
from annotations.notes.contents import Contents
from annotations.notes.documents import SCHEMA
from annotations.notes.journal import Journal
from annotations.notes.lines import Lines
from annotations.notes.lock import folder_lock, network_of
from annotations.notes.record import Entry, Mark, Record, shortened
from annotations.notes.replace import make_folder, remove_leftovers
from annotations.notes.replay import follow, replay
from annotations.notes.source import Altered, Irregular, Signature, Source, open_source, signature_at
from annotations.problem import PostilError, Problem

if TYPE_CHECKING:
    from annotations.notes.survey import Fault
    from annotations.notes.writing import Snapshot, Writing

# Plain TinyDB writes in place, so a file may look damaged while another program saves: look again before saying so.
_PAUSES_BEFORE_DAMAGED = (0.03, 0.1)
# How often a file that is replaced while the journal is read is looked at again.
_TRIES = 10

# A journal longer than this, in bytes, is shortened.
_LONG = 1 << 19
# To look through a file of this size takes so long that it is better done only once.
_LARGE = 1 << 20

_UNREAD: Signature = (-1, -1, -1)


class Storage:
    """The disk's side of one store. Not for several threads at once, but for what takes a snapshot."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.journal = Journal(path)
        self.contents = Contents(Lines.none())
        self.faults: list[Fault] = []
        self.damage: Problem | None = None
        self.unlocked: Problem | None = None
        """That others cannot be kept from writing, if that was found when last something was written."""
        self.number = 0
        """That of the last change."""
        self.pending: list[Record] = []
        """The changes that the file does not hold yet."""
        self.adoptable = False
        """Whether the file is in order, and to be said so in the journal."""
        self._outside = False
        self._signature: Signature | None = _UNREAD
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
            entries = self.journal.news() if self._signature != _UNREAD and not self.damage else None
        except OSError:
            entries = None
        if entries is None:
            return self._load()
        records = [entry for entry in entries if isinstance(entry, Record) and entry.number > self.number]
        mark = self._leading_to(signature, entries)
        if signature != self._signature and mark is None:
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

    def append(self, record: Record) -> None:
        """Save a change; only under the lock, after a look. Raises `OSError`, and nothing has happened then."""
        self.journal.append([record])
        self.number = record.number
        self.pending.append(record)

    def past(self, until: int) -> list[Record]:
        """The changes up to a number that the journal still knows, oldest first. Raises `OSError`."""
        entries = self.journal.everything()
        return [entry for entry in entries if isinstance(entry, Record) and entry.number <= until]

    def snapshot(self) -> Snapshot:
        """What the file is to hold, if it is written now."""
        from annotations.notes.compaction import Replacement
        from annotations.notes.writing import Snapshot

        contents, signature, number = self.contents, self._signature, self.number
        replacements = []
        for key, row in list(contents.changed.items()):
            table, name = key
            under = contents.under.get(key)
            old = None if under is None else contents.lines.row(table, under, name)
            before = None if old is None or old.document is None else (old.document_id, old.document)
            after = None if row.document is None else (row.document_id, row.document)
            replacements.append(Replacement(table, before, after))
        due = self._outside or self.journal.size > _LONG or not backup(self.path).exists()
        return Snapshot(contents, signature, number, len(self.faults), replacements, due)

    def settle(self, writing: Writing) -> bool:
        """Let what was written take its place, unless another file has come meanwhile; only under the lock.

        What was changed meanwhile stays in the journal alone. Raises `OSError`.
        """
        self.look()
        started = writing.snapshot
        other = self._signature != started.signature or self.contents is not started.contents
        if self.damage or other or writing.mark is None:
            return False
        if writing.backup is not None:
            rotate(self.path)
            writing.backup.take_place()
        writing.file.take_place()
        self._rebase(writing.mark)
        self.adoptable = True
        if writing.backup is not None and self.journal.size > _LONG:
            self.journal.rewrite(shortened(self.journal.everything(), writing.mark))
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
            if not held:
                self.unlocked = self._unlocked("")
            elif not self._swept:
                network = network_of(folder)
                self.unlocked = self._unlocked(network) if network else None
                remove_leftovers(self.path)
                self._swept = True
            yield

    def _unlocked(self, network: str) -> Problem:
        where = f"lies in a network folder ({network})" if network else "lies in a folder that cannot be locked"
        what = f"{where}, where two programs that write at once may not notice each other"
        return self.problem(what, "let only one program at a time write to it")

    def protection(self) -> Problem | None:
        """Why the file could not be written now, if that is so; changes nothing on disk."""
        file = self.journal.real_notes
        if os.access(file, os.F_OK) and not os.access(file, os.W_OK):
            return self.problem("is write-protected", "make it writable, or name another file with --notes")
        folder = next(folder for folder in file.parents if os.access(folder, os.F_OK))
        if not os.access(folder, os.W_OK | os.X_OK):
            what = f"cannot be written, because the folder {folder} cannot"
            return self.problem(what, "make the folder writable, or name another file with --notes")
        return None

    def problem(self, what: str, remedy: str, line: int | None = None) -> Problem:
        """A problem with this file."""
        return Problem(str(self.path), what, remedy, line)

    def lines_of(self, document_ids: Container[str]) -> dict[str, int]:
        """The lines on which documents stand, as far as they can be found."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return {}
        found: dict[str, int] = {}
        for line, each in enumerate(text.split("\n"), 1):
            for number in re.findall(r'"([0-9]+)"\s*:', each):
                if number in document_ids:
                    found.setdefault(number, line)
        return found

    def _take(self, record: Record) -> None:
        follow(self.contents, record)
        self.number = record.number
        self.pending.append(record)

    def _rebase(self, mark: Mark) -> None:
        """Go over to a file that is known to hold all changes up to a number."""
        source, signature = open_source(self.path)
        if signature != mark.signature:
            self._signature = _UNREAD
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
        for pause in (*_PAUSES_BEFORE_DAMAGED, None):
            try:
                self._read()
            except PostilError as error:
                self.damage = error.problem
            else:
                self.damage = None
                return True
            if pause is not None:
                time.sleep(pause)
        self._fall_back()
        return self.damage != before

    def _fall_back(self) -> None:
        """Hold what was held last, read from where nobody writes; nothing new is where there is no such place."""
        from annotations.notes.last_good import last_good

        self.pending, self.adoptable = [], False
        with suppress(OSError, ValueError):
            self.contents = last_good(self.path, self.journal.everything()) or self.contents

    def _read(self) -> None:
        self.journal.locate()
        for _ in range(_TRIES):
            source, signature = self._open()
            mark, pending, number = self._journal()
            if signature_at(self.path) == signature:
                break
        if not self.journal.there:
            # Somebody tidied it away; what it held that the file does not hold is still known here.
            pending, number = self.pending, self.number
        self._signature = signature
        faults: list[Fault] = []
        if source is not None and not source.size and mark is not None:
            raise PostilError(self.problem("is empty, and was not", "postil check --repair rebuilds it", 1))
        if source is None or not source.size:
            lines, exact, self._outside, self.adoptable = Lines.none(), False, False, False
        elif mark is not None and mark.signature == signature and not mark.faults:
            lines, exact, self._outside, self.adoptable = Lines(source, mark.regions, schema=SCHEMA), True, False, False
        else:
            from annotations.notes.survey import survey

            found = survey(source, str(self.path))
            lines, faults = found.lines, found.faults
            exact = mark is not None and mark.signature == signature
            self._outside = not exact
            in_order = found.laid_out and lines.schema == SCHEMA
            self.adoptable = in_order and self._outside and source.size > _LARGE
        contents = Contents(lines)
        try:
            if exact:
                for record in pending:
                    follow(contents, record)
            else:
                replay(contents, pending)
        except ValueError as error:
            what = f"has a journal, {self.journal.path.name}, with a change that this postil does not know: {error}"
            raise PostilError(self.problem(what, "install the newer one")) from None
        self.contents, self.faults, self.pending, self.number = contents, faults, pending, number

    def _open(self) -> tuple[Source | None, Signature | None]:
        """The file's bytes, None where there is no file. Raises `PostilError` where it cannot be read."""
        try:
            return open_source(self.path)
        except FileNotFoundError:
            return None, None
        except Irregular:
            self._signature = signature_at(self.path)
            raise PostilError(self.problem("is not a regular file", "name another file with --notes")) from None
        except OSError as error:
            # Permissions change without a trace in the signature, so the next look is to try again.
            self._signature = _UNREAD
            remedy = "make it readable, or name another file with --notes"
            raise PostilError(self.problem(f"cannot be read: {error.strerror}", remedy)) from None

    def _journal(self) -> tuple[Mark | None, list[Record], int]:
        try:
            return self.journal.start()
        except OSError as error:
            self._signature = _UNREAD
            what = f"has a journal that cannot be read, {self.journal.path.name}: {error.strerror}"
            raise PostilError(self.problem(what, "make it readable")) from None
