"""An article as a list tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from annotations.articles.article import Article
from annotations.notes.note import ArticleState, Decision, Kind, Note

_WORD = re.compile(r"\w[\w'’.-]*")


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows and filters by. `entities` counts those that the user accepted or added."""

    name: str
    title: str
    source: str | None
    published: datetime | None
    author: str | None
    words: int
    entities: int
    notes: int
    state: str
    flag: bool
    tags: tuple[str, ...]


def row(article: Article, state: ArticleState, notes: Sequence[Note]) -> Row:
    """The row of an article, with what the user did to it."""
    return Row(
        article.name,
        article.title,
        article.source,
        article.published,
        article.author,
        len(_WORD.findall(article.text)),
        sum(note.kind is Kind.ENTITY and note.decision is not Decision.REJECTED for note in notes),
        sum(note.kind is Kind.NOTE for note in notes),
        state.state,
        state.flag,
        state.tags,
    )
