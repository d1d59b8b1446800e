"""`postil entities`: prints recognised entities."""

from __future__ import annotations

import argparse

from annotations.commands.common import articles, declare_engine, declare_json
from annotations.commands.output import print_json, print_line, tell
from annotations.entities.meaning import meaning_of
from annotations.problem import Problem

EXAMPLE = "postil entities - --json < article.txt"


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="folders or files; - is standard input")
    declare_engine(parser)
    declare_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each entity, in the order of the text; nothing is written."""
    problems: list[Problem] = []
    for desk, article in articles(arguments.paths, arguments.engine, problems):
        suggestions = desk.suggest(article)
        problems += (problem for problem in suggestions.problems if problem not in problems)
        for entity in suggestions:
            if arguments.json:
                document: dict[str, object] = {
                    "article": article.name,
                    "start": entity.span.start,
                    "end": entity.span.end,
                    "text": entity.text,
                    "label": entity.label,
                    "score": entity.score,
                    "source": entity.source,
                }
                label = desk.scheme.built_in(entity.label)
                if found := meaning_of(label, article.text, entity.span, article.published):
                    document["meaning"] = found.value
                    document["told_by"] = found.by
                print_json(document)
            else:
                place = f"{article.name}:{entity.span.start}-{entity.span.end}"
                print_line(f"{place}  {entity.label:<11} {entity.text}  ({entity.source})")
    return tell(problems)
