"""`postil entities`: prints recognised entities."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from annotations.commands.common import STANDARD_INPUT, articles, declare_engine, declare_json, desk_at
from annotations.commands.output import print_json, print_line, tell
from annotations.commands.progress import Progress
from annotations.desk.batch import Place, Recognised, recognised, side_by_side
from annotations.problem import Problem

EXAMPLE = """\
postil entities article.txt
postil entities - --json < article.txt | jq -r .text | sort | uniq -c
postil entities ~/articles --jobs 0 --json > entities.jsonl"""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="folders or files; - is standard input")
    declare_engine(parser)
    declare_json(parser)
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help="recognise in N processes at once; 0 or auto is one for each core. The output is the same, in the same "
        "order. What was recognised is kept in the cache (64 MB), so that a run that was broken off, begun again, is "
        "soon where it was",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each entity, in the order of the text; nothing is written but the cache."""
    problems: list[Problem] = []
    work = _side_by_side if arguments.jobs > 1 and STANDARD_INPUT not in arguments.paths else _one_by_one
    with Progress() as progress:
        for found in work(arguments, problems, progress):
            problems += (problem for problem in found.problems if problem not in problems)
            for entity in found.entities:
                if arguments.json:
                    print_json(entity)
                else:
                    place = f"{entity['article']}:{entity['start']}-{entity['end']}"
                    print_line(f"{place}  {entity['label']!s:<11} {entity['text']}  ({entity['source']})")
    return tell(problems)


def _one_by_one(arguments: argparse.Namespace, problems: list[Problem], progress: Progress) -> Iterator[Recognised]:
    found = articles(arguments.paths, arguments.engine, problems)
    return _told((recognised(desk, article) for desk, article in found), progress)


def _side_by_side(arguments: argparse.Namespace, problems: list[Problem], progress: Progress) -> Iterator[Recognised]:
    places = []
    for path in arguments.paths:
        # What is wrong with the settings or the labels is said once, and not by each process.
        scan = desk_at(Path(path), None, arguments.engine).library.scan()
        problems += scan.problems
        places += [Place(path, name) for name in scan.names]
    return _told(side_by_side(places, arguments.engine, arguments.jobs), progress, len(places))


def _told(work: Iterator[Recognised], progress: Progress, total: int | None = None) -> Iterator[Recognised]:
    """The same; how far it is, unless the lines themselves are seen to come."""
    return work if sys.stdout.isatty() else progress.of(work, "reading", "article", total)


def _jobs(word: str) -> int:
    if word == "auto":
        return _cores()
    number = int(word)
    if number < 0:
        raise argparse.ArgumentTypeError("so many processes cannot be had")
    return number or _cores()


def _cores() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
