"""An article: decoded text, and the regions that say what each part of it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from annotations.text.span import Span

_HASHED_AT_ONCE = 16 * 1024


class RegionKind(StrEnum):
    """What a stretch of an article's text is."""

    TITLE = "title"
    SOURCE = "source"
    PUBLISHED = "published"
    UPDATED = "updated"
    AUTHOR = "author"
    EDITOR = "editor"
    DATELINE = "dateline"
    PLACE = "place"
    BOILERPLATE = "boilerplate"
    FRONT_MATTER = "front matter"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Region:
    """A span of the text and what it is. Regions may nest (a place in a dateline)."""

    kind: RegionKind
    span: Span


class Metadata(NamedTuple):
    """What a file says of its article in places of its own, such as the head of a web page; None where it does not."""

    source: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None


NOTHING_SAID = Metadata()


@dataclass(frozen=True, slots=True)
class Article:
    """One text that is read.

    `name` is the path relative to the library, with `/`, and for one of several in a file that file's path, `/` and
    its key. `text` is the file decoded, with `\\n` for every line end, never altered otherwise; of a file with markup,
    what was extracted. `published` is aware of its zone only where the file says one.
    """

    name: str
    text: str
    regions: tuple[Region, ...] = ()
    published: datetime | None = None
    meta: Metadata = NOTHING_SAID

    def first(self, kind: RegionKind) -> Span | None:
        """The first region of a kind."""
        return next((region.span for region in self.regions if region.kind is kind), None)

    def words_of(self, kind: RegionKind) -> str | None:
        """The text of the first region of a kind."""
        span = self.first(kind)
        return None if span is None else self.text[span.start : span.end]

    @property
    def title(self) -> str:
        """The title, else the name of the file."""
        return self.words_of(RegionKind.TITLE) or self.name.rsplit("/", 1)[-1]

    @property
    def source(self) -> str | None:
        """Who published it."""
        return self.meta.source or self.words_of(RegionKind.SOURCE)

    @property
    def author(self) -> str | None:
        """Who wrote it, else who edited it."""
        return self.meta.author or self.words_of(RegionKind.AUTHOR) or self.words_of(RegionKind.EDITOR)

    @property
    def skipped(self) -> tuple[Span, ...]:
        """What no recogniser looks at."""
        unread = (RegionKind.BOILERPLATE, RegionKind.FRONT_MATTER)
        return tuple(region.span for region in self.regions if region.kind in unread)

    @property
    def sha256(self) -> str:
        """Hash of the text in UTF-8, by which annotations know the text they were anchored in."""
        from annotations.text import hashing

        known = hashing.sha256()
        for start in range(0, len(self.text), _HASHED_AT_ONCE):
            known.update(self.text[start : start + _HASHED_AT_ONCE].encode("utf-8", "surrogatepass"))
        return known.hexdigest()
