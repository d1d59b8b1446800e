"""What was copied last, kept in a file for terminals that let no program reach the clipboard."""

from __future__ import annotations

from pathlib import Path

from annotations.desk import places
from annotations.problem import PostilError, Problem, reason


def keep_copy(text: str) -> Path:
    """Put a text in the place of the copy before it, readable by the user alone; where it lies.

    Raises PostilError where the state folder cannot be written.
    """
    from annotations.notes.replace import make_folder, replace_file

    file = places.state_folder() / "copied.txt"
    try:
        make_folder(file.parent)
        replace_file(file, text.encode(errors="replace"))
    except OSError as error:
        what = f"what was copied could not be kept: {reason(error)}"
        raise PostilError(Problem(str(file), what, "make its folder writable")) from error
    return file
