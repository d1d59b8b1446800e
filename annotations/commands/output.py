"""Lines on standard output and standard error that a terminal and a program can read without harm."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Mapping

from annotations.problem import Problem
from annotations.text.safe import visible_line


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
    """Name problems on standard error, a line each; returns the exit status that they mean."""
    status = 0
    for problem in problems:
        print(f"postil: {visible_line(str(problem))}", file=sys.stderr)
        status = 1
    return status
