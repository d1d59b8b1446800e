"""`postil export`: writes annotations in another format."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from annotations.commands.common import declare_path, desk_at
from annotations.commands.main import UsageError
from annotations.commands.output import tell
from annotations.commands.progress import Progress
from annotations.desk.exporting import annotated, documents
from annotations.exchange.delivery import deliver
from annotations.exchange.document import Document, Options
from annotations.exchange.formats import FORMATS, Shape
from annotations.exchange.losses import Losses
from annotations.problem import Problem

EXAMPLE = """\
postil export ~/articles --to spacy -o training.spacy
postil export ~/articles --to jsonl | gzip > work.jsonl.gz"""
GROUPS = ("article", "tag", "entity")


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    declare_path(parser)
    formats = "; ".join(f"{each.name}: {each.what}" for each in FORMATS.values())
    parser.add_argument("--to", required=True, choices=FORMATS, metavar="FORMAT", help=f"the format; {formats}")
    parser.add_argument("-o", dest="out", type=Path, metavar="OUT", help="the file, or where it is several the folder")
    grouped = ", ".join(each.name for each in FORMATS.values() if each.grouped)
    parser.add_argument("--by", choices=GROUPS, help=f"what a report goes by (article); for {grouped}")


def run(arguments: argparse.Namespace) -> int:
    """Write all annotated articles; what the format cannot hold is counted on standard error."""
    format = FORMATS[arguments.to]
    if format.shape is not Shape.TEXT and arguments.out is None:
        thing = "a folder" if format.shape is Shape.FOLDER else "a file"
        raise UsageError(f"{format.name} needs {thing} to write to: -o OUT")
    if arguments.by and not format.grouped:
        raise UsageError(f"--by: {format.name} always goes by article")
    desk = desk_at(arguments.path, arguments.notes)
    problems: list[Problem] = list(desk.store.faults)
    losses = Losses()
    going: Iterable[Document] = documents(desk, problems, named=format.named)
    with Progress() as progress:
        if arguments.out is not None or not sys.stdout.isatty():
            going = progress.of(going, "writing", "article", len(annotated(desk)))
        pieces = format.write(going, losses, Options(desk.scheme, arguments.by or "article"))
        deliver(pieces, arguments.out, format.shape)
    if losses:
        print(f"postil: {losses}: not representable in {format.name}", file=sys.stderr)
    return tell(problems)
