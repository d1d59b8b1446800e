"""`postil show`: prints an article with entities and notes marked."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from annotations.commands.common import declare_engine, declare_notes, reading_at
from annotations.commands.marks import marked
from annotations.commands.output import tell
from annotations.notes.note import Decision, Kind, Note, Status
from annotations.text.safe import brief, visible

EXAMPLE = """\
postil show article.txt --plain
postil show article.txt | less -R"""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the article")
    parser.add_argument("--plain", action="store_true", help="marks of characters, no colour")
    declare_engine(parser)
    declare_notes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the text with its marks, then the notes."""
    desk, reading = reading_at(arguments.file, arguments.notes, arguments.engine)
    suggestions = desk.suggest(reading.article)
    mentions = desk.mentions(reading, suggestions)
    notes = [note for note in reading.notes if _is_told(note)]
    colour = not arguments.plain and _has_colour()
    print(marked(visible(reading.article.text).rstrip("\n"), mentions, notes, desk.scheme if colour else None))
    for number, note in enumerate(notes, 1):
        print(("" if number > 1 else "\n") + visible(f"[{number}] {_words(note)}"))
    return tell((*suggestions.problems, *desk.store.faults))


def _is_told(note: Note) -> bool:
    """Whether it has words of its own: a note always, an entity if the user wrote to it."""
    return note.kind is Kind.NOTE or (bool(note.body or note.tags) and note.decision is not Decision.REJECTED)


def _words(note: Note) -> str:
    lost = note.status is Status.ORPHANED
    doubt = "" if note.status is Status.ANCHORED else f"[{note.status}{f': {brief(note.quote)}' if lost else ''}]"
    whole = "[whole article]" if note.span is None else ""
    return " ".join(part for part in (doubt, whole, note.body, *(f"#{tag}" for tag in note.tags)) if part)


def _has_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
