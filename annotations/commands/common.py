"""What several commands share: arguments, and the desk and articles that they name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from annotations.articles.article import Article
from annotations.articles.library import Library, several
from annotations.articles.read import read_bytes
from annotations.commands.main import UsageError
from annotations.commands.progress import opening
from annotations.desk.desk import Desk, Reading
from annotations.entities.engines import FORMS, engine_names
from annotations.problem import PostilError, Problem
from annotations.text.safe import visible_line

STANDARD_INPUT = "-"


def declare_path(parser: argparse.ArgumentParser) -> None:
    """`PATH`, a library or a file of one; the current folder where it is not given."""
    parser.add_argument("path", nargs="?", type=Path, default=Path(), metavar="PATH", help="a folder, or a file")
    declare_notes(parser)


def declare_notes(parser: argparse.ArgumentParser) -> None:
    """`--notes FILE`."""
    parser.add_argument("--notes", type=Path, metavar="FILE", help="the TinyDB file, if it is elsewhere")


def declare_json(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help="one JSON object per line")


def declare_engine(parser: argparse.ArgumentParser) -> None:
    """`--engine NAME`; that of the settings where it is not given."""
    parser.add_argument(
        "--engine", metavar="NAME", type=_engines, help=f"who suggests: {', '.join(FORMS)}, or several parted by commas"
    )


def _engines(names: str) -> str:
    try:
        engine_names(names)
    except PostilError as error:
        raise argparse.ArgumentTypeError(visible_line(str(error))) from error
    return names


def library_at(path: Path) -> Library:
    """The library of a path, which tells on a terminal what files it must open to list them. Raises PostilError."""
    library = Library.of(path)
    library.opening = opening
    return library


def desk_at(path: Path, notes: Path | None, engine: str | None = None, *, patient: bool = False) -> Desk:
    """The desk of the library of a path; what is wrong with its notes is `desk.store.faults`."""
    return Desk.open(library_at(path), notes=notes, engine=engine, patient=patient)


def reading_at(file: Path, notes: Path | None, engine: str | None = None) -> tuple[Desk, Reading]:
    """One article on the desk of its library. Raises PostilError where it cannot be read."""
    if file.is_dir():
        raise UsageError(f"{file}: a folder; name one article")
    desk = desk_at(file, notes, engine)
    scan = desk.library.scan()
    if len(scan.names) != 1:
        first = scan.names[0].removeprefix(f"{file.name}/") if scan.names else None
        raise PostilError(scan.problems[0] if scan.problems and not scan.names else several(str(file), first))
    reading = desk.read(scan.names[0])
    if isinstance(reading, Problem):
        raise PostilError(reading)
    return desk, reading


def articles(paths: Sequence[str], engine: str | None, problems: list[Problem]) -> Iterator[tuple[Desk, Article]]:
    """Every article of some paths; `-` is standard input. What cannot be read is added to `problems`."""
    found: Iterable[Article | Problem]
    for path in paths:
        if path == STANDARD_INPUT:
            desk = Desk.open(Library(Path.cwd(), ()), engine=engine)
            found = [read_bytes(standard_input(), STANDARD_INPUT)]
        else:
            desk = Desk.open(library_at(Path(path)), engine=engine)
            scan = desk.library.scan()
            problems += scan.problems
            found = (desk.library.read(name) for name in scan.names)
        for article in found:
            if isinstance(article, Problem):
                problems.append(article)
            else:
                yield desk, article


def standard_input() -> bytes:
    """All of it. Raises PostilError where it is closed."""
    if sys.stdin is None:
        raise PostilError(Problem("standard input", "is closed"))
    return sys.stdin.buffer.read()
