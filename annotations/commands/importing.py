"""`postil import`: takes annotations in from another format."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from annotations.commands.common import STANDARD_INPUT, declare_notes, desk_at
from annotations.commands.main import UsageError
from annotations.commands.output import tell
from annotations.commands.progress import Progress
from annotations.desk.importing import Brought, Importing
from annotations.exchange.formats import FORMATS, Format, Shape
from annotations.problem import PostilError, Problem
from annotations.text.safe import visible_line

EXAMPLE = """\
postil import reviewed.jsonl ~/articles --from doccano
postil export theirs --to jsonl | postil import - mine --from jsonl"""
_PIPED = "standard input"


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    reading = {name: each for name, each in FORMATS.items() if each.reads}
    files = "the file, or the folder where the format is several; - is standard input"
    parser.add_argument("file", type=Path, metavar="FILE", help=files)
    parser.add_argument("path", nargs="?", type=Path, default=Path(), metavar="PATH", help="the library")
    formats = "; ".join(f"{each.name}: {each.what}" for each in reading.values())
    parser.add_argument(
        "--from", dest="format", required=True, choices=reading, metavar="FORMAT", help=f"the format; {formats}"
    )
    parser.add_argument(
        "--in-doubt",
        action="store_true",
        help="where a text is not ours, take in annotations without a sure place, too, marked as in doubt",
    )
    parser.add_argument("--add", action="store_true", help="save texts that the library does not have as articles")
    declare_notes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Look the whole file through, and only then save what it brings, as one change that `u` takes back."""
    desk = desk_at(arguments.path, arguments.notes)
    format = FORMATS[arguments.format]
    with _source(arguments.file, format) as (file, name):
        importing = Importing(desk, name, in_doubt=arguments.in_doubt)
        with Progress() as progress:
            brought = importing.take_in(
                lambda: format.read(file),
                add=arguments.add,
                looking=lambda found: progress.of(found, "looking through", "article"),
                saving=lambda edits, total: progress.of(edits, "saving", "annotation", total),
            )
    desk.store.close()
    print(f"postil: {_told(brought)}", file=sys.stderr)
    for label in sorted(brought.labels):
        print(f"postil: the scheme has no label {visible_line(label)}; add it to scheme.toml", file=sys.stderr)
    return tell(desk.store.faults)


@contextmanager
def _source(file: Path, format: Format) -> Iterator[tuple[Path, str]]:
    """A file and what it is called; what comes in through a pipe is put on the disk, since it is looked at twice."""
    if str(file) != STANDARD_INPUT:
        yield file, str(file)
        return
    if format.shape is Shape.FOLDER:
        raise UsageError(f"{format.name} is read from a folder")
    if sys.stdin is None:
        raise PostilError(Problem(_PIPED, "is closed"))
    with NamedTemporaryFile() as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.flush()
        try:
            yield Path(kept.name), _PIPED
        except PostilError as error:
            if error.problem.file != kept.name:
                raise
            raise PostilError(replace(error.problem, file=_PIPED)) from error


def _told(brought: Brought) -> str:
    counts = (
        (brought.articles, "new articles"),
        (brought.edits, "taken in"),
        (brought.known, "known already"),
        (brought.doubtful, "in doubt"),
    )
    return ", ".join(f"{number:,} {what}" for number, what in counts if number or what == "taken in")
