"""`postil show`: prints an article with entities and notes marked."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from annotations.commands.common import declare_notes, desk_at
from annotations.commands.main import UsageError
from annotations.desk.mentions import Mention
from annotations.entities.scheme import Scheme
from annotations.notes.note import Kind, Note, Status
from annotations.problem import PostilError, Problem
from annotations.text.safe import visible

EXAMPLE = "postil show article.txt --plain"


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--plain", action="store_true", help="marks of characters, no colour")
    declare_notes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the text with its marks, then the notes."""
    if arguments.file.is_dir():
        raise UsageError(f"{arguments.file}: a folder; name one article")
    desk = desk_at(arguments.file, arguments.notes)
    reading = desk.read(desk.library.scan().entries[0].name)
    if isinstance(reading, Problem):
        raise PostilError(reading)
    mentions = desk.mentions(reading, desk.suggest(reading.article))
    notes = sorted(
        (note for note in reading.notes if note.kind is Kind.NOTE), key=lambda note: (note.start or -1, note.id)
    )
    colour = not arguments.plain and _has_colour()
    print(marked(visible(reading.article.text), mentions, notes, desk.scheme if colour else None))
    for number, note in enumerate(notes, 1):
        tags = "".join(f" #{tag}" for tag in note.tags)
        doubt = "" if note.status is Status.ANCHORED else f" [{note.status}]"
        print(visible(f"[{number}]{doubt} {note.body}{tags}"))
    return 0


def _has_colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def marked(text: str, mentions: list[Mention], notes: list[Note], scheme: Scheme | None) -> str:
    """The text with `[mention|LABEL]` and `{quote}[number]`; with a scheme, mentions in its colours instead."""
    marks: list[tuple[int, int, str]] = []
    for mention in mentions:
        label = scheme.label(mention.label) if scheme else None
        opening, closing = (_ink(label.colour), "\x1b[39m") if label else ("[", f"|{mention.label}]")
        marks += [(mention.span.start, 1, opening), (mention.span.end, 0, closing)]
    for number, note in enumerate(notes, 1):
        if note.span is not None and note.status is not Status.ORPHANED:
            opening, closing = ("\x1b[4m", f"\x1b[24m[{number}]") if scheme else ("{", f"}}[{number}]")
            marks += [(note.span.start, 1, opening), (note.span.end, 0, closing)]
    parts, at = [], 0
    for offset, _, mark in sorted(marks, key=lambda mark: mark[:2]):
        parts += [text[at:offset], mark]
        at = offset
    return "".join([*parts, text[at:]])


def _ink(colour: str) -> str:
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return f"\x1b[38;2;{red};{green};{blue}m"
