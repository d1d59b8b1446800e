"""Where the entries of a TOML document stand: `tomllib` gives no lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

Names = tuple[str, ...]
"""The names that lead to an entry: those of its table, then those of its key."""

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<bare>[A-Za-z0-9_-]+)
    |(?P<mark>[^\s])
    |(?P<end>\n)""",
    re.VERBOSE | re.DOTALL,
)
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}


def places(document: str) -> dict[Names, list[int]]:
    """Of each entry, the line of its key, then the line of each text in its value; lines count from 1.

    `document` is to be TOML that `tomllib` has read. An inline table counts as one value of its key.
    """
    found: dict[Names, list[int]] = {}
    table: Names = ()
    path: Names = ()
    lines: list[int] = []
    depth, in_value = 0, False
    for kind, token, line in _tokens(document):
        if in_value:
            depth += _DEEPER.get(token, 0) if kind == "mark" else 0
            if kind == "text":
                lines.append(line)
            if kind == "end" and depth == 0:
                path, in_value = (), False
        elif kind in ("bare", "text"):
            lines = lines if path else [line]
            path += (_name(kind, token),)
        elif token == "=":
            in_value = True
            found.setdefault((*table, *path), lines)
        elif kind == "end":
            # Only the header of a table has no value; `[[` and `]]` are no different here.
            table, path = (path or table), ()
    return found


def _tokens(document: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for match in _TOKEN.finditer(document + "\n"):
        if match.lastgroup != "comment":
            yield match.lastgroup or "", match[0], line
        line += match[0].count("\n")


def _name(kind: str, token: str) -> str:
    return token if kind == "bare" else str(tomllib.loads(f"name = {token}")["name"])
