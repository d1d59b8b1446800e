"""What readers of other programs' files share: lines with their numbers, and JSON that says where it is at fault."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from annotations.notes.documents import Malformed
from annotations.notes.quick_json import loads
from annotations.problem import PostilError, Problem, reason
from annotations.text.natural import natural

LONGEST_LINE = 256 * 1024 * 1024
"""Bytes of one line; more is no annotation, and would fill the memory."""


def lines(file: Path) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 file that are not blank, with their numbers from 1, one at a time in memory.

    Raises PostilError where it cannot be read, where a line is too long, or is no UTF-8.
    """
    try:
        with file.open("rb") as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise fault(file, number, f"a line of more than {LONGEST_LINE >> 20} MiB")
                try:
                    text = line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    raise fault(file, number, "not UTF-8", "save it as UTF-8") from error
                if not text.isspace():
                    yield number, text.rstrip("\r\n")
    except OSError as error:
        raise PostilError(Problem(str(file), reason(error), "check the file")) from error


def whole(file: Path) -> str:
    """A UTF-8 text, its line ends as they are. Raises PostilError where it cannot be read, or is too long."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LONGEST_LINE + 1)
    except OSError as error:
        raise PostilError(Problem(str(file), reason(error), "check the file")) from error
    if len(data) > LONGEST_LINE:
        raise fault(file, None, f"more than {LONGEST_LINE >> 20} MiB", "split it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault(file, data.count(b"\n", 0, error.start) + 1, "not UTF-8", "save it as UTF-8") from error


def begins_with(file: Path) -> str:
    """The first character of a file that is no blank, if it is one of ASCII. Raises PostilError."""
    try:
        with file.open("rb") as stream:
            return stream.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n")[:1].decode("ascii", "replace")
    except OSError as error:
        raise PostilError(Problem(str(file), reason(error), "check the file")) from error


def below(file: Path, suffix: str) -> list[tuple[Path, str]]:
    """The files of a format that is a folder, or the one file that is named; with what each is called without suffix.

    Raises PostilError where the folder has none.
    """
    if not file.is_dir():
        return [(file, file.stem)]
    found = sorted(file.rglob(f"*{suffix}"), key=lambda path: natural(str(path)))
    if not found:
        raise fault(file, None, f"has no {suffix} files", "name the folder that has them")
    return [(path, path.relative_to(file).as_posix().removesuffix(suffix)) for path in found]


def mapping(line: str, file: Path, number: int | None) -> dict[str, object]:
    """The JSON object of a line. Raises PostilError."""
    try:
        found = loads(line)
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep"
        raise fault(file, number, f"not JSON: {what}") from error
    if not isinstance(found, dict):
        raise fault(file, number, "not a JSON object")
    return found


def text_of(row: Mapping[str, object], field: str) -> str | None:
    """A field that is a string or absent. Raises `Malformed`."""
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise Malformed(field, "is not a string")
    return value


def fault(file: Path, line: int | None, what: str, remedy: str = "mend the line, or leave it out") -> PostilError:
    """The error that names a place in a file."""
    return PostilError(Problem(str(file), what, remedy, line))
