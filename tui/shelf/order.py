"""Orders of the list. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from annotations.desk.bookmarks import Shown
from annotations.desk.filtering import parse
from annotations.desk.listing import Listing
from annotations.desk.rows import Row
from annotations.problem import Problem

UNCERTAIN = "uncertain"
"""The order that begins with what would teach the most."""

_STATES = ("new", "reading", "done")

_KEYS: dict[str, Callable[[Row], Any]] = {
    "title": lambda row: row.title.casefold(),
    "source": lambda row: row.source and row.source.casefold(),
    "date": lambda row: row.published and _moment(row.published),
    "words": lambda row: row.words,
    "entities": lambda row: row.entities_known,
    "notes": lambda row: row.notes,
    "flag": lambda row: row.flag,
    "state": lambda row: _STATES.index(row.state) if row.state in _STATES else None,
    UNCERTAIN: lambda row: row.doubt,
}
ORDERS = ("name", *_KEYS)
GREATEST_FIRST = ("date", "words", "entities", "notes", "flag", UNCERTAIN)
"""Orders that begin with the newest, or the most, where they are not reversed."""


def arranged(rows: Iterable[tuple[str, Row | Problem | None]], order: str, *, reverse: bool = False) -> list[str]:
    """Names in an order, those of equal rank as they came; what is not known comes last, reversed or not.

    `rows` come in the order of names. Each is let go when its key has been taken, so that 100,000 need no room.
    """
    if order == "name":
        names = [name for name, _ in rows]
        return names[::-1] if reverse else names
    key = _KEYS[order]
    known, unknown = [], []
    for name, row in rows:
        value = key(row) if isinstance(row, Row) else None
        if value is None:
            unknown.append(name)
        else:
            known.append((value, name))
    known.sort(key=lambda pair: pair[0], reverse=reverse is not (order in GREATEST_FIRST))
    return [*(name for _, name in known), *unknown]


def sifted(listing: Listing, names: Sequence[str], shown: Shown) -> Sequence[str]:
    """Those of some names that a filter shows, in an order, by what the index knows of them.

    Raises QueryError.
    """
    if shown == Shown():
        return names
    wanted = parse(shown.query)
    if not wanted.of_rows:
        found = listing.texts.names(wanted) or ()
        names = [name for name in names if name in found]
    rows = listing.rows(names, named=wanted.named)
    kept = ((name, row) for name, row in rows if not wanted.tests or (isinstance(row, Row) and wanted.matches(row)))
    return arranged(kept, shown.order, reverse=shown.reverse)


def _moment(published: datetime) -> datetime:
    """A time that can be compared with any other: in UTC, for which one that names no zone is taken."""
    offset = published.utcoffset()
    return published if offset is None else published.replace(tzinfo=None) - offset
