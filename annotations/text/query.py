"""The grammar of a query: words, `word*`, "phrases", `field:value`, `NEAR(a b, 5)`, and `-` for not.

Pure; each list says what fields it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

NEAR = 10
"""Words that may lie between those of `NEAR(…)` where it does not say how many."""


class QueryError(ValueError):
    """A query that cannot be understood: which term, where it begins (code points from 0), and what it could be."""

    def __init__(self, term: str, start: int, what: str) -> None:
        super().__init__(f"{term} (character {start + 1}): {what}")
        self.term = term
        self.start = start


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a query, for one field or, with None, for the text; `start` is its place in the query.

    `prefix`: the last word may go on (`word*`). `near` is the number of words that may lie between the `parts`, which
    are the value but for NEAR.
    """

    field: str | None
    value: str
    negated: bool
    text: str
    start: int
    prefix: bool = False
    near: int | None = None
    parts: tuple[str, ...] = ()

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
    near = r"NEAR\((?P<near>[^()]*)\)"
    return re.compile(rf'(?P<no>-?)(?:{near}|(?P<field>[a-z]+):{value}|"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


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
    if match["near"] is not None:
        return _near(match)
    field = match["field"]
    value = next(part for part in match.group("quoted", "bare", "phrase", "word") if part is not None)
    # In quotation marks a star is a star.
    prefix = value.endswith("*") and len(value) > 1 and match["quoted"] is match["phrase"] is None
    value = value[:-1] if prefix else value
    term = Term(field, value, bool(match["no"]), match.group(), match.start(), prefix, None, (value,))
    if field is not None and field not in fields:
        near = nearest(field, fields)
        hint = f"did you mean {near}:?" if near else f"there are {', '.join(f'{each}:' for each in fields)}"
        raise term.error(f"there is no field {field}: (in quotation marks it is a text); {hint}")
    if field is not None and not value.strip():
        raise term.error(f"{field}: of what? Write {field}:WORD")
    if value.startswith("NEAR("):
        raise term.error("NEAR( is not closed; write NEAR(one other, 5)")
    return term


def _near(match: re.Match[str]) -> Term:
    inside = re.fullmatch(r'((?:"[^"]*"|[^",])*)(?:,\s*([0-9]{1,4})\s*)?', match["near"])
    found = re.findall(r'"([^"]*)"|([^\s"]+)', inside[1]) if inside else []
    parts = tuple(quoted or bare for quoted, bare in found)
    near = int(inside[2]) if inside and inside[2] else NEAR
    term = Term(None, " ".join(parts), bool(match["no"]), match.group(), match.start(), False, near, parts)
    if len(parts) < 2:
        raise term.error("write two words or phrases, and how many words may lie between, as in NEAR(one other, 5)")
    return term


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is most like a word; None where none is."""
    import difflib

    return next(iter(difflib.get_close_matches(word, choices, 1)), None)
