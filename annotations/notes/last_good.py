"""What a store held last, where the notes file itself can no longer be read: a backup, and the journal since."""

from __future__ import annotations

from pathlib import Path

from annotations.notes.backups import generations
from annotations.notes.contents import Contents
from annotations.notes.lines import Lines
from annotations.notes.record import Entry, Mark, Record
from annotations.notes.replay import replay
from annotations.notes.source import open_source
from annotations.notes.upgrading import surveyed
from annotations.problem import PostilError


def last_good(notes: Path, journal: list[Entry]) -> Contents | None:
    """The newest backup that can be read, with the changes made since; None where neither is left."""
    for generation, file in generations(notes):
        try:
            source, _ = open_source(file)
            survey, _ = surveyed(source, str(file))
        except (OSError, PostilError):
            continue
        contents = Contents(survey.lines)
        replay(contents, _since(journal, generation))
        return contents
    records = [entry for entry in journal if isinstance(entry, Record)]
    if not records:
        return None
    contents = Contents(Lines.none())
    replay(contents, records)
    return contents


def _since(journal: list[Entry], generation: int) -> list[Record]:
    """The changes that the backup of that generation does not hold; all that are known, where that is not known."""
    kept = [entry.number for entry in journal if isinstance(entry, Mark) and entry.kept]
    number = kept[-generation] if len(kept) >= generation else 0
    return [entry for entry in journal if isinstance(entry, Record) and entry.number > number]
