"""An Obsidian vault: a Markdown file for each article, and one for each entity that is linked from it and links back.

The file of an article has what was said first, each time under the sentence that it is about and with a link to the
paragraph where that stands, then the text, with its entities linked. Properties are YAML front matter.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.entries import Entry, entries, one_line
from annotations.exchange.escaping import escaped
from annotations.exchange.holding import Holds
from annotations.exchange.losses import Losses
from annotations.exchange.markdown import arrow, front_matter, item, kind_of
from annotations.exchange.vault import Vault, link, tag_of
from annotations.notes.note import Kind, Note, Status
from annotations.text.natural import natural
from annotations.text.safe import visible_line
from annotations.text.sentences import paragraphs
from annotations.text.span import Span

HOLDS = Holds(notes=True, bodies=True, tags=True, whole=True, relations=True, overlaps=True, states=True, unsure=True)
ENTITIES = "Entities"
"""The folder of the entities' pages."""


def write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]:  # noqa: ARG001
    """A file for each article, then those of the entities; of an article its path and title are remembered."""
    vault = Vault()
    entities: dict[str, _Entity] = {}
    articles: list[tuple[str, str]] = []
    for document in documents:
        path = vault.path(*PurePosixPath(document.article).with_suffix("").parts)
        found = entries(document, HOLDS.kept(document, losses))
        tags = [*(document.state.tags if document.state else ()), *(tag for entry in found for tag in entry.note.tags)]
        losses.add("tag written otherwise", sum(tag_of(tag) != tag for tag in tags))
        pages: dict[str, str] = {}
        for entry in found:
            if entry.note.kind is Kind.ENTITY:
                # Obsidian knows pages by their names, and small letters from capitals by none.
                key = unicodedata.normalize("NFC", entry.name).casefold()
                if key not in entities:
                    entities[key] = _Entity(vault.path(ENTITIES, entry.name), entry.name)
                entities[key].add(entry, len(articles))
                pages[entry.note.id] = entities[key].path
        articles.append((path, document.title or document.article))
        yield f"{path}.md", "\n".join(_Article(document, found, pages).blocks()).encode()
    for key in sorted(entities, key=natural):
        yield f"{entities[key].path}.md", "\n".join(entities[key].blocks(articles)).encode()


@dataclass(slots=True)
class _Entity:
    """What is known of an entity: its page, what it is called, and the numbers of the articles, one a mention."""

    path: str
    name: str
    names: dict[str, None] = field(default_factory=dict)
    labels: dict[str, None] = field(default_factory=dict)
    articles: array[int] = field(default_factory=lambda: array("L"))

    def add(self, entry: Entry, article: int) -> None:
        """A mention in the article of that number."""
        self.names |= dict.fromkeys(visible_line(each) for each in (entry.name, one_line(entry.note.quote)))
        self.labels[entry.note.label or ""] = None
        self.articles.append(article)

    def blocks(self, articles: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Its page: front matter, and the articles that mention it, of which path and title are given."""
        aliases = [name for name in self.names if self.path != f"{ENTITIES}/{name}"]
        yield front_matter({"aliases": aliases, "labels": list(self.labels)})
        yield f"# {escaped(self.name)}\n"
        for number, count in Counter(self.articles).items():
            yield f"- {link(*articles[number])}{f' ×{count:,}' if count > 1 else ''}"
        yield ""


class _Article:
    """The page of an article; `pages` are the paths of those of its entities, by id."""

    def __init__(self, document: Document, found: Sequence[Entry], pages: Mapping[str, str]) -> None:
        self._document = document
        self._entries = found
        self._pages = pages
        self._text = document.text or ""
        self._blocks = list(paragraphs(self._text))
        self._starts = [block.start for block in self._blocks]

    def blocks(self) -> Iterator[str]:
        """Front matter, what was said, relations, and the text."""
        document, state = self._document, self._document.state
        about = {
            "title": visible_line(document.title),
            "aliases": [visible_line(document.title)] if document.title else [],
            "article": visible_line(document.article),
            "source": visible_line(document.source or ""),
            "author": visible_line(document.author or ""),
            "published": document.published,
            "state": state.state if state else None,
            "flagged": state.flag if state else None,
            "tags": list(dict.fromkeys(map(tag_of, state.tags))) if state else [],
        }
        yield front_matter(about)
        yield f"# {escaped(document.title or document.article)}\n"
        told = [entry for entry in self._entries if entry.says or document.text is None]
        for heading, relations in (("Notes", False), ("Relations", True)):
            items = [entry for entry in told if (entry.note.kind is Kind.RELATION) is relations]
            if items:
                yield f"## {heading}\n"
            for entry in items:
                yield item(entry, self._told(entry)) + "\n"
        yield "## Text\n" if document.text is not None else "The article cannot be read.\n"
        linked = {self._block(entry.note) for entry in told}
        ahead = deque(_apart(self._entries) if document.text else ())
        for number, block in enumerate(self._blocks):
            yield "".join(self._linked(block, ahead)) + (f" ^p{number + 1}" if number in linked else "") + "\n"

    def _told(self, entry: Entry) -> Iterator[str]:
        note = entry.note
        if relation := entry.relation:
            ends = self._page(note.source, relation.source), self._page(note.target, relation.target)
            yield arrow(relation, ends)
        elif note.kind is Kind.ENTITY:
            yield f"{self._page(note.id, one_line(note.quote))} · {kind_of(entry)}"
        else:
            yield kind_of(entry)
        yield from (f"#{tag_of(tag)}" for tag in note.tags)
        block = self._block(note)
        if block is not None:
            yield f"[[#^p{block + 1}|in the text]]"

    def _page(self, note_id: str | None, words: str) -> str:
        """Words, linked to the page of the entity that they are."""
        path = self._pages.get(note_id or "")
        return link(path, words) if path else escaped(words)

    def _block(self, note: Note) -> int | None:
        """The number of the paragraph in which it begins, if that is sure."""
        if note.span is None or note.status is not Status.ANCHORED or not self._blocks:
            return None
        return max(bisect_right(self._starts, note.span.start) - 1, 0)

    def _linked(self, block: Span, ahead: deque[Note]) -> Iterator[str]:
        """A paragraph in which those entities are linked that begin in it; they are taken from `ahead`."""
        at = block.start
        while ahead and (ahead[0].start or 0) < block.end:
            note = ahead.popleft()
            start, end = max(note.start or 0, block.start), min(note.end or 0, block.end)
            yield _inline(self._text[at:start])
            yield self._page(note.id, one_line(self._text[start:end]))
            at = end
        yield _inline(self._text[at : block.end])


def _apart(found: Iterable[Entry]) -> Iterator[Note]:
    """The entities of which no two overlap, the outer ones, in the order of the text."""
    end = 0
    for entry in found:
        note = entry.note
        sure = note.kind is Kind.ENTITY and note.status is Status.ANCHORED and bool(note.quote.strip())
        if sure and note.span and note.span.start >= end:
            end = note.span.end
            yield note


def _inline(words: str) -> str:
    """Words between others, escaped, with a blank where they begin or end with one."""
    if not words.strip():
        return " " if words else ""
    return f"{' ' if words[0].isspace() else ''}{escaped(words)}{' ' if words[-1].isspace() else ''}"
