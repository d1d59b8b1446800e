"""A notes file on its way to the disk, beside the one that it is to replace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotations.notes.backups import backup
from annotations.notes.compaction import Compaction, Replacement
from annotations.notes.contents import Contents
from annotations.notes.record import Mark
from annotations.notes.replace import Beside
from annotations.notes.source import Signature, signature_of


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a compaction starts from: contents as of a change, over a state of the file."""

    contents: Contents
    signature: Signature | None
    number: int
    faults: int
    replacements: list[Replacement]
    backed_up: bool
    """Whether a backup is due, too."""

    @classmethod
    def of(
        cls, contents: Contents, signature: Signature | None, number: int, faults: int, *, backed_up: bool
    ) -> Snapshot:
        """What contents are now, which may change while the snapshot is written."""
        replacements = []
        # In the order of the file, in which each stands behind the one before it.
        changed = list(contents.changed.items())
        for key, row in sorted(changed, key=lambda each: (each[0][0], contents.under.get(each[0], ""), each[0][1])):
            table, name = key
            under = contents.under.get(key)
            before = None if under is None else contents.lines.order_of(table, under, name)
            after = None if row.document is None else (row.document_id, row.document)
            replacements.append(Replacement(table, before, after))
        return cls(contents, signature, number, faults, replacements, backed_up)


class Writing:
    """A notes file being written, and with it its backup, if one is due."""

    def __init__(self, path: Path, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.compaction = Compaction(snapshot.contents.lines, snapshot.replacements)
        self.file = Beside(path)
        self.backup: Beside | None = None
        self.mark: Mark | None = None
        try:
            if snapshot.backed_up:
                self.backup = Beside(backup(path), like=self.file.target)
        except OSError:
            self.drop()
            raise

    def write(self) -> None:
        """Have all of both on disk; other threads run meanwhile. Raises `OSError` and `Altered`."""
        files = [file for file in (self.file, self.backup) if file is not None]
        for part in self.compaction.parts():
            for file in files:
                file.write(part)
        *_, status = [file.finish() for file in files[::-1]]
        start, regions = self.snapshot, self.compaction.regions
        kept = self.backup is not None
        self.mark = Mark(start.number, signature_of(status), start.signature, regions, start.faults, kept)

    def drop(self) -> None:
        """Remove what did not take its place."""
        for file in (self.file, self.backup):
            if file is not None:
                file.drop()
