"""What the index of texts takes of an article."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from annotations.articles.article import Article
from annotations.articles.library import Library, Stamp
from annotations.articles.record import Record, record
from annotations.problem import Problem
from annotations.search.likeness import sketch
from annotations.text.folding import fold

OLDEST = -(1 << 62)
"""The moment of an article that does not say when it was published: before all others."""


class Entry(NamedTuple):
    """An article's folded words, and what orders and tells it; `moment` is in seconds of UTC.

    `digest` begins the hash of the text, `likeness` is its sketch (empty where none could be made).
    """

    name: str
    stamp: Stamp
    moment: int
    title: str
    text: str
    digest: bytes
    likeness: bytes


def intake(library: Library, name: str) -> tuple[Record, Entry] | None:
    """What the two indexes, of records and of texts, take of an article that is read now; None if its file is gone."""
    # The time is taken before the file is read, so that what is written meanwhile is noticed the next time.
    stamp = library.stamp(name)
    if stamp is None:
        return None
    found = library.read(name)
    known = record(name, stamp, found)
    return known, unreadable(name, stamp) if isinstance(found, Problem) else entry(found, stamp, known.sha256)


def entry(article: Article, stamp: Stamp, sha256: str | None = None) -> Entry:
    """What an index takes of an article whose file has a stamp; `sha256` if it is known already."""
    text = fold(article.text)
    digest = bytes.fromhex((sha256 or article.sha256)[:16])
    return Entry(
        article.name, stamp, _moment(article.published), fold(article.title), text, digest, sketch(article.text)
    )


def unreadable(name: str, stamp: Stamp) -> Entry:
    """What stands for a file that cannot be read, so that it is not tried again before it changes."""
    return Entry(name, stamp, OLDEST, "", "", b"", b"")


def _moment(published: datetime | None) -> int:
    if published is None:
        return OLDEST
    return int((published if published.tzinfo else published.replace(tzinfo=UTC)).timestamp())
