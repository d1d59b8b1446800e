"""`postil note`: adds a note, or with `--label` an entity, without the screen."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from annotations.commands.common import STANDARD_INPUT, declare_notes, reading_at, standard_input
from annotations.commands.main import UsageError
from annotations.problem import PostilError, Problem
from annotations.text.safe import brief
from annotations.text.span import Span

EXAMPLE = """\
postil note article.txt --quote "export controls" --body "Check the law." --tag trade
postil note article.txt --quote "Minister Kim" --label PERSON
fortune | postil note article.txt --quote "Tokyo" --nth 2 --body -"""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the article")
    parser.add_argument("--quote", required=True, metavar="TEXT", help="the words that the note is on")
    parser.add_argument("--nth", type=int, default=1, metavar="N", help="which occurrence of the words (1)")
    parser.add_argument("--body", default="", metavar="TEXT", help="the note, in Markdown; - is standard input")
    parser.add_argument("--label", metavar="L", help="make it an entity with this label of the scheme")
    parser.add_argument("--tag", action="append", default=[], metavar="T", help="a tag; may be given again")
    declare_notes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Save the note and print its id."""
    if not arguments.quote.strip() or arguments.nth < 1:
        raise UsageError("--quote wants some words, and --nth a number from 1")
    tags = [tag for tag in map(str.strip, arguments.tag) if tag]
    for text in (str(arguments.file), arguments.body, *tags):
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise UsageError(f"{text}: not UTF-8, and could not be found again")
    desk, reading = reading_at(arguments.file, arguments.notes)
    article = reading.article
    if arguments.label is not None and desk.scheme.label(arguments.label) is None:
        known = " ".join(label.name for label in desk.scheme.labels)
        raise UsageError(f"--label {arguments.label}: no label of the scheme; there are {known}")
    span = _find(article.text, _unix(arguments.quote), arguments.nth, article.name)
    body = _body_from_standard_input() if arguments.body == STANDARD_INPUT else arguments.body
    if arguments.label is None:
        made = desk.add_note(article, span, body, tags)
    else:
        made = desk.label(article, span, arguments.label, body, tags)
    desk.store.close()
    print(made.id)
    if arguments.notes is None and not desk.store.path.is_relative_to(desk.library.root):
        print(f"postil: the library cannot be written; the note is in {desk.store.path}", file=sys.stderr)
    return 0


def _body_from_standard_input() -> str:
    try:
        return _unix(standard_input().decode("utf-8")).strip("\n")
    except UnicodeDecodeError as error:
        raise PostilError(Problem("standard input", "not UTF-8", "save the note as UTF-8")) from error


def _unix(text: str) -> str:
    """Line ends as they are in the text of an article."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _find(text: str, quote: str, nth: int, name: str) -> Span:
    at, found = -1, 0
    while found < nth:
        at = text.find(quote, at + 1)
        if at < 0:
            times = f"{found} time" if found == 1 else f"{found} times"
            what = f"{brief(quote)} stands there {times}" + (f", not {nth}" if nth > 1 else "")
            raise PostilError(Problem(name, what, "give the words as they stand in the text"))
        found += 1
    return Span(at, at + len(quote))
