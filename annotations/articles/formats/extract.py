"""What is taken out of a file with markup, and how an article is made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from annotations.articles import plain
from annotations.articles.article import Article, Metadata, Region, RegionKind
from annotations.articles.dates import parse_date
from annotations.text.span import Span

LONGEST_TITLE = 500
"""Code points of a title; what is longer is cut, and stands in the body anyway."""
LONGEST_FIELD = 200
"""Code points of an author, a source or a language."""
LONGEST_ADDRESS = 2_000

# Seconds since 1970, or milliseconds, as programs count them, from 1973 on; twelve digits are a date and a time.
_SECONDS = re.compile(r"(?P<seconds>\d{9}(?!\d{3})|\d{10})(?:\d{3})?(?:\.\d+)?")


class Unreadable(Exception):
    """A file, or a member of one, that is no article: what is wrong with it, and the way out."""

    def __init__(self, what: str, remedy: str = "", line: int | None = None) -> None:
        super().__init__(what)
        self.what, self.remedy, self.line = what, remedy, line


@dataclass(frozen=True, slots=True)
class Extract:
    """The running text of an article, and what the file says of it in places of its own.

    `body` has a blank line between paragraphs. `published` is a moment or how the file writes it.
    """

    body: str
    title: str | None = None
    meta: Metadata = field(default_factory=Metadata)
    published: datetime | str | None = None


def article(name: str, found: Extract) -> Article:
    """The article of a file's extract: its text is the title, a blank line, and the body.

    Raises Unreadable where there are no words.
    """
    body = tidied(found.body)
    if not body:
        raise Unreadable("no running text in it", "remove it, or fetch the article again")
    title = one_line(found.title, LONGEST_TITLE)
    text = f"{body}\n" if title is None or _begins_with(body, title) else f"{title}\n\n{body}\n"
    known = [Region(RegionKind.TITLE, Span(0, len(title)))] if title else []
    regions = (*known, *plain.regions(text, len(title or ""), titled=bool(title)))
    said = found.meta
    short = (one_line(value, LONGEST_FIELD) for value in (said.source, said.author, said.language))
    source, author, language = short
    meta = Metadata(source, author, language, one_line(said.url, LONGEST_ADDRESS))
    return Article(name, text, regions, _moment(found, text, regions), meta)


def tidied(text: str) -> str:
    """Text with `\\n` for every line end, no blanks at the ends of lines, and one blank line at most at a time."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    text = re.sub(r"[^\S\n]+(?=\n|\Z)", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def one_line(text: str | None, most: int) -> str | None:
    """Words with single blanks between them, the first `most` code points; None where there are none."""
    words = " ".join((text or "")[: 4 * most].replace("\0", "").split())
    return words[:most].rstrip() or None


def moment(text: str) -> datetime | None:
    """The time that a text names: as news, programs or e-mail (RFC 5322) write it; None where it names none."""
    if counted := _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(counted["seconds"]), UTC)
    found = parse_date(text)
    if found is None and re.search(r"\d:\d\d", text):
        from email.utils import parsedate_to_datetime

        try:
            found = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return found


def _begins_with(body: str, title: str) -> bool:
    return body.startswith(title) and body[len(title) : len(title) + 1] in ("", "\n")


def _moment(found: Extract, text: str, regions: tuple[Region, ...]) -> datetime | None:
    if isinstance(found.published, datetime):
        return found.published
    written = [found.published] if found.published else []
    written += [text[each.span.start : each.span.end] for each in regions if each.kind is RegionKind.PUBLISHED]
    return next((when for each in written if (when := moment(each.strip())) is not None), None)
