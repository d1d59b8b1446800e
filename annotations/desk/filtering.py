"""The language in which articles are asked for: in the list, in a search, in working lists, by `postil ls -q`. Pure.

`tax -is:done source:reuters after:2020-01` shows unread articles of Reuters since 2020 that speak of tax: in a list in
title, name, source or author, in a search anywhere in the text (which `text:tax` asks for in both).
`mentions:2019-12` shows those in whose text a day of that month is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.text.query import QueryError, Term, terms

if TYPE_CHECKING:
    from annotations.search.sought import Sought

from annotations.desk.rows import Row

__all__ = ["FIELDS", "VALUES", "Filter", "QueryError", "Term", "as_filter", "parse", "terms"]

Test = Callable[[Row], bool]

_IS: dict[str, Test] = {
    "unread": lambda row: row.state != "done",
    "flagged": lambda row: row.flag,
    "annotated": lambda row: bool(row.notes or row.entities),
    "done": lambda row: row.state == "done",
    "undecided": lambda row: (row.suggested or 0) > row.decided,
}
_HAS: dict[str, Test] = {
    "notes": lambda row: row.notes > 0,
    "entities": lambda row: row.entities > 0,
    "tags": lambda row: bool(row.tags),
}
FIELDS = (
    "text", "title", "note", "tag", "source", "state", "is", "has", "entity", "label", "after", "before", "mentions",
)  # fmt: skip
_OF_TEXTS = ("text", "title")
VALUES = {"is": tuple(_IS), "has": tuple(_HAS), "state": ("new", "reading", "done")}
"""What a field can be that takes only some words."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Terms that must all hold, each asked where it can be answered.

    `tests` ask what a list shows of an article, `sought` its words, `notes` (one for each term) the words of the notes
    on it; of what a query has nothing of, there is None or none. `named` says whether tests ask for what recognisers
    and the user named in the text.
    """

    tests: tuple[Test, ...] = ()
    named: bool = False
    sought: Sought | None = None
    notes: tuple[Sought, ...] = ()

    @property
    def of_rows(self) -> bool:
        """Whether a row is all that has to be asked."""
        return self.sought is None and not self.notes

    def matches(self, row: Row) -> bool:
        """Whether every test holds for a row; the words are another's to ask."""
        return all(test(row) for test in self.tests)


def parse(query: str, *, search: bool = False) -> Filter:
    """Understand a query; an empty one matches everything. In a `search`, a bare word asks the text.

    Raises QueryError.
    """
    found = terms(query, FIELDS)
    texts, notes, rows = [], [], []
    for term in found:
        if term.field in _OF_TEXTS or term.near is not None or (term.field is None and search):
            texts.append(term)
        elif term.field == "note":
            notes.append(term)
        else:
            rows.append(_negated(_test(term)) if term.negated else _test(term))
    named = any(term.field in ("entity", "label", "mentions") for term in found)
    if not texts and not notes:
        return Filter(tuple(rows), named)
    # Imported when it is first needed: the list begins without.
    from annotations.search.sought import Sought

    return Filter(tuple(rows), named, Sought.of(texts) if texts else None, tuple(Sought.of([each]) for each in notes))


def as_filter(query: str) -> str:
    """The query for a list that asks what a query of a search asks: bare words become `text:`. Raises QueryError."""
    for term in reversed(_bare(terms(query, FIELDS))):
        before, at = query[: term.start], term.start + term.negated
        # Terms need no blank between them where there is a quotation mark.
        gap = " " if before and not before[-1].isspace() else ""
        query = f"{before}{gap}{'-' * term.negated}text:{query[at:]}"
    return query


def going_on(query: str) -> str:
    """The query for a search while it is typed: its last word gets a `*` where it may not be whole yet.

    It is when it ends with a blank or a sign. What must not be found is taken as it stands, as is one letter alone,
    with which so many words begin that they tell nothing, and take long to look up. Raises QueryError.
    """
    found = terms(query, FIELDS)
    if not found or found[-1].field not in (None, *_OF_TEXTS, "note"):
        return query
    from annotations.text.folding import kinds, words

    last = found[-1]
    if last.negated or last.near is not None or kinds(query[-1]) not in ("w", "m"):
        return query
    return f"{query}*" if len("".join(words(last.value)[-1:])) > 1 else query


def _bare(found: Iterable[Term]) -> list[Term]:
    return [term for term in found if term.field is None and term.near is None]


def _negated(test: Test) -> Test:
    return lambda row: not test(row)


def _test(term: Term) -> Test:
    wanted = term.value.casefold()
    match term.field:
        case None:
            return lambda row: wanted in f"{row.title}\n{row.name}\n{row.source or ''}\n{row.author or ''}".casefold()
        case "tag":
            return lambda row: any(wanted == tag.casefold() for tag in row.tags)
        case "source":
            return lambda row: wanted in (row.source or "").casefold()
        case "entity":
            return lambda row: any(wanted in words.casefold() for _, words in row.named)
        case "label":
            return lambda row: any(wanted == label.casefold() for label, _ in row.named)
        case "is":
            return _IS[term.must_be(_IS)]
        case "has":
            return _HAS[term.must_be(_HAS)]
        case "state":
            state = term.must_be(VALUES["state"])
            return lambda row: row.state == state
        case "mentions":
            return _mentions(term)
        case _:
            return _dated(term)


def _dated(term: Term) -> Test:
    """`after:2020-01` includes that month, `before:2020-01` does not; days are those that the article names."""
    day = term.value
    if not _is_date(day):
        raise term.error("write a date as 2020, 2020-01 or 2020-01-31")
    if term.field == "after":
        return lambda row: row.published is not None and row.published.isoformat() >= day
    return lambda row: row.published is not None and row.published.isoformat() < day


def _mentions(term: Term) -> Test:
    """`mentions:2019-12` shows articles that speak of a day of that month; of an interval, of any day of it."""
    from annotations.entities.edtf import days, meet

    when = term.value.replace("..", "/") if "/" not in term.value else term.value
    if when.startswith("/") or when.endswith("/"):
        when = f"..{when}" if when.startswith("/") else f"{when}.."
    if not days(when):
        raise term.error("write when as 2019, 2019-12, 2019-12-16, 201X or 2019-12..2020-01")
    return lambda row: any(meet(each, when) for each in row.dated)


def _is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day of the calendar."""
    from datetime import date

    whole = f"{text}-01-01"[:10]
    try:
        return len(text) in (4, 7, 10) and date.fromisoformat(whole).isoformat() == whole
    except ValueError:
        return False
