"""What goes out and comes in: an article with its annotations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotations.entities.scheme import Scheme
from annotations.notes.note import ArticleState, Note

Piece = tuple[str, bytes]
"""Some of an export: the name of a file below the target, with `/` (empty where the format is one file), and the bytes
that come next in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article and what was said of it.

    `article` is its name in the library; `text` is None where its file is gone, or where the format does not carry it.
    Where there is a text, an anchored or ambiguous note of it has `text[start:end] == quote`. What comes in may lack
    what only postil knows: an `id` of its own, times, author and hashes are then empty, and given by the desk.
    `published` is in ISO 8601. `line` says where the document begins in the file that it was read from. `names` are
    what entities are called that name the same thing, by id; only where a format asks for them.
    """

    article: str
    text: str | None
    notes: tuple[Note, ...] = ()
    state: ArticleState | None = None
    title: str = ""
    source: str | None = None
    published: str | None = None
    author: str | None = None
    line: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """What an export is asked for besides the format: the labels, and what a report goes by."""

    scheme: Scheme
    by: str = "article"
