"""From the command line to the first frame."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.articles.library import Library
from annotations.desk import places
from annotations.desk.bookmarks import Bookmarks
from annotations.desk.desk import Desk
from annotations.desk.rows import Row
from annotations.problem import PostilError, Problem
from tui.actions import ACTIONS, Action
from tui.curtain import first_screen, written
from tui.palette import Inks, depth, theme_for
from tui.reader.sheet import COLUMN, Sheet
from tui.shelf.order import sifted
from tui.stage import Stage
from tui.view import Listed, View, readable

if TYPE_CHECKING:
    from tui.app import PostilApp

SCREENFUL = 24
"""Articles that are read before the first frame, so that it shows titles and not file names."""
SMALL = 1024 * 1024
"""Bytes of the largest of them."""
SIFTED_AT_ONCE = 2_000
"""Articles that are sorted and filtered before the first frame; where there are more, just after it."""
HEEDED_AT_ONCE = 256 * 1024
"""Bytes of a notes file whose decisions are heeded in the suggestions of the first frame; with more, just after it."""


def _postil() -> type[PostilApp]:
    from tui.app import PostilApp

    return PostilApp


def open_program(
    paths: list[Path],
    *,
    notes: Path | None,
    sample: bool,
    engine: str | None = None,
    stage: Callable[[], Stage] = Stage,
) -> int:
    """Open the screen on what the command line names; returns the exit status."""
    bookmarks = Bookmarks.read(places.state_folder() / "state.json")
    try:
        library = _library(paths, bookmarks, sample=sample)
    except PostilError as error:
        return _fault(error)
    if library is None:
        print("postil: no library was open before; try: postil FOLDER, or postil --sample", file=sys.stderr)
        return 2
    resume = not paths and not sample
    return open_library(library, bookmarks, notes=notes, resume=resume, engine=engine, stage=stage)


def last_library() -> Library | None:
    """The library that was open last. Raises PostilError where it is gone."""
    return _library([], Bookmarks.read(places.state_folder() / "state.json"), sample=False)


def open_library(
    library: Library,
    bookmarks: Bookmarks,
    *,
    notes: Path | None = None,
    resume: bool,
    app: Callable[[], Callable[..., PostilApp]] = _postil,
    engine: str | None = None,
    stage: Callable[[], Stage] = Stage,
) -> int:
    """Open the screen on a library; with `resume`, at the article that was open last. Returns the exit status.

    `app` imports the app when the first screen stands; `engine` finds the entities, by default that of the settings.
    `stage` is where: the terminal.
    """
    try:
        desk = Desk.open(library, notes=notes, engine=engine, patient=True)
    except PostilError as error:
        return _fault(error)
    names = _names(desk)
    if not names:
        print(f"postil: {library.root}: no articles in this folder; postil add FILE puts one there", file=sys.stderr)
        return 1
    place = stage()
    if not place.has_keyboard():
        print("postil: standard input is no terminal, and there is none to take keys from", file=sys.stderr)
        return 2
    view = _view(desk, names, bookmarks, theme_for(os.environ, bookmarks.theme), resume=resume)
    with place:
        place.show(written(first_screen(view, *_size()), depth(os.environ)))
        failure = run(view, bookmarks, place, app)
    return _farewell(desk, failure)


def run(view: View, bookmarks: Bookmarks, stage: Stage, app: Callable[[], Callable[..., PostilApp]]) -> Problem | None:
    """Run the app on what is shown already; what could not be saved."""
    # A key is answered at the next tick of Textual's clock: by its own, 16 ms apart, that would be the longest wait.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    _import_asyncio()
    running = app()(view, bookmarks, stage.driver())
    running.run()
    return running.clerk.failure


def _import_asyncio() -> None:
    """Import asyncio without OpenSSL, which it loads for connections that the program does not make.

    That would take 3 MB, and a while. asyncio does without `ssl` where that cannot be imported, as it is made to seem;
    whoever wants it afterwards has it.
    """
    if "asyncio" not in sys.modules and "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # says that there is no such module
        try:
            import asyncio  # noqa: F401
        finally:
            del sys.modules["ssl"]


def _fault(error: PostilError) -> int:
    print(f"postil: {error}", file=sys.stderr)
    return 1


def _names(desk: Desk) -> Sequence[str]:
    """The names that the list begins with; before the first screen, it is told what must be opened to find any."""
    desk.library.opening = _told
    try:
        return desk.listing.names()
    finally:
        desk.library.opening = nullcontext


def _told(name: str) -> AbstractContextManager[None]:
    from annotations.commands.progress import opening

    return opening(name)


def _view(desk: Desk, names: Sequence[str], bookmarks: Bookmarks, inks: Inks, *, resume: bool) -> View:
    """What the first screen shows: the list as it was left, and in it the article that was."""
    root, only = desk.library.root, desk.library.only
    shown = bookmarks.shown(root)
    listed = sifted(desk.listing, names, shown) if len(names) <= SIFTED_AT_ONCE else names
    if not listed:
        listed, shown = names, replace(shown, query="")
    resumed = bookmarks.article if resume else None
    current = resumed if resumed is not None and resumed in listed else listed[0]
    found = desk.read(current)
    reading = readable(found)
    suggestions = desk.suggested(reading.article) if reading is found and _few_notes(desk) else None
    mentions = desk.mentions(reading, suggestions or ())
    actions, problems = _keymap()
    troubles = [*problems, *_elsewhere(desk)]
    return View(
        desk,
        Listed(names, listed, _first_rows(desk, listed, current), shown),
        reading,
        Sheet(reading.article, reading.notes, bookmarks.position(root, current), mentions),
        readable=reading is found,
        entered=resumed == current or (only is not None and len(names) == 1),
        inks=inks,
        column=bookmarks.width or COLUMN,
        actions=actions,
        troubles=troubles,
        suggestions=suggestions,
    )


def _few_notes(desk: Desk) -> bool:
    """Whether what the user decided, all of which counts in suggestions, is read in an instant."""
    try:
        return desk.store.path.stat().st_size <= HEEDED_AT_ONCE
    except OSError:
        return True


def _keymap() -> tuple[Sequence[Action], Sequence[Problem]]:
    """The actions with their keys, and what is wrong with the keymap file, if there is one."""
    file = places.keymap_file()
    if not file.exists():
        return ACTIONS, ()
    from tui.keymap.reading import read_keymap

    keymap = read_keymap(file)
    return keymap.actions, keymap.problems


def _elsewhere(desk: Desk) -> list[Problem]:
    """That the notes of a library that cannot be written are elsewhere."""
    if places.notes_file(desk.library.root) != desk.store.path or desk.library.root in desk.store.path.parents:
        return []
    return [Problem(str(desk.library.root), "cannot be written", f"your notes on it are in {desk.store.path}")]


def _size() -> tuple[int, int]:
    try:
        return os.get_terminal_size()
    except OSError:
        return 80, 24


def _library(paths: list[Path], bookmarks: Bookmarks, *, sample: bool) -> Library | None:
    if sample:
        from annotations.sample import copy_sample

        return Library.of(copy_sample(places.data_folder() / "sample"))
    if [str(path) for path in paths] == ["-"]:
        return Library.of(_from_standard_input())
    if paths:
        return Library.of(*paths)
    return Library.of(Path(bookmarks.library)) if bookmarks.library else None


def _from_standard_input() -> Path:
    """Keep what is piped in among the user's data, so that notes on it have a text to belong to."""
    from annotations.articles.formats.sniffing import HEAD, ending_of
    from annotations.text import hashing

    data = sys.stdin.buffer.read()
    name = hashing.sha256(data).hexdigest()[:12] + ending_of(data[:HEAD])
    file = places.data_folder() / "piped" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def _first_rows(desk: Desk, names: Sequence[str], current: str) -> dict[str, Row | Problem]:
    """Rows around the cursor: from the index, and where it knows none, from a screenful of files."""
    start = max(0, names.index(current) - SCREENFUL // 2)
    known = dict(desk.listing.rows(names[start : start + 3 * SCREENFUL]))
    missing = [name for name in names[start : start + SCREENFUL] if known[name] is None]
    stamps = {name: desk.library.stamp(name) for name in missing}
    known.update(desk.listing.look([name for name, stamp in stamps.items() if stamp and stamp[0] <= SMALL]))
    return {name: row for name, row in known.items() if row is not None}


def _farewell(desk: Desk, failure: Problem | None) -> int:
    if desk.store.unsaved is not None:
        print(f"postil: {desk.store.unsaved}", file=sys.stderr)
        return 1
    if failure is not None:
        print(f"postil: not saved: {failure}", file=sys.stderr)
        return 1
    if desk.store.problem is not None:
        print(f"postil: {desk.store.problem}", file=sys.stderr)
        return 1
    return 0
