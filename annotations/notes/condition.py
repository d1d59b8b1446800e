"""What is wrong with a notes file, gathered from all that looks at it, the worst first."""

from __future__ import annotations

import errno
import re
from collections.abc import Container
from pathlib import Path

from annotations.notes.backups import generations
from annotations.notes.documents import SCHEMA
from annotations.notes.obstacles import protection
from annotations.notes.storage import Storage
from annotations.problem import Problem, reason

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


class Condition:
    """The problems of a store as of its last look.

    `behind` is why the file could not be brought up to date, `told` what happened to the last change; whoever knows
    of either sets it before the next look.
    """

    def __init__(self, path: Path) -> None:
        self.problems: tuple[Problem, ...] = ()
        self.read_only = False
        self.behind: Problem | None = None
        self.told: Problem | None = None
        self._path = path
        self._protection: Problem | None = None
        self._unlocked: Problem | None = None
        self._malformed: tuple[Problem, ...] = ()

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems that lie in what the file holds; that it cannot be written is none of them."""
        others = (self._protection, self.behind, self.told, self._unlocked)
        return tuple(problem for problem in self.problems if problem not in others)

    @property
    def protected(self) -> bool:
        """Whether nothing but the protection of file or folder makes it read-only."""
        return self.problems[:1] == (self._protection,)

    def renew(self, storage: Storage, *, changed: bool) -> bool:
        """Gather the problems anew; says whether they are others. `changed` is whether the file or journal is."""
        if changed:
            lines = _lines_of(self._path, {number for number, _ in storage.faults}) if storage.faults else {}
            named = [Problem(str(self._path), what, _LEFT_OUT, lines.get(number)) for number, what in storage.faults]
            self._malformed = tuple(sorted(named, key=lambda problem: problem.line or 0))
        before, self._unlocked = self.problems, storage.unlocked
        if storage.damage:
            self.problems, self.read_only = (storage.damage,), True
            return self.problems != before
        schema = _schema_problem(self._path, storage.contents.lines.schema)
        self._protection = protection(self._path, storage.journal.real_notes)
        grave = tuple(problem for problem in (schema, self._protection) if problem)
        light = tuple(problem for problem in (self.behind, self.told, self._unlocked) if problem)
        self.problems, self.read_only = (*grave, *light, *(() if schema else self._malformed)), bool(grave)
        return self.problems != before


def refusal(path: Path, what: str, error: OSError, comfort: str) -> Problem:
    """What the disk refused, what that means for the work, and the way out."""
    remedy = _REMEDIES.get(error.errno or 0, "try again")
    return Problem(str(path), f"{what}: {reason(error)}", f"{comfort}: {remedy}")


def vanished(path: Path) -> Problem:
    """That a file which was there is there no more."""
    newest = next((str(file) for _, file in generations(path)), "")
    remedy = f"{newest} is its backup" if newest else "bring it back, if that was not meant"
    return Problem(
        str(path), "was removed or moved while it was open, and what was in it is not shown any more", remedy
    )


def _schema_problem(path: Path, schema: object) -> Problem | None:
    if schema is None:
        return None
    if not isinstance(schema, int) or schema < 0:
        return Problem(str(path), f"is of schema {schema!r}, which is none", "mend it by hand")
    if schema > SCHEMA:
        what = f"was written by a newer postil (schema {schema}, and this one knows {SCHEMA})"
        return Problem(str(path), what, "it is shown, not changed: install the newer one")
    return None


def _lines_of(path: Path, document_ids: Container[str]) -> dict[str, int]:
    """The lines on which documents stand, as far as they can be found."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    found: dict[str, int] = {}
    for line, each in enumerate(text.split("\n"), 1):
        for number in re.findall(r'"([0-9]+)"\s*:', each):
            if number in document_ids:
                found.setdefault(number, line)
    return found
