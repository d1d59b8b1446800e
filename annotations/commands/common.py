"""What several commands share: arguments, lines of JSON, problems on standard error."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.articles.read import read_bytes
from annotations.desk.desk import Desk
from annotations.problem import PostilError, Problem


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


def desk_at(path: Path, notes: Path | None, engine: str = "rules") -> Desk:
    """The desk of the library of a path. Raises PostilError where its notes cannot be read."""
    desk = Desk.open(Library.of(path), notes=notes, engine=engine)
    if desk.store.problem is not None:
        raise PostilError(desk.store.problem)
    return desk


def articles(paths: Iterable[str], engine: str, problems: list[Problem]) -> Iterable[tuple[Desk, Article]]:
    """Every article of some paths; `-` is standard input. What cannot be read is added to `problems`."""
    for path in paths:
        if path == "-":
            found = read_bytes(sys.stdin.buffer.read(), "-")
            desk = Desk.open(Library(Path.cwd(), ()), engine=engine)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                yield desk, found
            continue
        desk = desk_at(Path(path), None, engine)
        scan = desk.library.scan()
        problems += scan.problems
        for entry in scan.entries:
            found = desk.library.read(entry.name)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                yield desk, found


def print_json(document: Mapping[str, object]) -> None:
    """One line; control characters come out escaped, and so do halves of a surrogate pair."""
    line = json.dumps(document, ensure_ascii=False)
    print(line if line.isprintable() else json.dumps(document))


def tell(problems: Iterable[Problem]) -> int:
    """Name problems on standard error, a line each; returns the exit status that they mean."""
    status = 0
    for problem in problems:
        print(f"postil: {problem}", file=sys.stderr)
        status = 1
    return status
