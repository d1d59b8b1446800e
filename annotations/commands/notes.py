"""`postil notes`: lists annotations."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from annotations.commands.common import declare_json, declare_path, desk_at
from annotations.commands.main import UsageError
from annotations.commands.output import print_json, tell
from annotations.desk.filtering import QueryError, Term, terms
from annotations.notes.documents import to_document
from annotations.notes.note import Kind, Note, Status
from annotations.text.safe import visible_line

EXAMPLE = """\
postil notes ~/articles -q tag:trade
postil notes ~/articles --json | jq -r 'select(.body != "") | [.article, .quote, .body] | @tsv'"""
FIELDS = ("tag", "label", "kind", "article", "status")


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    declare_path(parser)
    fields = " ".join(f"{field}:" for field in FIELDS)
    parser.add_argument(
        "-q",
        dest="query",
        default="",
        metavar="QUERY",
        help=f'words or "phrases" of quote, note, label and tags; {fields}, - for not',
    )
    declare_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each annotation that the query matches; with --json the documents of the notes table."""
    try:
        wanted = terms(arguments.query, FIELDS)
    except QueryError as error:
        raise UsageError(str(error)) from error
    desk = desk_at(arguments.path, arguments.notes)
    for note in desk.store.notes():
        if desk.library.has(note.article) and matches(note, wanted):
            if arguments.json:
                print_json(to_document(note))
            else:
                print(line_of(note, desk.store.get))
    return tell(desk.store.faults)


def matches(note: Note, wanted: Sequence[Term]) -> bool:
    """Whether all terms hold for an annotation."""
    return all(_holds(note, term) is not term.negated for term in wanted)


def _holds(note: Note, term: Term) -> bool:
    value = term.value.casefold()
    match term.field:
        case "tag":
            return value in (tag.casefold() for tag in note.tags)
        case "label":
            return value == (note.label or "").casefold()
        case "kind":
            return value == note.kind
        case "status":
            return value == note.status
        case "article":
            return value in note.article.casefold()
        case _:
            return any(value in text.casefold() for text in (note.quote, note.body, note.label or "", *note.tags))


def line_of(note: Note, get: Callable[[str], Note | None]) -> str:
    """An annotation in one line; `get` has those at the ends of a relation by their ids."""
    place = note.article if note.start is None else f"{note.article}:{note.start}-{note.end}"
    doubt = "" if note.status is Status.ANCHORED else f" [{note.status}]"
    what = [str(note.kind), note.label, note.decision, *(f"#{tag}" for tag in note.tags)]
    quote = f"“{note.quote}”" if note.quote else ""
    if note.kind is Kind.RELATION:
        ends = (end and get(end) for end in (note.source, note.target))
        quote = " → ".join(f"“{end.quote}”" if end else "?" for end in ends)
    words = " — ".join(part for part in (quote, note.body) if part)
    return visible_line(f"{place}{doubt}  {' '.join(part for part in what if part)}  {words}")
