"""What a search looks for: words, phrases and neighbourhoods that must all be in a text, and such that must not.

It says itself in the language of SQLite's FTS5, into which no letter of a user's query goes but as a word in quotation
marks, and it tells what it holds for without any index, by the same rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from annotations.text.folding import words
from annotations.text.query import Term

COLUMNS = ("title", "text")
"""What an index has of an article, in its order."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other, folded; with `prefix` the last may go on."""

    words: tuple[str, ...]
    prefix: bool = False

    def at(self, found: Sequence[str]) -> Iterator[int]:
        """The places in a list of words where the phrase begins."""
        first, rest = self.words[0], self.words[1:]
        last = len(self.words) - 1
        for place, word in enumerate(found[: len(found) - last]):
            if (word.startswith(first) if self.prefix and not last else word == first) and all(
                self._goes_on(step, found[place + step]) for step in range(1, len(rest) + 1)
            ):
                yield place

    def _goes_on(self, step: int, word: str) -> bool:
        if self.prefix and step == len(self.words) - 1:
            return word.startswith(self.words[step])
        return word == self.words[step]

    @property
    def expression(self) -> str:
        """The phrase for FTS5. Folded words are letters, digits and marks: there is no quotation mark in them."""
        return f'"{" ".join(self.words)}"' + (" *" if self.prefix else "")


@dataclass(frozen=True, slots=True)
class Clause:
    """Phrases with at most `near` words between them (one, where that is None), in one of `COLUMNS` or in any."""

    phrases: tuple[Phrase, ...]
    near: int | None = None
    column: str | None = None
    negated: bool = False

    def holds(self, found: Sequence[str]) -> bool:
        """Whether the words of a text have what is looked for, be that negated or not."""
        if self.near is None:
            return any(True for _ in self.phrases[0].at(found))
        places = [list(phrase.at(found)) for phrase in self.phrases]
        reaches = [len(phrase.words) + self.near for phrase in self.phrases]
        return any(
            all(_any_within(each, last - reach, last) for each, reach in zip(places, reaches, strict=True))
            for last in chain.from_iterable(places)
        )

    @property
    def positive(self) -> Clause:
        """The same without its `-`."""
        return replace(self, negated=False)

    @property
    def expression(self) -> str:
        """The clause for FTS5, without its `-`."""
        column = f"{self.column} : " if self.column else ""
        if self.near is None:
            return column + self.phrases[0].expression
        return f"{column}NEAR({' '.join(phrase.expression for phrase in self.phrases)}, {self.near})"


@dataclass(frozen=True, slots=True)
class Sought:
    """Clauses that must all hold. Without one that is not negated there is nothing to be found in a text."""

    clauses: tuple[Clause, ...] = ()

    @classmethod
    def of(cls, found: Iterable[Term]) -> Sought:
        """What terms of a query ask of texts: those of the fields `text` and `title`, and without one.

        Raises QueryError for a term without a letter or a digit.
        """
        return cls(tuple(_clause(term) for term in found))

    @property
    def wanted(self) -> tuple[Clause, ...]:
        """The clauses that are not negated."""
        return tuple(clause for clause in self.clauses if not clause.negated)

    @property
    def unwanted(self) -> tuple[Clause, ...]:
        """The clauses that are."""
        return tuple(clause for clause in self.clauses if clause.negated)

    @property
    def expression(self) -> str | None:
        """The search for FTS5; None where only what must not be there is named, which it cannot say."""
        if not self.wanted:
            return None
        wanted = " AND ".join(f"({clause.expression})" for clause in self.wanted)
        return wanted + "".join(f" NOT ({clause.expression})" for clause in self.unwanted)

    @property
    def exclusion(self) -> str | None:
        """What must not be there, for FTS5; None where nothing is."""
        return " OR ".join(f"({clause.expression})" for clause in self.unwanted) or None

    def holds(self, title: Sequence[str], text: Sequence[str]) -> bool:
        """Whether all clauses hold for the words of an article."""
        columns = {"title": title, "text": text}
        return all(
            any(clause.holds(columns[column]) for column in ((clause.column,) if clause.column else COLUMNS))
            is not clause.negated
            for clause in self.clauses
        )


def _clause(term: Term) -> Clause:
    phrases = [tuple(words(part)) for part in term.parts]
    if not all(phrases):
        raise term.error("there is no letter or digit to search for")
    column = term.field if term.field in COLUMNS else None
    return Clause(tuple(Phrase(each, term.prefix) for each in phrases), term.near, column, term.negated)


def _any_within(places: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last
