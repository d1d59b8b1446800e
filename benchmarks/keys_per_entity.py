"""How many keys turn suggestions into the gold of a corpus, pressed on the program itself, per name of the gold.

The app runs over a library of the corpus's articles and gets every key through its own event loop: nothing is decided
but by what a key's action does at the desk. Only which keys is planned (`mending`), and `.` follows wherever it mends
more and harms nothing. At the end of an article `A` accepts the rest and marks it done, and `J` goes on to the next, in
which the program has learnt from the decisions.
All keys count, `J` and pages too. Afterwards what was decided must be the gold, name by name.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot

from annotations.articles.library import Library
from annotations.desk.bookmarks import Bookmarks, Shown
from annotations.desk.desk import Desk
from annotations.entities.corpora import Gold, read
from annotations.problem import PostilError, Problem
from benchmarks.goals import Row, table
from benchmarks.homes import moved_in
from benchmarks.mending import LABELS, Article, Names
from benchmarks.pty import COLUMNS, ROWS
from tui.app import PRIMER, PostilApp
from tui.palette import DARK
from tui.reader.sheet import Sheet
from tui.view import Listed, View, readable

CORPUS = Path("data") / "dev" / "gum_wikinews.conll"
_PATIENCE = 2_000
"""Hundredths of a second in which the program must have answered a key."""


class Pressed(NamedTuple):
    """The keys of an article, the names that it has then, and those of the gold that no keys select."""

    keys: int
    names: int
    given_up: int


class Typist:
    """Presses keys on the app, waits for the answer, and counts them."""

    def __init__(self, pilot: Pilot[None], app: PostilApp) -> None:
        self._pilot = pilot
        self._app = app
        self.keys = 0

    async def press(self, keys: Sequence[str]) -> None:
        """Press keys one after the other. Raises TimeoutError where nothing comes of them."""
        for key in keys:
            await self._pilot.press(key)
            self.keys += 1
            await self._until_idle()

    async def annotate(self, names: Names) -> Pressed:
        """Mend an article, accept the rest, and go on; the keys that it took.

        Raises PostilError if what was decided is not the gold.
        """
        await self._until_idle()
        before, reader = self.keys, self._app.reader
        article = Article(self._app, names)
        while (mend := article.next_mend()) is not None:
            await self.press(mend.keys)
            if mend.deed is not None and article.repeats(mend.deed):
                await self.press(".")
        await self.press("A")
        found = article.decided(self._app.desk.lay_out(reader.article).notes)
        if found != article.names:
            odd = sorted(set(found.items()) ^ set(article.names.items()))[0]
            quote = reader.article.text[odd[0].start : odd[0].end]
            raise PostilError(
                Problem(
                    reader.article.name, f"the keys did not make the gold of {quote!r}", "see `benchmarks/mending.py`"
                )
            )
        await self.press("J")
        return Pressed(self.keys - before, len(article.names), article.given_up)

    async def _until_idle(self) -> None:
        for _ in range(_PATIENCE):
            await self._pilot.pause()
            if self._app.reader.recognised and not self._app.clerk.saving:
                return
            await asyncio.sleep(0.01)
        raise TimeoutError("the program did not answer a key")


def measured(corpus: Path) -> list[Pressed]:
    """What was pressed, article by article, in the order of the corpus."""
    golds = list(read(corpus))
    with tempfile.TemporaryDirectory(prefix="postil-keys-") as scratch, moved_in(Path(scratch)):
        return asyncio.run(_annotated(Path(scratch) / "library", golds))


async def _annotated(folder: Path, golds: Sequence[Gold]) -> list[Pressed]:
    folder.mkdir()
    for number, gold in enumerate(golds):
        (folder / f"{number:03}.txt").write_text(gold.text, encoding="utf-8")
    app = PostilApp(_view(folder), _bookmarks(folder))
    found = []
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        typist = Typist(pilot, app)
        for gold in golds:
            names = {span: label for span, label in gold.names if label in LABELS}
            found.append(await typist.annotate(names))
    return found


def _view(folder: Path) -> View:
    desk = Desk.open(Library.of(folder))
    names = desk.listing.names()
    reading = readable(desk.read(names[0]))
    listed = Listed(names, names, {}, Shown())
    return View(desk, listed, reading, Sheet(reading.article, ()), readable=True, entered=True, inks=DARK)


def _bookmarks(folder: Path) -> Bookmarks:
    bookmarks = Bookmarks.read(folder.parent / "state.json")
    bookmarks.met.add(PRIMER)
    return bookmarks


def rows(shared: Path) -> list[Row]:
    """Keys per name, of all articles and of the second half."""
    found = measured(shared / CORPUS)
    half = found[len(found) // 2 :]
    return [
        Row(
            f"keys per name of the gold, {what}",
            sum(each.keys for each in counted) / sum(each.names for each in counted),
            goal,
            at_most=True,
            remark=_remark(counted),
        )
        for what, counted, goal in (("all articles", found, 1.3), ("second half, having learnt", half, 1.0))
    ]


def _remark(counted: Sequence[Pressed]) -> str:
    given_up = sum(each.given_up for each in counted)
    return f"{', '.join(f'{each.keys} for {each.names}' for each in counted)}; {given_up} are part of a word, left out"


if __name__ == "__main__":
    print(table(rows(Path(sys.argv[1] if sys.argv[1:] else "../shared"))))
