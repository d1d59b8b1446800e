"""A library with everything that a format may stumble over, and the ways out of it and into another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.config import Config
from annotations.desk.desk import Desk
from annotations.desk.exporting import documents
from annotations.desk.importing import Brought, Importing
from annotations.desk.marking import Marking
from annotations.desk.mentions import Mention
from annotations.entities.scheme import BUILT_IN
from annotations.exchange.delivery import deliver
from annotations.exchange.document import Options
from annotations.exchange.formats import FORMATS
from annotations.exchange.losses import Losses
from annotations.notes.note import Note
from annotations.notes.store import NoteStore
from annotations.text.span import Span

NAME = "news/fixture.txt"
RAW = (
    "Talks in Cafe\u0301 Tokyo\r\n\r\nSource: Reuters | 2020-03-05 10:00\r\n\r\n"
    '👩🏽‍🚀 Ana met 東京電力 in Tokyo.\r\nTokyo Electric Power said: "yes" & <no>.\r\n'
)
"""An emoji with a skin tone, a combining accent, Han, CRLF, quotes and markup."""

Open = Callable[[str], Desk]


def desk_at(root: Path) -> Desk:
    """A desk at a library with nothing but the article."""
    file = root / NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(RAW.encode())
    return Desk(Library(root), NoteStore.open(root / ".postil/notes.json"), BUILT_IN, "rules", Config("Ana"))


def article_of(desk: Desk) -> Article:
    article = desk.library.read(NAME)
    assert isinstance(article, Article)
    return article


def span_of(article: Article, words: str, nth: int = 1) -> Span:
    at = -1
    for _ in range(nth):
        at = article.text.index(words, at + 1)
    return Span(at, at + len(words))


def annotated_desk(desk: Desk) -> Desk:
    """The desk with an annotation of every kind: overlapping, nested, rejected, on the whole article, related."""
    article = article_of(desk)
    ana = desk.label(article, span_of(article, "👩🏽‍🚀 Ana"), "PERSON")
    tepco = desk.label(article, span_of(article, "東京電力"), "ORG")
    desk.label(article, span_of(article, "Tokyo Electric Power"), "ORG", "The company.", ["energy", "Japan"])
    tokyo = span_of(article, "Tokyo", 2)
    desk.accept(article, Mention(tokyo, "Tokyo", "GPE", "rules", 0.9))
    power = span_of(article, "Electric Power")
    desk.reject(article, Mention(power, "Electric Power", "PRODUCT", "rules", 0.4))
    desk.add_note(article, span_of(article, "Cafe\u0301 Tokyo"), "A *place*?\n\nAsk | again.", ["to do"])
    desk.add_note(article, span_of(article, "Ana met"), "")
    desk.add_note(article, None, "On the whole.", ["energy"])
    desk.relate(article, ana, tepco, "works for")
    desk.mark([NAME], Marking(flag=True, state="reading", tags=("energy",)))
    return desk


def written(desk: Desk, name: str, out: Path, *, by: str = "article") -> Losses:
    """Export a desk's work; what was lost."""
    losses = Losses()
    format = FORMATS[name]
    deliver(format.write(documents(desk, [], named=format.named), losses, Options(desk.scheme, by)), out, format.shape)
    return losses


def taken_in(desk: Desk, name: str, file: Path, *, in_doubt: bool = False, add: bool = False) -> Brought:
    """Import a file."""
    return Importing(desk, str(file), in_doubt=in_doubt).take_in(lambda: FORMATS[name].read(file), add=add)


def said(notes: Iterable[Note], **lost: Any) -> list[Note]:
    """Annotations without what every import gives anew, and with what a format loses as it is without it.

    Ends of relations become the words that they are on, so that they can be compared.
    """
    notes = list(notes)
    words = {note.id: note.quote for note in notes}
    told = []
    for note in notes:
        source, target = (end and words[end] for end in (note.source, note.target))
        told.append(
            replace(note, **{"id": "", "created": "", "modified": "", "source": source, "target": target, **lost})
        )
    return sorted(told, key=lambda note: (note.start or -1, note.end or -1, note.kind, note.label or "", note.body))
