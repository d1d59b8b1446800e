"""`postil notes`: lists annotations."""

from __future__ import annotations

import argparse

from annotations.commands.common import declare_json, declare_path, desk_at, print_json
from annotations.notes.documents import to_document
from annotations.notes.note import Note
from annotations.text.safe import visible_line

EXAMPLE = "postil notes ~/articles -q tag:trade"


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    declare_path(parser)
    parser.add_argument(
        "-q", dest="query", default="", metavar="QUERY", help="words of quote and note; tag: label: kind: article:"
    )
    declare_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each annotation that has all the words; with --json the documents of the notes table."""
    desk = desk_at(arguments.path, arguments.notes)
    only = desk.library.only
    words = arguments.query.casefold().split()
    for note in desk.store.notes():
        if (only is None or note.article in only) and all(_has(note, word) for word in words):
            if arguments.json:
                print_json(to_document(note))
            else:
                _print(note)
    return 0


def _has(note: Note, word: str) -> bool:
    field, _, value = word.partition(":")
    if value and field == "tag":
        return value in (tag.casefold() for tag in note.tags)
    if value and field == "label":
        return value == (note.label or "").casefold()
    if value and field == "kind":
        return value == note.kind
    if value and field == "article":
        return value in note.article.casefold()
    return any(word in text.casefold() for text in (note.quote, note.body, note.label or "", *note.tags))


def _print(note: Note) -> None:
    place = note.article if note.start is None else f"{note.article}:{note.start}-{note.end}"
    what = f"{note.label} {note.decision}" if note.label else " ".join(f"#{tag}" for tag in note.tags)
    doubt = "" if note.status == "anchored" else f" [{note.status}]"
    words = " — ".join(part for part in (f"“{note.quote}”" if note.quote else "", note.body) if part)
    print(visible_line(f"{place}{doubt}  {note.kind} {what}  {words}"))
