"""What is on the screen when the program opens: made once, drawn by the curtain and then by the app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotations.articles.article import Article
from annotations.desk.desk import Desk, Reading
from annotations.desk.rows import Row
from annotations.notes.note import ArticleState
from annotations.problem import Problem
from tui.palette import Inks
from tui.reader.sheet import Sheet


@dataclass(frozen=True, slots=True)
class View:
    """Rows in sight, the article under the cursor, and whether one is in it; `rows` has what is known so far."""

    desk: Desk
    names: Sequence[str]
    rows: Mapping[str, Row | Problem]
    index: int
    reading: Reading
    sheet: Sheet
    entered: bool
    readable: bool
    inks: Inks

    @classmethod
    def of(
        cls,
        desk: Desk,
        names: Sequence[str],
        rows: Mapping[str, Row | Problem],
        found: Reading | Problem,
        inks: Inks,
        *,
        offset: int = 0,
        entered: bool = False,
    ) -> View:
        """The cursor of the list on what was read, that of the page on an offset of it."""
        reading = unreadable(found) if isinstance(found, Problem) else found
        name = found.file if isinstance(found, Problem) else reading.article.name
        sheet = Sheet(reading.article, reading.notes, offset)
        return cls(desk, names, rows, names.index(name), reading, sheet, entered, reading is found, inks)

    @property
    def colours(self) -> dict[str, str]:
        """The scheme's colours, by label."""
        return {label.name: label.colour for label in self.desk.scheme.labels}


def unreadable(problem: Problem) -> Reading:
    """What stands in the place of an article that cannot be read: why, and what to do."""
    words = f"This cannot be read: {problem.what}.\n\n{problem.remedy}"
    return Reading(Article(problem.file, words), (), ArticleState(problem.file, ""))
