"""What there is to tell of an article without opening it again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from annotations.articles.article import Article
from annotations.articles.catalogue import Stamp
from annotations.problem import Problem

Named = tuple[str, str]
"""A label, and the words that bear it, with single blanks between them."""

RECOGNISED = ("recognised", "dated", "explained")
"""The fields of a record that may be longer than all the rest."""
MOST_NAMED = 2_000
"""Names that are kept of one article; more would take as long to look through as its text."""
_AT_ONCE = 4 * 1024
"""Code points whose words are counted at once: the room that they take is not given back."""


class Record(NamedTuple):
    """What the file of an article said when it had this size and time; `what` and `remedy` where it could not be read.

    `size` and `mtime_ns` are None where there is no file to be read (a broken link, a folder). `published` is in ISO
    8601. `suggested` counts what a recogniser found, and `doubt` says how unsure it was of that, from 0 to 1; both
    are None where none has read the article yet. `recognised` is what it named, as `written`; `dated` the days that
    were meant, in EDTF with blanks between; `explained` the abbreviations that the text introduces, as `written` pairs
    of short and long form. These three are None also where they were not asked for. A named tuple, since 100,000 are
    handed out at a time.
    """

    name: str
    size: int | None
    mtime_ns: int | None
    sha256: str | None
    title: str
    source: str | None
    published: str | None
    author: str | None
    words: int
    what: str | None = None
    remedy: str = ""
    suggested: int | None = None
    doubt: float | None = None
    recognised: str | None = None
    dated: str | None = None
    explained: str | None = None

    @property
    def stamp(self) -> Stamp | None:
        """Size and time of the file."""
        return None if self.size is None or self.mtime_ns is None else (self.size, self.mtime_ns)

    @property
    def problem(self) -> Problem | None:
        """Why the article could not be read."""
        return None if self.what is None else Problem(self.name, self.what, self.remedy)

    @property
    def named(self) -> tuple[Named, ...]:
        """What a recogniser named, each once."""
        return read_named(self.recognised) if self.recognised else ()


class Content(NamedTuple):
    """What a recogniser found in a text: `named` as pairs of label and words, the `dated` days, `explained` pairs."""

    named: Iterable[Named]
    dated: Iterable[str] = ()
    explained: Iterable[tuple[str, str]] = ()

    def written(self) -> tuple[str, str, str]:
        """The three as a `Record` has them."""
        dated = " ".join(islice(dict.fromkeys(self.dated), MOST_NAMED))
        return written(self.named), dated, written(self.explained)


def written(named: Iterable[Named]) -> str:
    """What was named as one text: on each line a label, a tab, and the words; each once, `MOST_NAMED` at most."""
    lines: dict[str, None] = {}
    for label, words in named:
        lines[f"{label}\t{' '.join(words.split())}"] = None
        if len(lines) == MOST_NAMED:
            break
    return "\n".join(lines)


def read_named(text: str) -> tuple[Named, ...]:
    """What was named, from how it was `written`."""
    pairs = (line.partition("\t") for line in text.split("\n"))
    return tuple((label, words) for label, _, words in pairs)


def unambiguous(explained: Iterable[str]) -> dict[str, str]:
    """The abbreviations in such fields of records, and their long forms, but for those that have several."""
    found: dict[str, str] = {}
    for text in explained:
        for short, long in read_named(text):
            known = found.setdefault(short, long)
            if known.casefold() != long.casefold():
                found[short] = ""
    return {short: long for short, long in found.items() if long}


def record(name: str, stamp: Stamp | None, found: Article | Problem) -> Record:
    """The record of what reading a file gave, or finding it."""
    size, mtime_ns = stamp or (None, None)
    if isinstance(found, Problem):
        return Record(name, size, mtime_ns, "", "", None, None, None, 0, found.what, found.remedy)
    published = found.published.isoformat() if found.published else None
    words = count_words(found.text)
    return Record(name, size, mtime_ns, found.sha256, found.title, found.source, published, found.author, words)


def count_words(text: str) -> int:
    """How long a text is, in words between blanks as `wc -w` counts them; never as a list of all."""
    count = start = 0
    while start < len(text):
        end = start + _AT_ONCE
        # A word that reaches over the end of a slice is counted with the next one.
        while start < end < len(text) and not text[end].isspace():
            end -= 1
        end = end if end > start else start + _AT_ONCE
        count += len(text[start:end].split())
        start = end
    return count
