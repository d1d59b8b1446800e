"""The grammar of a query: words, "phrases", `field:value`, and `-` for not. Pure; each list says what fields it has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache


class QueryError(ValueError):
    """A query that cannot be understood: which term, where it begins (code points from 0), and what it could be."""

    def __init__(self, term: str, start: int, what: str) -> None:
        super().__init__(f"{term} (character {start + 1}): {what}")
        self.term = term
        self.start = start


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a query, for one field or, with None, for the text; `start` is its place in the query."""

    field: str | None
    value: str
    negated: bool
    text: str
    start: int

    def must_be(self, choices: Iterable[str]) -> str:
        """The value, which is one of some words. Raises QueryError, which names the nearest of them."""
        known = tuple(choices)
        value = self.value.casefold()
        if value in known:
            return value
        near = nearest(value, known)
        hint = f"did you mean {self.field}:{near}?" if near else f"{self.field}: can be {', '.join(known)}"
        raise self.error(f"there is no such thing; {hint}")

    def error(self, what: str) -> QueryError:
        """What is wrong with this term."""
        return QueryError(self.text, self.start, what)


# Compiled when a query is first read: start-up does not wait for it.
@cache
def _term() -> re.Pattern[str]:
    value = r'(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+|(?!")))'
    return re.compile(rf'(?P<no>-?)(?:(?P<field>[a-z]+):{value}|"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


def terms(query: str, fields: Iterable[str]) -> list[Term]:
    """The terms of a query that may ask for these fields. Raises QueryError."""
    known = tuple(fields)
    found = []
    at = 0
    while query[at:].strip():
        at += len(query[at:]) - len(query[at:].lstrip())
        match = _term().match(query, at)
        if match is None:
            raise QueryError(query[at:], at, "a quotation mark is missing")
        found.append(_checked(match, known))
        at = match.end()
    return found


def _checked(match: re.Match[str], fields: tuple[str, ...]) -> Term:
    field = match["field"]
    value = next(part for part in match.group("quoted", "bare", "phrase", "word") if part is not None)
    term = Term(field, value, bool(match["no"]), match.group(), match.start())
    if field is not None and field not in fields:
        near = nearest(field, fields)
        hint = f"did you mean {near}:?" if near else f"there are {', '.join(f'{each}:' for each in fields)}"
        raise term.error(f"there is no field {field}: (in quotation marks it is a text); {hint}")
    if field is not None and not value.strip():
        raise term.error(f"{field}: of what? Write {field}:WORD")
    return term


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is most like a word; None where none is."""
    import difflib

    return next(iter(difflib.get_close_matches(word, choices, 1)), None)
