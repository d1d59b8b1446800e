"""How many keys turn suggestions into the gold of a corpus, pressed on the program itself, per name of the gold.

The app runs over a library of the corpus's articles and gets every key through its own event loop: nothing is decided
but by what a key's action does at the desk. What is planned is only which keys: of those that mend what is wrong next,
the fewest (`selecting.way`), `X` for `x` where it leads to the next in sight, and `.` wherever it mends more and harms
nothing. Where all in sight is right, `c` goes on if what is to be checked next is below, else `space`. At the end of an
article `A` accepts the rest and marks it done, and `J` goes on to the next, in which the program has learnt from the
decisions.
All keys count, `J` and pages too. Afterwards what was decided must be the gold, name by name.

The gold's four labels are those of the names; a MISC takes the key of EVENT, since the gold does not tell its kind.
What the gold leaves out (peoples, dates, amounts) is neither mended nor counted.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot

from annotations.articles.library import Library
from annotations.desk.bookmarks import Bookmarks, Shown
from annotations.desk.checking import Checking
from annotations.desk.desk import Desk
from annotations.desk.repeating import Deed, alike
from annotations.entities.corpora import Gold, read
from annotations.entities.evaluation import COARSE
from annotations.notes.note import Decision, Kind, Note
from annotations.problem import PostilError, Problem
from annotations.text.span import Span
from annotations.text.span_index import SpanIndex
from annotations.text.words import word_at
from benchmarks.goals import Row, table
from benchmarks.mentions import Screen
from benchmarks.pty import COLUMNS, ROWS
from benchmarks.selecting import MOST, way
from tui.app import PRIMER, PostilApp
from tui.palette import DARK
from tui.reader.cursor import nudged
from tui.reader.sheet import Sheet
from tui.view import Listed, View, readable

CORPUS = Path("data") / "dev" / "gum_wikinews.conll"
_LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "MISC": "EVENT"}
_KEYS = {"PERSON": "1", "ORG": "2", "GPE": "3", "EVENT": "6"}
_MOST_NUDGES = 4
_PATIENCE = 2_000
"""Hundredths of a second in which the program must have answered a key."""

Names = dict[Span, str]
"""The names of an article, each with the gold's label."""


@dataclass(frozen=True, eq=False)
class Now(Screen):
    """What is on the screen of the app now."""

    app: PostilApp

    @classmethod
    def of(cls, app: PostilApp) -> Now:
        """The page as it is scrolled."""
        page, reader = app.reader.page, app.reader
        marks = SpanIndex((each.span, each) for each in reader.mentions)
        checking = Checking.of(reader.article, marks, reader.reading.notes)
        return cls(reader.article.text, page.sheet.wrapped, int(page.scroll_y), marks, checking, app)

    @cached_property
    def sight(self) -> Span:
        """What of the text is on it."""
        return self.app.reader.page.sight()


@dataclass(frozen=True, slots=True)
class Mend:
    """Keys that mend something, or come nearer to it; `deed` is what they did, as `.` repeats it."""

    keys: tuple[str, ...]
    deed: Deed | None = None


class Article:
    """An article in the app and its gold: what is still wrong, and the keys that mend it."""

    def __init__(self, app: PostilApp, names: Names) -> None:
        self._app = app
        self.names = dict(names)
        self.given_up = 0

    def next_mend(self) -> Mend | None:
        """The first thing that is wrong, and the fewest keys that mend it; a page on or back where it is not in sight.

        A name that no keys select (it is part of a word) is given up, and is none of the gold from then on.
        """
        screen = Now.of(self._app)
        while (wrong := self._wrong()) is not None:
            if wrong.end > screen.sight.end:
                return Mend((self._onwards(screen),))
            if wrong.start < screen.sight.start:
                return Mend(("backspace",))
            keys = self._shortest(screen, wrong)
            if keys is not None:
                deed = _deed(keys[-1], screen, wrong)
                return Mend((*keys[:-1], "X") if self._goes_on(screen, wrong, keys[-1]) else keys, deed)
            self.given_up += 1
            del self.names[wrong]
        return None

    def _onwards(self, screen: Now) -> str:
        """The key that goes on where all in sight is right: to what is to be checked below it, else a page."""
        place = screen.checking.after(self._app.reader.page.cursor.offset)
        return "c" if place is not None and place.end > screen.sight.end else "space"

    def _shortest(self, screen: Now, wrong: Span) -> tuple[str, ...] | None:
        first, last_word = word_at(screen.text, wrong.start), word_at(screen.text, wrong.end - 1)
        whole = first is not None and last_word is not None and (first.start, last_word.end) == (wrong.start, wrong.end)
        if not whole and wrong not in screen.places.values():
            return None
        cursor = self._app.reader.page.cursor
        keys: tuple[str, ...] | None = None
        for span, last in self._ways(screen, wrong):
            most = MOST if keys is None else len(keys) - len(last) - 1
            with suppress(LookupError):
                keys = way(screen, cursor, span, last, most=most, jump_first=True)
        return keys

    def repeats(self, deed: Deed) -> bool:
        """Whether to do the same everywhere mends something and harms nothing."""
        reader = self._app.reader
        mentions = list(reader.mentions)
        spans = alike(deed, reader.article.text, mentions, reader.desk.lay_out(reader.article).notes)
        held = {each.span: COARSE.get(each.label) for each in mentions}
        if deed.decision is Decision.REJECTED:
            return bool(spans) and not any(span in self.names for span in spans)
        label = COARSE[deed.label]
        return all(self.names.get(span) == label for span in spans) and any(held.get(span) != label for span in spans)

    def decided(self, notes: Sequence[Note]) -> Names:
        """The names as they are decided."""
        return {
            note.span: COARSE[note.label or ""]
            for note in notes
            if note.kind is Kind.ENTITY
            and note.span is not None
            and note.decision is not Decision.REJECTED
            and COARSE.get(note.label or "", "NORP") != "NORP"
        }

    def _goes_on(self, screen: Now, wrong: Span, key: str) -> bool:
        """Whether `X` rejects and goes on to what is wrong next, as far as it is in sight."""
        following = next((span for span in self._all_wrong() if span > wrong), None)
        if key != "x" or following is None or following.end > screen.sight.end:
            return False
        return following == screen.checking.after(wrong.start)

    def _wrong(self) -> Span | None:
        """The first thing that is wrong."""
        return next(iter(self._all_wrong()), None)

    def _all_wrong(self) -> list[Span]:
        """The names that are not suggested as the gold has them, and suggestions that no name of the gold overlaps."""
        held = {each.span: COARSE.get(each.label) for each in self._app.reader.mentions}
        missing = [span for span, label in self.names.items() if held.get(span) != label]
        extra = [span for span, label in held.items() if self._is_extra(span, label)]
        return sorted((*missing, *extra))

    def _is_extra(self, span: Span, label: str | None) -> bool:
        return label not in (None, "NORP") and not any(span.overlaps(name) for name in self.names)

    def _ways(self, screen: Now, wrong: Span) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """What can be selected, and the keys that then mend it."""
        label = self.names.get(wrong)
        if label is None:
            yield wrong, ("x",)
            return
        digit = _KEYS[_LABELS[label]]
        yield wrong, (digit,)
        for span, mention in screen.mentions.overlapping(wrong.start, wrong.end):
            nudges = _nudges(screen.text, span, wrong)
            if nudges:
                yield span, nudges if COARSE.get(mention.label) == label else (*nudges, digit)


def _nudges(text: str, span: Span, target: Span) -> tuple[str, ...]:
    """The keys that move the ends of a span by words until it is the target; nothing where they do not."""
    keys: list[str] = []
    for _ in range(_MOST_NUDGES):
        if span == target:
            break
        for key, start, end in (("[", -1, 0), ("]", 1, 0), ("{", 0, -1), ("}", 0, 1)):
            moved = nudged(text, span, start=start, end=end)
            before = abs(span.start - target.start) + abs(span.end - target.end)
            if moved != span and abs(moved.start - target.start) + abs(moved.end - target.end) < before:
                span = moved
                keys.append(key)
                break
        else:
            return ()
    return tuple(keys) if span == target else ()


def _deed(key: str, screen: Now, span: Span) -> Deed | None:
    """What a key does to a span; None where `.` would not repeat it."""
    words = screen.text[span.start : span.end]
    if key == "x":
        label = next(mention.label for held, mention in screen.mentions.at(span.start) if held == span)
        return Deed(words, label, Decision.REJECTED)
    labels = [name for name, digit in _KEYS.items() if digit == key]
    return Deed(words, labels[0], Decision.ADDED) if labels else None


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
                Problem(reader.article.name, f"the keys did not make the gold of {quote!r}", "see `_ways`")
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
    with tempfile.TemporaryDirectory(prefix="postil-keys-") as scratch, _homes(Path(scratch)):
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
            names = {span: label for span, label in gold.names if label in _LABELS}
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


@contextmanager
def _homes(scratch: Path) -> Iterator[None]:
    """The folders of a user who has never been here, for as long as it takes."""
    before = dict(os.environ)
    os.environ.update({f"XDG_{name}_HOME": str(scratch / name) for name in ("DATA", "STATE", "CACHE", "CONFIG")})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


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
