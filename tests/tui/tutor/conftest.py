"""The lesson, laid out in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.articles.library import Library
from annotations.desk.bookmarks import Bookmarks, Shown
from annotations.desk.desk import Desk, Reading
from annotations.sample import lay_out_lesson
from tui.actions import ACTIONS, Action
from tui.palette import DARK
from tui.reader.sheet import Sheet
from tui.tutor.app import TutorApp
from tui.tutor.steps import LESSON
from tui.view import Listed, View


@pytest.fixture
def desk(home: Path) -> Desk:
    return Desk.open(Library.of(lay_out_lesson(home / "tutor")))


@pytest.fixture
def make_tutor(desk: Desk, tmp_path: Path) -> Callable[..., TutorApp]:
    def make(actions: tuple[Action, ...] = ACTIONS) -> TutorApp:
        names, reading = desk.listing.names(), desk.read(LESSON)
        assert isinstance(reading, Reading)
        view = View(
            desk,
            Listed(names, names, {name: desk.listing.row(name) for name in names}, Shown()),
            reading,
            Sheet(reading.article, reading.notes),
            readable=True,
            entered=True,
            inks=DARK,
            actions=actions,
        )
        return TutorApp(view, Bookmarks(tmp_path / "state.json"))

    return make
