"""Working lists: saved queries of a library, `LIBRARY/.postil/lists.toml`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from annotations.desk.filtering import QueryError, parse
from annotations.notes.change import Aside
from annotations.notes.replace import replace_file
from annotations.problem import PostilError, Problem, reason

HEAD = """\
# The working lists of this library: each a name, and a query in the language of the list's filter.
"""


@dataclass(frozen=True, slots=True)
class WorkingList:
    """A saved query, shown as if it were a folder."""

    name: str
    query: str


GIVEN = (
    WorkingList("unread", "is:unread"),
    WorkingList("flagged", "is:flagged"),
    WorkingList("undecided suggestions", "is:undecided"),
)
"""The lists that every library has."""


def read_lists(file: Path) -> list[WorkingList]:
    """The lists of a file; none where there is no file.

    Raises PostilError for a file that is not TOML, or has something in it that is no list.
    """
    if not file.exists():
        return []
    from annotations.toml_file import read_toml

    document, content = read_toml(file)
    return _lists(document, content, str(file))


def write_lists(file: Path, lists: Sequence[WorkingList]) -> None:
    """Replace the file, so that it is whole at every moment. Raises PostilError where it cannot be written."""
    parts = [HEAD, *(f"[[list]]\nname = {_quoted(each.name)}\nquery = {_quoted(each.query)}\n" for each in lists)]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, "\n".join(parts).encode())
    except OSError as error:
        raise PostilError(
            Problem(str(file), f"cannot be written: {reason(error)}", "make the library writable")
        ) from error


def exchange(file: Path, old: WorkingList | None, new: WorkingList | None) -> None:
    """Put a list in the place of another; without an `old` one it is added, without a `new` one taken away.

    Raises PostilError, also where another list has the new name; what is in a damaged file stays there.
    """
    lists = read_lists(file)
    gone = None if old is None else old.name
    if new is not None and any(each.name == new.name != gone for each in lists):
        raise PostilError(Problem(str(file), f"there is a list {new.name!r} already", "give it another name"))
    place = next((at for at, each in enumerate(lists) if each.name == gone), len(lists))
    lists[place : place + 1] = [] if new is None else [new]
    write_lists(file, lists)


def exchanging(file: Path, old: WorkingList | None, new: WorkingList | None) -> Aside:
    """The same as an action that can be taken back."""
    name = (new or old or WorkingList("", "")).name
    verb = "keep" if new is not None else "take away"
    return Aside(f"{verb} list {name}", partial(exchange, file, old, new), partial(exchange, file, new, old))


def _lists(document: dict[str, Any], content: str, file: str) -> list[WorkingList]:
    if strange := sorted(document.keys() - {"list"}):
        raise PostilError(Problem(file, f"unknown entry {strange[0]!r}", "lists are tables headed [[list]]"))
    tables = document.get("list", [])
    headers = [number for number, line in enumerate(content.split("\n"), 1) if re.match(r"\s*\[\[", line)]
    found: list[WorkingList] = []
    for index, table in enumerate(tables if isinstance(tables, list) else [tables]):
        line = headers[index] if index < len(headers) else None
        wrong = _fault(table)
        if wrong is None and any(table["name"] == other.name for other in found):
            wrong = f"the list {table['name']!r} stands twice"
        if wrong is not None:
            raise PostilError(Problem(file, wrong, 'a list has name = "…" and query = "…"', line))
        found.append(WorkingList(table["name"], table["query"]))
    return found


def _fault(table: object) -> str | None:
    if not isinstance(table, dict) or table.keys() != {"name", "query"}:
        return "a list that has not just a name and a query"
    name, query = table["name"], table["query"]
    if not isinstance(name, str) or not isinstance(query, str) or not name.strip():
        return "a list whose name or query is no text"
    try:
        parse(query)
    except QueryError as error:
        return f"the query of the list {name!r}: {error}"
    return None


def _quoted(text: str) -> str:
    """A basic string of TOML, which is one of JSON but for DEL; what is no Unicode is left out."""
    whole = text.encode("utf-8", "replace").decode()
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
