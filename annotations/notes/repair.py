"""Rebuilding a damaged notes file, of which a copy stays."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from annotations.notes.layout import encode
from annotations.notes.note import ArticleState, Note
from annotations.notes.record import Record
from annotations.notes.recording import remembered
from annotations.notes.replace import replace_file
from annotations.notes.salvage import Salvage
from annotations.notes.storage import Storage


def repair(storage: Storage) -> list[str]:
    """Put a file together from what is whole in the damaged one and from what was held last; says what was done.

    Only under the lock. Raises `OSError`.
    """
    real = Path(os.path.realpath(storage.path))
    damaged = real.read_bytes()
    aside = _free_name(real)
    replace_file(aside, damaged)
    salvage = Salvage()
    salvage.take_file(damaged)
    found = salvage.found
    held = storage.contents
    salvage.take_values([*held.all_notes(), *held.states().values()], _passed(storage))
    replace_file(storage.path, encode(salvage.tables))
    done = [
        f"the damaged file is kept as {aside}",
        f"{_counted(found, 'annotation was', 'annotations were')} whole in it",
    ]
    if salvage.torn:
        done.append(f"{_counted(salvage.torn, 'place', 'places')} in it could not be read")
    if salvage.kept_both:
        done.append(f"{_counted(salvage.kept_both, 'annotation', 'annotations')} had two versions, and both are kept")
    if salvage.brought_back:
        brought_back = _counted(salvage.brought_back, "document was", "documents were")
        done.append(f"{brought_back} brought back from the backup and the journal")
    return done


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _passed(storage: Storage) -> set[Note | ArticleState]:
    """What the journal says that documents once were, and are no more."""
    passed: set[Note | ArticleState | None] = set()
    for entry in storage.journal.everything():
        with suppress(ValueError):
            for edit in remembered(entry).change.edits if isinstance(entry, Record) else ():
                passed.add(edit.before)
                passed.discard(edit.after)
    return {value for value in passed if value is not None}


def _free_name(real: Path) -> Path:
    number = 1
    while (name := real.with_name(f"{real.name}.{number}.damaged")).exists():
        number += 1
    return name
