"""`postil learn`: learns from the user's decisions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from annotations.commands.common import declare_json, declare_path, desk_at
from annotations.commands.main import UsageError
from annotations.commands.output import print_json, print_line, tell
from annotations.desk.desk import Desk
from annotations.desk.learned import Record, Result
from annotations.entities.learning.study import ENGINE, FEWEST, LEARNED, LEXICON
from annotations.problem import Problem

EXAMPLE = "postil learn ~/articles\npostil learn --report ~/articles"

_SHOWN = {ENGINE: "engine alone", LEXICON: "with decisions", LEARNED: "learned"}


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    declare_path(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--report", action="store_true", help="only say what was learned, and what it is worth")
    what.add_argument("--undo", action="store_true", help="go back to what was learned before, or to nothing")
    what.add_argument("--forget", action="store_true", help="remove what was learned; the decisions stay")
    declare_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Train a model from the decisions, and print what it is worth on decisions that were held out."""
    desk = desk_at(arguments.path, arguments.notes)
    problems = [*desk.store.faults]
    if arguments.undo or arguments.forget:
        if arguments.json:
            raise UsageError("--json goes with learning and with --report")
        _take_back(desk, forget=arguments.forget)
    else:
        if not arguments.report:
            _learn(desk)
        problems += _report(desk, json=arguments.json)
    return tell(problems)


def _learn(desk: Desk) -> None:
    if sys.stderr.isatty():
        print("postil: learning…", end="\r", file=sys.stderr, flush=True)
    try:
        result = desk.learning.learn()
    finally:
        if sys.stderr.isatty():
            print(" " * 20, end="\r", file=sys.stderr, flush=True)
    if result is not None and result.model is None:
        print("postil: the model did no better than the decisions alone, and is not kept", file=sys.stderr)


def _take_back(desk: Desk, *, forget: bool) -> None:
    if forget:
        said = "forgotten; the decisions stay, and count" if desk.learning.forget() else "nothing was learned"
    else:
        record = desk.learning.undo()
        if record is None:
            said = "there is nothing to be undone"
        elif record.current is None:
            said = "back to the decisions alone"
        else:
            said = f"back to what was learned {record.current.made[:16].replace('T', ' ')}"
    print(f"postil: {said}", file=sys.stderr)


def _report(desk: Desk, *, json: bool) -> Iterator[Problem]:
    """Print what was learned; gives what stands against using it."""
    words = len(desk.correcting.experience().lexicon)
    record = desk.learning.folder.record()
    if isinstance(record, Problem):
        yield record
        return
    last = record.last
    if json:
        for document in _documents(record):
            print_json(document)
    else:
        print_line(f"{words} words and names decided of: they count at once, in every article")
        if last is None:
            print_line(f"no model yet: it is trained from {FEWEST} articles on that are done, with decisions in them")
        for line in _table(record):
            print_line(line)
    if desk.correcting.problem is not None:
        yield desk.correcting.problem


def _table(record: Record) -> Iterator[str]:
    last = record.last
    if last is None:
        return
    yield f"learned {_when(last)} from {_evidence(last)} in {last.seconds:g} s: {_state(record, last)}"
    if record.current is not None and not _in_use(record, last):
        yield f"in use is what was learned {_when(record.current)} from {_evidence(record.current)}"
    yield ""
    yield f"{'F1 on decisions held out':<26}{''.join(f'{shown:>16}' for shown in _SHOWN.values())}{'decisions':>12}"
    for label in last.scores[LEARNED] | last.scores[ENGINE]:
        each = [last.scores[name].get(label) for name in _SHOWN]
        figures = "".join(f"{'–' if score is None else format(score.f1, '.1f'):>16}" for score in each)
        count = next((score.right + score.missed for score in each if score is not None), 0)
        yield f"{label or 'all':<26}{figures}{count:>12}"


def _documents(record: Record) -> Iterator[dict[str, object]]:
    """A line for each label of the last result, that of all labels first."""
    last = record.last
    if last is None:
        return
    for label in last.scores[LEARNED] | last.scores[ENGINE]:
        line: dict[str, object] = {"label": label or None, "made": last.made, "kept": last.model is not None}
        line |= {"in_use": _in_use(record, last), "articles": last.articles, "decisions": last.decisions}
        for name in _SHOWN:
            score = last.scores[name].get(label)
            line[name] = score and {
                "f1": round(score.f1, 1),
                "precision": round(score.precision, 1),
                "recall": round(score.recall, 1),
                "right": score.right,
                "wrong": score.wrong,
                "missed": score.missed,
            }
        yield line


def _state(record: Record, last: Result) -> str:
    if last.model is None:
        return "no better than the decisions alone, and not kept"
    return "in use" if _in_use(record, last) else "undone"


def _in_use(record: Record, last: Result) -> bool:
    return record.current == last


def _evidence(result: Result) -> str:
    return f"{result.decisions} decisions in {result.articles} articles ({result.done} done)"


def _when(result: Result) -> str:
    return result.made[:16].replace("T", " ") + " UTC"
