"""From `postil tutor` to the first frame of the lesson."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from annotations.articles.library import Library
from annotations.desk import places
from annotations.desk.bookmarks import Bookmarks
from annotations.problem import PostilError
from annotations.sample import lay_out_lesson
from tui.opening import open_library
from tui.tutor.steps import LESSON

if TYPE_CHECKING:
    from tui.tutor.app import TutorApp


def open_tutor() -> int:
    """Open the lesson from its beginning; returns the exit status.

    It has its own articles and notes in the data folder and its own bookmarks and drafts, so that neither the user's
    libraries nor the place where `postil` alone goes on are touched.
    """
    state = places.state_folder() / "tutor"
    try:
        library = Library.of(lay_out_lesson(places.data_folder() / "tutor"))
    except PostilError as error:
        print(f"postil: {error}", file=sys.stderr)
        return 1
    shutil.rmtree(state, ignore_errors=True)
    user = Bookmarks.read(places.state_folder() / "state.json")
    bookmarks = Bookmarks(
        state / "state.json", str(library.root), LESSON, theme=user.theme, width=user.width, met={"primer"}
    )
    return open_library(library, bookmarks, resume=True, app=_app, engine="rules")


def _app() -> type[TutorApp]:
    from tui.tutor.app import TutorApp

    return TutorApp
