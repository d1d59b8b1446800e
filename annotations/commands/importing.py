"""`postil import`: takes annotations in from another format."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from annotations.commands.common import declare_notes, desk_at
from annotations.commands.output import tell
from annotations.commands.progress import counted
from annotations.desk.importing import Brought, Importing
from annotations.exchange.formats import FORMATS
from annotations.text.safe import visible_line

EXAMPLE = "postil import reviewed.jsonl ~/articles --from doccano"


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    reading = {name: each for name, each in FORMATS.items() if each.reads}
    parser.add_argument("file", type=Path, metavar="FILE", help="the file, or the folder where the format is several")
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
    format, file = FORMATS[arguments.format], arguments.file
    importing = Importing(desk, str(file), in_doubt=arguments.in_doubt)
    brought = importing.take_in(lambda: counted(format.read(file), "article"), add=arguments.add)
    desk.store.close()
    print(f"postil: {_told(brought)}", file=sys.stderr)
    for label in sorted(brought.labels):
        print(f"postil: the scheme has no label {visible_line(label)}; add it to scheme.toml", file=sys.stderr)
    return tell(desk.store.faults)


def _told(brought: Brought) -> str:
    counts = (
        (brought.articles, "new articles"),
        (brought.edits, "taken in"),
        (brought.known, "known already"),
        (brought.doubtful, "in doubt"),
    )
    return ", ".join(f"{number:,} {what}" for number, what in counts if number or what == "taken in")
