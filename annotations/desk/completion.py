"""What could stand at the cursor of a query. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.desk.filtering import FIELDS, VALUES

MOST = 50
"""Candidates at most."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the articles of a library have, those met most first."""

    tags: Sequence[str] = ()
    sources: Sequence[str] = ()
    labels: Sequence[str] = ()
    entities: Sequence[str] = ()

    def of(self, field: str) -> Sequence[str]:
        """The values that a field may take."""
        known = {"tag": self.tags, "source": self.sources, "label": self.labels, "entity": self.entities}
        return known.get(field) or VALUES.get(field, ())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text to be put in the place of `query[start:end]`."""

    text: str
    start: int
    end: int


def complete(query: str, cursor: int, known: Known) -> list[Candidate]:
    """What the term before the cursor (code points) could become: a field, or a value of one; likeliest first."""
    start = _term_start(query, cursor)
    field, colon, value = query[start:cursor].partition(":")
    if not colon:
        texts = [f"{each}:" for each in FIELDS if each.startswith(field)]
    else:
        texts = [f"{field}:{each}" for each in _quoted(_like(value.lstrip('"'), known.of(field)))]
    return [Candidate(text, start, cursor) for text in texts[:MOST] if text != query[start:cursor]]


def _term_start(query: str, cursor: int) -> int:
    """Where the term that the cursor is in begins, past its `-`."""
    start, quoted = 0, False
    for at, character in enumerate(query[:cursor]):
        if character == '"':
            quoted = not quoted
        elif character.isspace() and not quoted:
            start = at + 1
    return start + query.startswith("-", start, cursor)


def _like(beginning: str, values: Iterable[str]) -> list[str]:
    """Values that begin so, then those that have it further in."""
    wanted = beginning.casefold()
    having = [value for value in values if wanted in value.casefold()]
    return sorted(having, key=lambda value: not value.casefold().startswith(wanted))


def _quoted(values: Iterable[str]) -> Iterable[str]:
    """Values as a query writes them; one with a quotation mark in it cannot be written."""
    return (f'"{value}"' if len(value.split()) > 1 else value for value in values if '"' not in value)
