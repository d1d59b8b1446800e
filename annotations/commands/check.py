"""`postil check`: verifies the store and every anchor."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Mapping, Sequence

from annotations.commands.common import declare_path, desk_at
from annotations.commands.output import tell
from annotations.desk.desk import Desk
from annotations.desk.following import Stray
from annotations.notes.change import Change, Edit
from annotations.notes.merging import versions
from annotations.notes.note import Note, Status
from annotations.problem import PostilError, Problem
from annotations.text.safe import brief, visible_line

EXAMPLE = """\
postil check ~/articles
postil check ~/articles --repair
postil check ~/articles --moved old.txt new.txt"""
_MOST_NAMED = 3


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    declare_path(parser)
    parser.add_argument(
        "--repair",
        action="store_true",
        help="save the new places of annotations in articles whose text has changed; those in doubt are marked so. "
        "Those of an article whose file is gone follow its text to the only file that has it. "
        "A damaged notes file is rebuilt from what is whole in it, a backup and the journal; a copy of it stays. What "
        "the disk refused before is saved",
    )
    parser.add_argument(
        "--moved",
        nargs=2,
        metavar=("OLD", "NEW"),
        help="first have the annotations of OLD, whose file is gone, belong to NEW; both as postil ls names them",
    )


def run(arguments: argparse.Namespace) -> int:
    """Name every annotation whose place is in doubt or lost; status 1 if there is one. Writes only if it is told to."""
    desk = desk_at(arguments.path, arguments.notes, patient=arguments.repair)
    waiting = desk.waiting()
    if arguments.repair:
        for done in desk.store.repair():
            print(f"postil: {visible_line(done)}", file=sys.stderr)
        if desk.store.unsaved and desk.store.retry():
            print("postil: what the disk refused before is saved", file=sys.stderr)
    if arguments.moved:
        old, new = arguments.moved
        _say_moved(desk.following.take_over(old, new), old, new)
    strays = desk.following.find()
    if arguments.repair:
        for stray in strays:
            if stray.now is not None:
                _say_moved(desk.following.take_over(stray.article, stray.now), stray.article, stray.now)
        strays = [stray for stray in strays if stray.now is None]
    faults = list(desk.store.faults)
    stored = desk.store.notes()
    if faults and not stored:
        raise PostilError(faults[0])
    stored = [note for note in stored if desk.library.has(note.article)]
    likened = {stray.article: stray for stray in desk.following.likened(strays)}
    edits, doubts = _verify(desk, stored, likened, keep=arguments.repair)
    doubts += [*_relations_into_nothing(desk, stored), *map(_two_versions, versions(stored))]
    if edits and arguments.repair:
        desk.history.do(Change("repair", tuple(edits)))
        print(f"postil: {_count(len(edits), 'annotation')} brought up to the text as it is now", file=sys.stderr)
    elif edits:
        what = f"{_count(len(edits), 'annotation')} would get a new place or status"
        print(f"postil: {what}: postil check --repair", file=sys.stderr)
    if arguments.repair:
        desk.placing.tidy()
    if arguments.repair or arguments.moved:
        desk.store.close()
    if arguments.repair:
        waiting = [desk.store.unsaved] if desk.store.unsaved else []
    doubts += waiting
    print(f"{_count(len(stored), 'annotation')}, {_count(len(faults) + len(doubts), 'problem')}")
    return tell([*faults, *doubts])


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _say_moved(annotations: int, old: str, new: str) -> None:
    what = f"{_count(annotations, 'annotation')} of {old}, which is gone, now belong{'s' * (annotations == 1)} to {new}"
    print(f"postil: {visible_line(what)}", file=sys.stderr)


def _verify(
    desk: Desk, stored: Sequence[Note], strays: Mapping[str, Stray], *, keep: bool
) -> tuple[list[Edit], list[Problem]]:
    """What a repair would do, and what it could not mend; the texts that notes stand in are kept then, if `keep`."""
    edits: list[Edit] = []
    doubts: list[Problem] = []
    by_article: dict[str, list[Note]] = {}
    for note in stored:
        by_article.setdefault(note.article, []).append(note)
    for name, notes in by_article.items():
        article = desk.library.read(name)
        if isinstance(article, Problem):
            doubts.append(_without_article(name, article.what, len(notes), strays.get(name)))
            continue
        digest = article.sha256
        if keep:
            desk.placing.keep(article.text, digest)
        for note, placed in zip(notes, desk.placing.place(notes, article.text, digest), strict=True):
            if placed != note:
                edits.append(Edit(note, placed))
            if placed.status is not Status.ANCHORED:
                what = f"{note.kind} {note.id} is {placed.status}: {brief(note.quote)}"
                line = None if placed.status is Status.ORPHANED else article.text.count("\n", 0, placed.start) + 1
                doubts.append(Problem(name, what, "D in the reader shows where it may stand", line))
    return edits, doubts


def _two_versions(pair: tuple[Note, Note]) -> Problem:
    one, other = pair
    said = " and ".join(f"{brief(each.body)} by {each.author or 'unknown'} ({each.id})" for each in pair)
    what = f"{one.kind} {one.id} on {brief(one.quote)} was changed twice at once, and both versions are kept: {said}"
    return Problem(other.article, what, "edit or remove one of them")


def _without_article(name: str, what: str, annotations: int, stray: Stray | None) -> Problem:
    """That annotations wait for an article, and what may have become of it."""
    waiting = f"{_count(annotations, 'annotation')} {'waits' if annotations == 1 else 'wait'} for it"
    if stray is None or not (stray.same or stray.like):
        return Problem(name, what, waiting)
    if stray.now is not None:
        return Problem(name, f"{what}, but {stray.now} has its text; {waiting}", "postil check --repair")
    if stray.same:
        rivals = f", and so had {_named(stray.rivals)}" if stray.rivals else ""
        found = f"{_named(stray.same)} {'has' if len(stray.same) == 1 else 'have'} its text{rivals}"
    else:
        found = "it may be " + _named([f"{other} ({share:.0%} of its text)" for other, share in stray.like])
    return Problem(name, f"{what}, but {found}; {waiting}", f"say which: postil check --moved {shlex.quote(name)} NEW")


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _relations_into_nothing(desk: Desk, stored: Sequence[Note]) -> list[Problem]:
    return [
        Problem(note.article, f"{note.kind} {note.id} points at {end}, which is not there", "remove the relation")
        for note in stored
        for end in (note.source, note.target)
        if end is not None and desk.store.get(end) is None
    ]
