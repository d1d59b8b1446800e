"""`postil ls`: lists articles."""

from __future__ import annotations

import argparse

from annotations.commands.common import declare_json, declare_path, desk_at
from annotations.commands.main import UsageError
from annotations.commands.output import fit, print_json, print_line, tell
from annotations.desk.filtering import FIELDS, QueryError, parse
from annotations.desk.rows import Row
from annotations.problem import Problem
from annotations.text.safe import visible_line

EXAMPLE = "postil ls ~/articles -q 'source:reuters -is:done'"


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
    declare_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each article that the query matches; problems go to standard error and mean status 1."""
    try:
        wanted = parse(arguments.query)
    except QueryError as error:
        raise UsageError(str(error)) from error
    desk = desk_at(arguments.path, arguments.notes)
    problems = [*desk.store.faults]
    for row in desk.listing.all_rows(named=wanted.named):
        if isinstance(row, Problem):
            problems.append(row)
        elif wanted.matches(row):
            _print(row, json=arguments.json)
    return tell(problems)


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
    source = fit(visible_line(row.source or ""), 16)
    print_line(
        f"{row.state:<7}{flag} {(published or '')[:10]:<10}  {source} {row.words:>6} words {row.notes:>3} notes  "
        f"{row.title}  ({row.name})"
    )
