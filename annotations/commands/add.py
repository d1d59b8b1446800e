"""`postil add`: puts articles into a library."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from annotations.articles.settings import FIELDS
from annotations.commands.common import STANDARD_INPUT, standard_input
from annotations.commands.main import UsageError
from annotations.commands.output import print_json, print_line, tell
from annotations.desk import places
from annotations.desk.adding import Added, Adding
from annotations.desk.bookmarks import Bookmarks
from annotations.desk.fetching import fetch, is_address
from annotations.problem import PostilError, Problem

EXAMPLE = "postil add ~/Downloads/story.pdf https://example.org/story.html --to ~/articles"

_TOLD = {"published": "time of publication", "url": "address", "id": "article's own name"}
"""Fields by what they hold, where that is not what they are called."""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument(
        "what",
        nargs="+",
        metavar="WHAT",
        help="a file, a folder, an address of http or https, or - for standard input",
    )
    parser.add_argument("--to", type=Path, metavar="LIBRARY", help="the folder; the library that was open last")
    for field in FIELDS:
        told = f"JSONL, CSV: the column or key that has the {_TOLD.get(field, field)}"
        parser.add_argument(f"--{field}-field", metavar="NAME", help=told)
    parser.add_argument("--json", action="store_true", help="one JSON object per line")


def run(arguments: argparse.Namespace) -> int:
    """Print the name of each file that was added; what could not be goes to standard error and means status 1."""
    fields = {field: name for field in FIELDS if (name := getattr(arguments, f"{field}_field"))}
    adding = Adding(_library(arguments.to), fields)
    problems: list[Problem] = []
    try:
        for what in arguments.what:
            try:
                for added in _add(adding, what):
                    if isinstance(added, Problem):
                        problems.append(added)
                    elif arguments.json:
                        print_json({"file": added.name, "articles": added.articles})
                    else:
                        print_line(added.name + (f"  ({added.articles:,} articles)" if added.articles > 1 else ""))
            except PostilError as error:
                problems.append(error.problem)
    finally:
        adding.close()
    return tell(problems)


def _add(adding: Adding, what: str) -> Iterator[Added | Problem]:
    if what == STANDARD_INPUT:
        yield adding.data(standard_input(), "standard input")
    elif is_address(what):
        if sys.stderr.isatty():
            print(f"postil: fetching {what}", file=sys.stderr)
        yield adding.page(fetch(what))
    elif "://" in what and not Path(what).exists():
        raise UsageError(f"{what}: only http and https are fetched")
    elif Path(what).is_dir():
        yield from adding.folder(Path(what))
    else:
        yield adding.file(Path(what))


def _library(named: Path | None) -> Path:
    if named is None:
        last = Bookmarks.read(places.state_folder() / "state.json").library
        if last is None:
            raise UsageError("no library was open before; say which: --to LIBRARY")
        named = Path(last)
    if not named.is_dir():
        raise PostilError(Problem(str(named), "no such folder", "make it first"))
    return named.resolve()
