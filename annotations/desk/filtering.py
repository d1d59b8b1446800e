"""The filter language: words, "phrases", fields, and `-` for not. Pure; the list and `-q` share it.

`tax -is:done source:reuters after:2020-01` shows unread articles of Reuters since 2020 that speak of tax in title,
name, source or author.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from annotations.desk.rows import Row

_TERM = re.compile(r'(?P<no>-?)(?:(?P<field>[a-z]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

Test = Callable[[Row], bool]

_IS: dict[str, Test] = {
    "unread": lambda row: row.state != "done",
    "done": lambda row: row.state == "done",
    "flagged": lambda row: row.flag,
    "annotated": lambda row: bool(row.notes or row.entities),
}
_HAS: dict[str, Test] = {
    "notes": lambda row: row.notes > 0,
    "entities": lambda row: row.entities > 0,
    "tags": lambda row: bool(row.tags),
}
_FIELDS = ("tag", "source", "state", "is", "has", "after", "before")
_STATES = ("new", "reading", "done")


class QueryError(ValueError):
    """A query that cannot be understood; the message names the term and what it could be."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a query, for one field or, with None, for the text."""

    field: str | None
    value: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """Terms that must all hold."""

    tests: tuple[Test, ...]

    def matches(self, row: Row) -> bool:
        """Whether every term holds for a row."""
        return all(test(row) for test in self.tests)


def parse(query: str) -> Filter:
    """Understand a query; an empty one matches everything. Raises QueryError."""
    found = [(term, _test(term.field, term.value)) for term in terms(query, _FIELDS)]
    return Filter(tuple(_negated(test) if term.negated else test for term, test in found))


def terms(query: str, fields: Collection[str]) -> list[Term]:
    """The terms of a query that may ask for these fields. Raises QueryError."""
    found = []
    at = 0
    while query[at:].strip():
        at += len(query[at:]) - len(query[at:].lstrip())
        term = _TERM.match(query, at)
        if term is None:
            raise QueryError(f"{query[at:]!r}: a quotation mark is missing")
        if term["field"] is not None and term["field"] not in fields:
            raise QueryError(f"{term['field']}: no such field; there are {' '.join(fields)}")
        value = term["word"] if term["phrase"] is None else term["phrase"]
        found.append(Term(term["field"], value, bool(term["no"])))
        at = term.end()
    return found


def _negated(test: Test) -> Test:
    return lambda row: not test(row)


def _test(field: str | None, value: str) -> Test:
    folded = value.casefold()
    if field is None:
        return lambda row: folded in _text(row)
    if field == "tag":
        return lambda row: folded in (tag.casefold() for tag in row.tags)
    if field == "source":
        return lambda row: folded in (row.source or "").casefold()
    if field in ("is", "has"):
        choices = _IS if field == "is" else _HAS
        if folded not in choices:
            raise QueryError(f"{field}:{value}: it can be {' '.join(choices)}")
        return choices[folded]
    if field == "state":
        if folded not in _STATES:
            raise QueryError(f"state:{value}: it can be {' '.join(_STATES)}")
        return lambda row: row.state == folded
    return _dated(field, value)


def _dated(field: str, value: str) -> Test:
    """`after:2020-01` includes that month, `before:2020-01` does not."""
    if not _DATE.fullmatch(value):
        raise QueryError(f"{field}:{value}: write a date as 2020, 2020-01 or 2020-01-31")
    if field == "after":
        return lambda row: row.published is not None and row.published.isoformat() >= value
    return lambda row: row.published is not None and row.published.isoformat() < value


def _text(row: Row) -> str:
    return "\n".join((row.title, row.name, row.source or "", row.author or "")).casefold()
