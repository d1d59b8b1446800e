"""One annotation: a note, a decided entity, or a relation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotations.text.span import Span


class Kind(StrEnum):
    """What an annotation is."""

    NOTE = "note"
    ENTITY = "entity"
    RELATION = "relation"


class Decision(StrEnum):
    """What the user said of an entity."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ADDED = "added"


class Status(StrEnum):
    """Whether an annotation's place in the text is sure."""

    ANCHORED = "anchored"
    AMBIGUOUS = "ambiguous"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Note:
    """A document of the `notes` table; the fields are those of docs/formats.md.

    `start` and `end` are code points, both None for a note on the whole article. `created` and `modified` are
    ISO 8601 in UTC. `source` and `target` (relations only) are stored as `from` and `to`.
    """

    id: str
    kind: Kind
    article: str
    article_sha256: str
    start: int | None
    end: int | None
    quote: str
    prefix: str
    suffix: str
    author: str
    created: str
    modified: str
    label: str | None = None
    decision: Decision | None = None
    body: str = ""
    tags: tuple[str, ...] = ()
    source: str | None = None
    target: str | None = None
    status: Status = Status.ANCHORED

    @property
    def span(self) -> Span | None:
        """Where it stands in the text; None for a note on the whole article."""
        if self.start is None or self.end is None:
            return None
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class ArticleState:
    """A document of the `articles` table: what the user decided about an article."""

    article: str
    article_sha256: str
    state: str = "new"
    flag: bool = False
    tags: tuple[str, ...] = ()
