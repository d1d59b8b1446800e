"""`postil ls`: lists articles."""

from __future__ import annotations

import argparse

from annotations.commands.common import declare_json, declare_path, desk_at
from annotations.commands.indexing import take_stock
from annotations.commands.main import UsageError
from annotations.commands.output import fit, print_json, print_line, tell
from annotations.desk.desk import Desk
from annotations.desk.filtering import FIELDS, QueryError, parse
from annotations.desk.lists import GIVEN, read_lists
from annotations.desk.places import lists_file
from annotations.desk.rows import Row
from annotations.problem import Problem
from annotations.text.safe import visible_line

EXAMPLE = """\
postil ls ~/articles -q 'source:reuters -is:done'
postil ls ~/articles --json | jq -s 'map(.words) | add'"""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    declare_path(parser)
    fields = " ".join(f"{field}:" for field in FIELDS)
    parser.add_argument(
        "-q",
        dest="query",
        default="",
        metavar="QUERY",
        help=f'words, "phrases", {fields}, - for not; -q=-tax where it begins with -',
    )
    parser.add_argument("--list", metavar="NAME", help="only those of a working list of the library")
    declare_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each article that the query matches; problems go to standard error and mean status 1."""
    desk = desk_at(arguments.path, arguments.notes)
    try:
        wanted = parse(f"{arguments.query} {_query_of(desk, arguments.list)}")
    except QueryError as error:
        raise UsageError(str(error)) from error
    problems = [*desk.store.faults]
    found = None
    if not wanted.of_rows:
        take_stock(desk)
        found = desk.listing.texts.names(wanted)
    for row in desk.listing.all_rows(named=wanted.named):
        if isinstance(row, Problem):
            problems.append(row)
        elif wanted.matches(row) and (found is None or row.name in found):
            _print(row, json=arguments.json)
    return tell(problems)


def _query_of(desk: Desk, name: str | None) -> str:
    """The query of a working list; an empty one where none is named."""
    if name is None:
        return ""
    lists = {each.name: each.query for each in (*GIVEN, *read_lists(lists_file(desk.library.root)))}
    if name not in lists:
        raise UsageError(f"there is no list {name!r}; there are {', '.join(lists)}")
    return lists[name]


def _print(row: Row, *, json: bool) -> None:
    published = row.published.isoformat() if row.published else None
    if json:
        document = {
            "article": row.name,
            "title": row.title,
            "source": row.source,
            "published": published,
            "author": row.author,
            "words": row.words,
            "entities": row.entities,
            "notes": row.notes,
            "state": row.state,
        }
        print_json(document)
        return
    flag = "*" if row.flag else " "
    notes = f"{row.notes:>3} note{'s' if row.notes != 1 else ' '}"
    source = fit(visible_line(row.source or ""), 16)
    print_line(
        f"{row.state:<7}{flag} {(published or '')[:10]:<10}  {source} {row.words:>6} words {notes}  "
        f"{row.title}  ({row.name})"
    )
