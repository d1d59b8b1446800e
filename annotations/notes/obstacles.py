"""What may keep a notes file from being written, or two programs from noticing each other, told without writing."""

from __future__ import annotations

import os
from pathlib import Path

from annotations.notes.lock import network_of
from annotations.problem import Problem


def protection(path: Path, file: Path) -> Problem | None:
    """Why a notes file, which is really `file`, could not be written now, if that is so."""
    if os.access(file, os.F_OK) and not os.access(file, os.W_OK):
        return Problem(str(path), "is write-protected", "make it writable, or name another file with --notes")
    folder = next(folder for folder in file.parents if os.access(folder, os.F_OK))
    if not os.access(folder, os.W_OK | os.X_OK):
        what = f"cannot be written, because the folder {folder} cannot"
        return Problem(str(path), what, "make the folder writable, or name another file with --notes")
    return None


def unlocked(path: Path, folder: Path, *, held: bool) -> Problem | None:
    """That a lock on the folder keeps nobody from writing, if it does not; `held` tells whether there was one."""
    network = network_of(folder) if held else ""
    if held and not network:
        return None
    where = f"lies in a network folder ({network})" if network else "lies in a folder that cannot be locked"
    what = f"{where}, where two programs that write at once may not notice each other"
    return Problem(str(path), what, "let only one program at a time write to it")
