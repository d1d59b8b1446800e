"""Reading a notes file and its journal as if for the first time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.notes.contents import Contents
from annotations.notes.documents import SCHEMA
from annotations.notes.journal import Journal
from annotations.notes.lines import Lines
from annotations.notes.note import Note
from annotations.notes.record import Mark, Record
from annotations.notes.replay import follow, replay
from annotations.notes.source import Irregular, Signature, Source, open_source, signature_at
from annotations.problem import PostilError, Problem, reason

if TYPE_CHECKING:
    from annotations.notes.survey import Fault

# How often a file that is replaced while the journal is read is looked at again.
_TRIES = 10
# To look through a file of this size takes so long that it is better done only once.
_LARGE = 1 << 20

UNREAD: Signature = (-1, -1, -1)
"""The signature of no file: whatever is there, it is to be read."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file and its journal hold together.

    `pending` are the changes that the file does not hold yet, `number` is that of the last change. `outside` tells
    that others wrote the file, `adoptable` that it is in order all the same, and to be said so in the journal. `older`
    is its schema, where that is one before the present; `copies` are what the changes made of annotations that others
    have edited, too.
    """

    contents: Contents
    signature: Signature | None
    faults: Sequence[Fault]
    pending: list[Record]
    number: int
    outside: bool
    adoptable: bool
    older: int | None
    copies: Sequence[Note] = ()


class Unreadable(PostilError):
    """The file or its journal is damaged or cannot be read; `signature` is that of the file that was tried."""

    def __init__(self, problem: Problem, signature: Signature | None) -> None:
        super().__init__(problem)
        self.signature = signature


def load(path: Path, journal: Journal, pending: list[Record], number: int) -> Loaded:
    """Read file and journal; `pending` and `number` are what is known of a journal that somebody has tidied away.

    Raises `Unreadable`.
    """
    journal.locate()
    for _ in range(_TRIES):
        source, signature = _open(path)
        mark, found, last = _start(path, journal)
        if signature_at(path) == signature:
            break
    if journal.there:
        pending, number = found, last
    try:
        return _put_together(path, journal, source, signature, mark, pending, number)
    except PostilError as error:
        raise Unreadable(error.problem, signature) from None


def _put_together(
    path: Path,
    journal: Journal,
    source: Source | None,
    signature: Signature | None,
    mark: Mark | None,
    pending: list[Record],
    number: int,
) -> Loaded:
    faults: list[Fault] = []
    exact, outside, adoptable, older = False, False, False, None
    if source is not None and not source.size and mark is not None:
        raise PostilError(Problem(str(path), "is empty, and was not", "postil check --repair rebuilds it", 1))
    if source is None or not source.size:
        lines = Lines.none()
    elif mark is not None and mark.signature == signature and mark.schema == SCHEMA and not mark.faults:
        lines, exact = Lines(source, mark.regions, schema=SCHEMA), True
    else:
        from annotations.notes.upgrading import surveyed

        survey, older = surveyed(source, str(path))
        lines, faults = survey.lines, survey.faults
        exact = mark is not None and mark.signature == signature
        outside = not exact
        adoptable = survey.laid_out and lines.schema == SCHEMA and outside and source.size > _LARGE
    contents, copies = Contents(lines), list[Note]()
    try:
        if exact:
            for record in pending:
                follow(contents, record)
        else:
            copies = replay(contents, pending)
    except ValueError as error:
        what = f"has a journal, {journal.path.name}, with a change that this postil does not know: {error}"
        raise PostilError(Problem(str(path), what, "install the newer one")) from None
    return Loaded(contents, signature, faults, pending, number, outside, adoptable, older, copies)


def _open(path: Path) -> tuple[Source | None, Signature | None]:
    """The file's bytes, None where there is no file."""
    try:
        return open_source(path)
    except FileNotFoundError:
        return None, None
    except Irregular:
        problem = Problem(str(path), "is not a regular file", "name another file with --notes")
        raise Unreadable(problem, signature_at(path)) from None
    except OSError as error:
        # Permissions change without a trace in the signature, so the next look is to try again.
        remedy = "make it readable, or name another file with --notes"
        raise Unreadable(Problem(str(path), f"cannot be read: {reason(error)}", remedy), UNREAD) from None


def _start(path: Path, journal: Journal) -> tuple[Mark | None, list[Record], int]:
    try:
        return journal.start()
    except OSError as error:
        what = f"has a journal that cannot be read, {journal.path.name}: {reason(error)}"
        raise Unreadable(Problem(str(path), what, "make it readable"), UNREAD) from None
