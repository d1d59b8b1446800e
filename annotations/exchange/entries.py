"""What a report for people is made of: annotations, each with the sentence that it stands in, in sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from annotations.entities.scheme import Scheme
from annotations.exchange.document import Document, Options
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.notes.note import Kind, Note, Status
from annotations.text.graphemes import snap
from annotations.text.natural import natural
from annotations.text.sentences import sentences

_AROUND = 200
"""Code points of the sentence that are shown on each side of a quote."""


@dataclass(frozen=True, slots=True)
class Relation:
    """An arrow, with the words at both of its ends."""

    note: Note
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An annotation of an article; its sentence is `before`, the quote and `after`, and `name` is what an entity names.

    A relation is an entry, too, and `relation` what it relates.
    """

    note: Note
    article: str
    title: str
    before: str = ""
    after: str = ""
    relation: Relation | None = None
    name: str = ""

    @property
    def says(self) -> bool:
        """Whether more is to be told of it than that it is an entity there."""
        return self.note.kind is not Kind.ENTITY or bool(self.note.body or self.note.tags or self.doubt)

    @property
    def doubt(self) -> str:
        """What is not sure about its place."""
        match self.note.status:
            case Status.AMBIGUOUS:
                return "place in doubt"
            case Status.ORPHANED:
                return "no longer in the text"
            case _:
                return ""


@dataclass(slots=True)
class Section:
    """Entries under a title: of one article, with it, or of one tag or entity, from all articles, with its relations.

    `articles` are those that bear the tag themselves, by name, with their titles; `label` is that of the entity.
    """

    title: str
    entries: list[Entry] = field(default_factory=list)
    document: Document | None = None
    label: str | None = None
    articles: list[tuple[str, str]] = field(default_factory=list)

    @property
    def mentions(self) -> int:
        """How many entities are in it."""
        return sum(entry.note.kind is Kind.ENTITY for entry in self.entries)


def sections(documents: Iterable[Document], holds: Holds, losses: Losses, options: Options) -> Iterator[Section]:
    """The sections of a report; by article with one article in memory, otherwise with all entries, and no texts."""
    match options.by:
        case "tag":
            yield from _by_tag(documents, replace(holds, states=False), losses)
        case "entity":
            yield from _by_entity(documents, replace(holds, states=False), losses, options.scheme)
        case _:
            for document in documents:
                found = entries(document, holds.kept(document, losses))
                yield Section(document.title or document.article, found, document)


def entries(document: Document, notes: Iterable[Note]) -> list[Entry]:
    """Annotations of an article, in their order, each with its sentence."""
    notes = list(notes)
    by_id = {note.id: note for note in notes}
    sentence = _Sentences(document.text or "")
    made = []
    for note in notes:
        before, after = sentence.around(note) if note.status is Status.ANCHORED else ("", "")
        relation = None
        if note.kind is Kind.RELATION:
            relation = Relation(note, _words(by_id[note.source or ""]), _words(by_id[note.target or ""]))
        name = document.names.get(note.id) or one_line(note.quote)
        made.append(Entry(note, document.article, document.title or document.article, before, after, relation, name))
    return made


def one_line(words: str) -> str:
    """Words of a text with single spaces for its blanks and line ends."""
    return " ".join(words.split())


def _by_tag(documents: Iterable[Document], holds: Holds, losses: Losses) -> list[Section]:
    found: dict[str, Section] = {}
    for document in documents:
        for tag in document.state.tags if document.state else ():
            found.setdefault(tag, Section(tag)).articles.append((document.article, document.title or document.article))
        for entry in entries(document, holds.kept(document, losses)):
            if not entry.note.tags:
                losses.add("annotation without a tag")
            for tag in entry.note.tags:
                found.setdefault(tag, Section(tag)).entries.append(entry)
    return sorted(found.values(), key=lambda section: natural(section.title))


def _by_entity(documents: Iterable[Document], holds: Holds, losses: Losses, scheme: Scheme) -> list[Section]:
    found: dict[tuple[str, str], Section] = {}
    for document in documents:
        known = entries(document, holds.kept(document, losses))
        keys = {each.note.id: (each.note.label or "", each.name) for each in known if each.note.kind is Kind.ENTITY}
        for entry in known:
            note = entry.note
            under = [keys[end] for end in (note.id, note.source, note.target) if end in keys]
            if not under:
                losses.add(f"{note.kind} without an entity")
            for key in dict.fromkeys(under):
                label, name = key
                found.setdefault(key, Section(name, label=label)).entries.append(entry)
    order = {label.name: number for number, label in enumerate(scheme.labels)}
    return sorted(
        found.values(), key=lambda each: (order.get(each.label or "", len(order)), each.label, natural(each.title))
    )


def _words(note: Note) -> str:
    return one_line(note.quote) if note.quote else "the whole article"


class _Sentences:
    """The sentences of a text, found once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = list(sentences(text)) if text else []
        self._starts = [span.start for span in self._spans]

    def around(self, note: Note) -> tuple[str, str]:
        """What stands before the quote in its sentence, and after it; … where that is cut."""
        span = note.span
        if span is None or not self._spans:
            return "", ""
        first = self._spans[max(bisect_right(self._starts, span.start) - 1, 0)]
        last = self._spans[max(bisect_right(self._starts, span.end - 1) - 1, 0)]
        start, end = min(first.start, span.start), max(last.end, span.end)
        near = snap(self._text, max(start, span.start - _AROUND), min(end, span.end + _AROUND))
        before, after = self._text[near.start : span.start], self._text[span.end : near.end]
        return ("…" if near.start > start else "") + before, after + ("…" if near.end < end else "")
