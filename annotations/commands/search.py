"""`postil search`: full-text search."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from itertools import islice

from annotations.commands.common import declare_json, declare_path, desk_at
from annotations.commands.indexing import take_stock
from annotations.commands.main import UsageError
from annotations.commands.output import cut, fit, print_json, print_line, tell
from annotations.desk import concordance
from annotations.desk.concordance import Use
from annotations.desk.desk import Desk
from annotations.desk.filtering import FIELDS, Filter, QueryError, parse
from annotations.desk.searching import ORDERS, Hit
from annotations.problem import Problem
from annotations.text.safe import visible_line

EXAMPLE = """postil search '"night train" -is:done after:2025' ~/articles
         postil search 'NEAR(harbour fog, 5) title:port*' --by relevance --limit 20
         postil search fog ~/articles --kwic --sort right"""

_NARROWEST = 16
"""Cells of the context on either side of a use."""
_IN_A_PIPE = 120


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    fields = " ".join(f"{field}:" for field in FIELDS)
    parser.add_argument(
        "query",
        metavar="QUERY",
        help=f'words, word*, "phrases", NEAR(one other, 5), {fields}, - for not; after -- where it begins with -',
    )
    declare_path(parser)
    parser.add_argument(
        "--by", choices=ORDERS, default=ORDERS[0], help="the newest articles first, or the most relevant"
    )
    parser.add_argument("--limit", type=_count, metavar="N", help="print so many at most")
    parser.add_argument("--kwic", action="store_true", help="every use of the words, between its neighbours")
    parser.add_argument(
        "--sort", choices=concordance.ORDERS, default=concordance.FOUND, help="order of --kwic: by neighbours on a side"
    )
    declare_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each article and note in which something is found; problems go to standard error."""
    try:
        wanted = parse(arguments.query, search=True)
    except QueryError as error:
        raise UsageError(str(error)) from error
    if not arguments.query.strip():
        raise UsageError("nothing to search for: the query is empty")
    desk = desk_at(arguments.path, arguments.notes)
    take_stock(desk)
    problems = [*desk.store.faults, *desk.listing.problems()]
    if arguments.kwic:
        _print_uses(desk, wanted, arguments)
    else:
        _print_hits(desk, wanted, arguments, problems)
    return tell(problems)


def _print_hits(desk: Desk, wanted: Filter, arguments: argparse.Namespace, problems: list[Problem]) -> None:
    found = 0
    for finding in desk.searching.findings(wanted, arguments.by):
        if found == arguments.limit:
            break
        hit = desk.searching.hit(finding, wanted)
        if isinstance(hit, Problem):
            problems.append(hit)
        elif hit is not None:
            found += 1
            _print_hit(hit, json=arguments.json)


def _print_hit(hit: Hit, *, json: bool) -> None:
    if json:
        document: dict[str, object] = {
            "article": hit.finding.name,
            "title": hit.title,
            "start": hit.start,
            "end": hit.end,
            "line": hit.line,
        }
        if hit.finding.note is not None:
            document["note"] = hit.finding.note.id
        print_json(document)
        return
    place = hit.finding.name if hit.start is None else f"{hit.finding.name}:{hit.start}"
    what = "note: " if hit.finding.note is not None else ""
    print_line(f"{place}  {what}{_marked(hit)}")


def _marked(hit: Hit) -> str:
    """The line, with what was found in it between marks where no colour can tell it."""
    line = hit.line
    for span in reversed(hit.marks):
        line = f"{line[: span.start]}»{line[span.start : span.end]}«{line[span.end :]}"
    return line


def _print_uses(desk: Desk, wanted: Filter, arguments: argparse.Namespace) -> None:
    each: Iterator[Use] = (use for some in concordance.uses(desk.searching, desk.listing, wanted) for use in some)
    if arguments.sort != concordance.FOUND:
        each = iter(concordance.ordered(each, arguments.sort))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _IN_A_PIPE
    for use in islice(each, arguments.limit):
        if arguments.json:
            print_json(
                {"article": use.article, "title": use.title, "start": use.start, "end": use.end, "line": use.line}
            )
        else:
            print(_aligned(use, width))


def _aligned(use: Use, width: int) -> str:
    """A use with its words always in the same column, and the article after it."""
    name = cut(visible_line(use.article), max(_NARROWEST, width // 5))
    room = max(2 * _NARROWEST, width - max(_NARROWEST, width // 5) - 2)
    left = concordance.end_of(visible_line(use.left), room * 2 // 5)
    right = fit(f"{visible_line(use.words)}{visible_line(use.right)}", room - room * 2 // 5)
    return f"{left}{right}  {name}"


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
