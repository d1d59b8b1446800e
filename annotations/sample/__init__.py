"""The libraries that ship with postil, of invented articles.

`library` has them in every shape that a saved article may have, with notes; `tutor` has those of the lesson.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def copy_sample(destination: Path) -> Path:
    """Copy the shipped library, with its notes, to a folder that is not there yet or is empty; returns the folder.

    A folder that holds anything stays as it is, so that what was changed or thrown away in it remains so. The
    folder appears at once and whole; a copy that was broken off is taken up by the next. Raises `PostilError`
    where it cannot be written.
    """
    if _holds_anything(destination):
        return destination
    from importlib.resources import files

    from annotations.notes.replace import sync_folder
    from annotations.problem import PostilError, Problem, reason

    unfinished = destination.with_name(f".{destination.name}.unfinished")
    try:
        _copy(files(__name__) / "library", unfinished)
        unfinished.rename(destination)
        sync_folder(destination.parent)
    except OSError as error:
        # Another process may have been faster.
        if not _holds_anything(destination):
            what = f"the sample library cannot be copied here: {reason(error)}"
            raise PostilError(Problem(str(destination), what, "make room, or make the folder writable")) from error
    return destination


def lay_out_lesson(destination: Path) -> Path:
    """Put the articles of the lesson into a folder as they ship, and take away what was noted there before.

    Returns the folder. Raises `PostilError` where it cannot be written.
    """
    from importlib.resources import files
    from shutil import rmtree

    from annotations.problem import PostilError, Problem, reason

    noted = destination / ".postil"
    try:
        if noted.exists():
            rmtree(noted)
        _copy(files(__name__) / "tutor", destination)
    except OSError as error:
        what = f"the lesson cannot be laid out here: {reason(error)}"
        raise PostilError(Problem(str(destination), what, "make room, or make the folder writable")) from error
    return destination


def _holds_anything(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _copy(shipped: Traversable, folder: Path) -> None:
    from annotations.notes.replace import make_folder, replace_file

    make_folder(folder)
    for item in shipped.iterdir():
        if item.is_dir():
            _copy(item, folder / item.name)
        else:
            replace_file(folder / item.name, item.read_bytes())
