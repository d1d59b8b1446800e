"""`postil note`: adds a note, or with `--label` an entity, without the screen."""

from __future__ import annotations

import argparse
from pathlib import Path

from annotations.commands.common import declare_notes, desk_at
from annotations.commands.main import UsageError
from annotations.problem import PostilError, Problem
from annotations.text.safe import visible_line
from annotations.text.span import Span

EXAMPLE = 'postil note article.txt --quote "export controls" --body "Check the law." --tag trade'


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--quote", required=True, metavar="TEXT", help="the words that the note is on")
    parser.add_argument("--nth", type=int, default=1, metavar="N", help="which occurrence of the words (1)")
    parser.add_argument("--body", default="", metavar="TEXT", help="the note, in Markdown")
    parser.add_argument("--label", metavar="L", help="make it an entity with this label of the scheme")
    parser.add_argument("--tag", action="append", default=[], metavar="T", help="a tag; may be given again")
    declare_notes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Save the note and print its id."""
    if not arguments.quote or arguments.nth < 1:
        raise UsageError("--quote wants some words, and --nth a number from 1")
    if arguments.file.is_dir():
        raise UsageError(f"{arguments.file}: a folder; name one article")
    desk = desk_at(arguments.file, arguments.notes)
    if arguments.label is not None and desk.scheme.label(arguments.label) is None:
        known = " ".join(label.name for label in desk.scheme.labels)
        raise UsageError(f"--label {arguments.label}: no label of the scheme; there are {known}")
    name = desk.library.scan().entries[0].name
    article = desk.library.read(name)
    if isinstance(article, Problem):
        raise PostilError(article)
    span = _find(article.text, arguments.quote, arguments.nth, name)
    if arguments.label is None:
        made = desk.add_note(article, span, arguments.body, arguments.tag)
    else:
        made = desk.label(article, span, arguments.label, arguments.body, arguments.tag)
    print(made.id)
    return 0


def _find(text: str, quote: str, nth: int, name: str) -> Span:
    at, found = -1, 0
    while found < nth:
        at = text.find(quote, at + 1)
        if at < 0:
            what = f"{visible_line(quote)!r} stands there {found} times, not {nth}"
            raise PostilError(Problem(visible_line(name), what, "give the words as they stand in the text"))
        found += 1
    return Span(at, at + len(quote))
