"""`postil check`: verifies the store and every anchor."""

from __future__ import annotations

import argparse
import sys

from annotations.commands.common import declare_path, desk_at, tell
from annotations.notes.change import Change, Edit
from annotations.notes.note import Status
from annotations.notes.selectors import anchor
from annotations.problem import Problem
from annotations.text.safe import visible_line

EXAMPLE = "postil check ~/articles"


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    declare_path(parser)
    parser.add_argument(
        "--repair",
        action="store_true",
        help="save the new places of annotations in articles whose text has changed; those in doubt are marked so",
    )


def run(arguments: argparse.Namespace) -> int:
    """Name every annotation whose place is in doubt or lost; status 1 if there is one. Writes only to repair."""
    desk = desk_at(arguments.path, arguments.notes)
    problems: list[Problem] = []
    edits: list[Edit] = []
    stored = desk.store.notes()
    for name in dict.fromkeys(note.article for note in stored):
        article = desk.library.read(name)
        if isinstance(article, Problem):
            problems.append(article)
            continue
        digest = article.sha256
        for note in (note for note in stored if note.article == name):
            placed = anchor(note, article.text, digest)
            if placed != note:
                edits.append(Edit(note, placed))
            if placed.status is not Status.ANCHORED:
                problems.append(
                    Problem(name, f"{note.kind} {note.id} is {placed.status}: {visible_line(note.quote)!r}")
                )
            elif placed.span and article.text[placed.span.start : placed.span.end] != placed.quote:
                what = (
                    f"{note.kind} {note.id} quotes {visible_line(note.quote)!r}, which does not stand at {note.start}"
                )
                problems.append(Problem(name, what, "remove the note, or restore the text"))
    if edits and arguments.repair:
        desk.history.do(Change("repair", tuple(edits)))
        print(f"postil: {len(edits)} annotations have their new places", file=sys.stderr)
    elif edits:
        print(f"postil: {len(edits)} annotations would get a new place: postil check --repair", file=sys.stderr)
    print(f"{len(stored)} annotations, {len(problems)} in doubt")
    return tell(problems)
