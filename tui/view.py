"""What is on the screen when the program opens: made once, drawn by the curtain and then by the app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotations.articles.article import Article
from annotations.desk.bookmarks import Shown
from annotations.desk.desk import Desk, Reading
from annotations.desk.rows import Row
from annotations.entities.packed import Entities
from annotations.notes.note import ArticleState
from annotations.problem import Problem
from tui.actions import ACTIONS, Action
from tui.palette import Inks
from tui.reader.sheet import COLUMN, Sheet


@dataclass(frozen=True, slots=True)
class Listed:
    """The list: `all` names of the library, `names` those that are shown, and the rows that are known of them."""

    all: Sequence[str]
    names: Sequence[str]
    rows: Mapping[str, Row | Problem]
    shown: Shown


@dataclass(frozen=True, slots=True)
class View:
    """The list, the article under its cursor, and whether one is in that.

    `column` is the most cells of the reading column, `actions` the registry with the keys of the keymap, and `troubles`
    what is wrong with that.
    """

    desk: Desk
    listed: Listed
    reading: Reading
    sheet: Sheet
    readable: bool
    entered: bool
    inks: Inks
    column: int = COLUMN
    actions: Sequence[Action] = ACTIONS
    troubles: Sequence[Problem] = ()
    suggestions: Entities | None = None
    """The suggestions that are on the sheet; None where they are not known yet."""

    @property
    def index(self) -> int:
        """Where the article stands in the list."""
        return self.listed.names.index(self.reading.article.name)

    @property
    def colours(self) -> dict[str, str]:
        """The scheme's colours, by label."""
        return {label.name: label.colour for label in self.desk.scheme.labels}


def readable(found: Reading | Problem) -> Reading:
    """What was read; in the place of an article that cannot be, why not, and what to do."""
    if isinstance(found, Reading):
        return found
    words = f"This cannot be read: {found.what}.\n\n{found.remedy}"
    return Reading(Article(found.file, words), (), ArticleState(found.file, ""))
