"""Lines on standard output and standard error that a terminal and a program can read without harm."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annotations.articles.formats.registry import format_of
from annotations.problem import Problem
from annotations.text.safe import visible_line

MOST_ALIKE = 5
"""Problems of one kind with the articles of one file that are named each by itself."""


def print_json(document: Mapping[str, object]) -> None:
    """One line; what is no plain printable character comes out escaped."""
    line = json.dumps(document, ensure_ascii=False)
    if not line.isprintable():
        line = "".join(character if character.isprintable() else _escape(character) for character in line)
    if "utf" not in (sys.stdout.encoding or "").lower():
        line = "".join(character if character.isascii() else _escape(character) for character in line)
    print(line)


def _escape(character: str) -> str:
    # json.dumps leaves DEL as it is.
    return json.dumps(character)[1:-1].replace("\x7f", "\\u007f")


def print_line(text: str) -> None:
    """One line of what is safe to show; cut to the width of the terminal, if that is where it goes."""
    line = visible_line(text)
    print(cut(line, shutil.get_terminal_size().columns) if sys.stdout.isatty() else line)


def fit(text: str, cells: int) -> str:
    """Text in exactly so many cells of a terminal, cut or filled with spaces."""
    short = cut(text, cells)
    if short.isascii():
        return short.ljust(cells)
    import wcwidth

    return wcwidth.ljust(short, cells)


def cut(text: str, cells: int) -> str:
    """The beginning of a text that has room in so many cells, with … where there is more."""
    if text.isascii():
        return text if len(text) <= cells else text[: cells - 1] + "…"
    import wcwidth

    return text if wcwidth.width(text) <= cells else wcwidth.clip(text, 0, cells - 1) + "…"


def tell(problems: Iterable[Problem]) -> int:
    """Name problems on standard error, a line each; returns the exit status that they mean.

    Many of one kind with the articles of one file, such as those of an archive that was made to do harm, are one line.
    """
    status = 0
    for problem in _folded(problems):
        print(f"postil: {visible_line(str(problem))}", file=sys.stderr)
        status = 1
    return status


def _folded(problems: Iterable[Problem]) -> Iterator[Problem]:
    groups: dict[object, list[Problem]] = {}
    for problem in problems:
        file = _outermost(problem.file)
        kind = (file, re.sub(r"\d+", "", problem.what)) if file else len(groups)
        groups.setdefault(kind, []).append(problem)
    for group in groups.values():
        if len(group) <= MOST_ALIKE:
            yield from group
        else:
            yield replace(group[0], file=f"{group[0].file} and {len(group) - 1:,} more in that file", line=None)


def _outermost(name: str) -> str:
    """The file in which an article lies, told from how it is called; empty where the article is the file."""
    parts = name.split("/")
    outer = ("/".join(parts[:length]) for length in range(1, len(parts)))
    return next((file for file in outer if (format_ := format_of(file)) is not None and format_.several), "")
