"""`postil check`: verifies the store and every anchor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from annotations.commands.common import declare_path, desk_at
from annotations.commands.output import brief, tell
from annotations.desk.desk import Desk
from annotations.notes.change import Change, Edit
from annotations.notes.note import Note, Status
from annotations.problem import PostilError, Problem
from annotations.text.safe import visible_line

EXAMPLE = "postil check ~/articles"


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    declare_path(parser)
    parser.add_argument(
        "--repair",
        action="store_true",
        help="save the new places of annotations in articles whose text has changed; those in doubt are marked so. "
        "A damaged notes file is rebuilt from what is whole in it, a backup and the journal; a copy of it stays",
    )


def run(arguments: argparse.Namespace) -> int:
    """Name every annotation whose place is in doubt or lost; status 1 if there is one. Writes only to repair."""
    desk = desk_at(arguments.path, arguments.notes)
    if arguments.repair:
        for done in desk.store.repair():
            print(f"postil: {visible_line(done)}", file=sys.stderr)
    faults = list(desk.store.faults)
    stored = desk.store.notes()
    if faults and not stored:
        raise PostilError(faults[0])
    only = desk.library.only
    if only is not None:
        stored = [note for note in stored if note.article in only]
    edits, doubts = _verify(desk, stored)
    doubts += _relations_into_nothing(desk, stored)
    if edits and arguments.repair:
        desk.history.do(Change("repair", tuple(edits)))
        desk.store.close()
        print(f"postil: {_count(len(edits), 'annotation')} brought up to the text as it is now", file=sys.stderr)
    elif edits:
        what = f"{_count(len(edits), 'annotation')} would get a new place or status"
        print(f"postil: {what}: postil check --repair", file=sys.stderr)
    print(f"{_count(len(stored), 'annotation')}, {_count(len(faults) + len(doubts), 'problem')}")
    return tell([*faults, *doubts])


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _verify(desk: Desk, stored: Sequence[Note]) -> tuple[list[Edit], list[Problem]]:
    """What a repair would do, and what it could not mend."""
    edits: list[Edit] = []
    doubts: list[Problem] = []
    by_article: dict[str, list[Note]] = {}
    for note in stored:
        by_article.setdefault(note.article, []).append(note)
    for name, notes in by_article.items():
        article = desk.library.read(name)
        if isinstance(article, Problem):
            wait = "waits" if len(notes) == 1 else "wait"
            doubts.append(Problem(name, article.what, f"{_count(len(notes), 'annotation')} {wait} for it"))
            continue
        digest = article.sha256
        for note, placed in zip(notes, desk.placing.place(notes, article.text, digest), strict=True):
            if placed != note:
                edits.append(Edit(note, placed))
            if placed.status is not Status.ANCHORED:
                what = f"{note.kind} {note.id} is {placed.status}: {brief(note.quote)}"
                doubts.append(Problem(name, what, "select its place anew, or remove it"))
    return edits, doubts


def _relations_into_nothing(desk: Desk, stored: Sequence[Note]) -> list[Problem]:
    return [
        Problem(note.article, f"{note.kind} {note.id} points at {end}, which is not there", "remove the relation")
        for note in stored
        for end in (note.source, note.target)
        if end is not None and desk.store.get(end) is None
    ]
