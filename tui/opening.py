"""From the command line to the first frame."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from pathlib import Path

from annotations.articles.library import Library
from annotations.desk import places
from annotations.desk.bookmarks import Bookmarks
from annotations.desk.desk import Desk
from annotations.desk.rows import Row
from annotations.problem import PostilError, Problem
from tui.curtain import colour_system, first_screen, written
from tui.palette import DARK
from tui.stage import Stage
from tui.view import View

SCREENFUL = 24
"""Articles that are read before the first frame, so that it shows titles and not file names."""


def open_program(paths: list[Path], *, notes: Path | None, sample: bool) -> int:
    """Open the screen on what the command line names; returns the exit status."""
    bookmarks = Bookmarks.read(places.state_folder() / "state.json")
    try:
        library = _library(paths, bookmarks, sample=sample)
        if library is None:
            print("postil: no library was open before; try: postil FOLDER, or postil --sample", file=sys.stderr)
            return 2
        desk = Desk.open(library, notes=notes)
        scan = library.scan()
    except PostilError as error:
        print(f"postil: {error}", file=sys.stderr)
        return 1
    problems = {problem.file: problem for problem in scan.problems}
    names = [*(entry.name for entry in scan.entries), *problems]
    if not names:
        print(f"postil: {library.root}: no articles (.txt, .md) in this folder", file=sys.stderr)
        return 1
    resumed = bookmarks.article if not paths and not sample else None
    current = resumed if resumed is not None and resumed in names else names[0]
    reading = problems.get(current) or desk.read(current)
    rows: dict[str, Row | Problem] = {**problems, **_first_rows(desk, names, current, problems)}
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    view = View.of(
        desk,
        names,
        rows,
        reading,
        replace(DARK, plain=plain),
        offset=bookmarks.position(library.root, current),
        entered=resumed == current or (library.only is not None and len(names) == 1),
    )
    with Stage() as stage:
        stage.show(written(first_screen(view, *_size()), colour_system(os.environ, plain=plain)))
        failure = run(view, bookmarks, stage)
    return _farewell(desk, failure)


def run(view: View, bookmarks: Bookmarks, stage: Stage) -> Problem | None:
    """Run the app on what is shown already; what could not be saved."""
    from tui.app import PostilApp

    app = PostilApp(view, bookmarks, stage.driver())
    gc.freeze()
    gc.enable()
    app.run()
    return app.clerk.failure


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
    import hashlib

    data = sys.stdin.buffer.read()
    file = places.data_folder() / "piped" / f"{hashlib.sha256(data).hexdigest()[:12]}.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    terminal = os.open("/dev/tty", os.O_RDWR)
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
    return file


def _first_rows(desk: Desk, names: list[str], current: str, problems: dict[str, Problem]) -> dict[str, Row | Problem]:
    start = max(0, names.index(current) - SCREENFUL // 2)
    return {name: desk.row(name) for name in names[start : start + SCREENFUL] if name not in problems}


def _farewell(desk: Desk, failure: Problem | None) -> int:
    if failure is not None:
        print(f"postil: not saved: {failure}", file=sys.stderr)
        return 1
    if desk.store.problem is not None:
        print(f"postil: {desk.store.problem}", file=sys.stderr)
        return 1
    return 0
