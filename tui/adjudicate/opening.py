"""From `postil adjudicate` to the first frame."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.articles.library import Library
from annotations.desk import places
from annotations.desk.adjudicating import Annotators
from annotations.desk.bookmarks import Bookmarks
from annotations.problem import PostilError, Problem
from annotations.text.safe import visible_line
from tui.opening import open_library

if TYPE_CHECKING:
    from tui.app import PostilApp


def open_adjudication(files: list[Path], root: Path, *, notes: Path | None, engine: str | None = None) -> int:
    """Open the screen on a library, with a notes file to be made from others; returns the exit status."""
    try:
        library = Library.of(root)
        annotators = Annotators.of(library, files)
        third = notes or places.notes_file(library.root)
        for file in files:
            if third.exists() and third.samefile(file):
                what = "is the file of an annotator, and cannot be the third as well"
                raise PostilError(Problem(visible_line(str(file)), what, "name another with --notes"))
    except PostilError as error:
        print(f"postil: {error}", file=sys.stderr)
        return 1
    bookmarks = Bookmarks.read(places.state_folder() / "state.json")
    return open_library(library, bookmarks, notes=notes, resume=False, app=lambda: _app(annotators), engine=engine)


def _app(annotators: Annotators) -> Callable[..., PostilApp]:
    from tui.adjudicate.app import RefereeApp

    return partial(RefereeApp, annotators)
