"""Annotations from elsewhere become part of one person's work: merged by identity or by place, never doubled."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from annotations.articles.article import Article
from annotations.desk.adopting import adopt, as_article
from annotations.desk.desk import Desk
from annotations.desk.fitting import Fitting
from annotations.exchange.document import Document
from annotations.notes.change import GOES_ON, Change, Edit
from annotations.notes.ids import new_id, utc_now
from annotations.notes.merging import merged_state
from annotations.notes.note import ArticleState, Kind, Note, Status
from annotations.problem import PostilError, Problem
from annotations.text import hashing
from annotations.text.safe import visible_line

AT_ONCE = 10_000
"""Edits of one change; a longer import is several, which are taken back together."""
HELD = 1 << 17
"""Edits that are kept from the first look at a file; where it has more, it is read a second time to save them."""
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch


@dataclass(slots=True)
class Brought:
    """What an import brought: edits, annotations that were here already, those in doubt, and articles."""

    edits: int = 0
    known: int = 0
    doubtful: int = 0
    articles: int = 0
    labels: set[str] = field(default_factory=set)
    """Labels that the scheme does not have."""


class Importing:
    """Merges the documents of one file into a desk's work; `brought` says what came of it.

    With `in_doubt`, annotations without a sure place in our text are taken in as such; else they are refused.
    """

    def __init__(self, desk: Desk, file: str, *, in_doubt: bool = False) -> None:
        self._desk = desk
        self._file = file
        self._in_doubt = in_doubt
        self.brought = Brought()
        self._added: dict[str, str] = {}
        self._labels = frozenset(label.name for label in desk.scheme.labels)
        self._unsaved: dict[str, dict[str, Note]] = {}
        """What the edits that are not saved yet make of an article's annotations, by id."""
        self._unsaved_states: dict[str, ArticleState] = {}

    def take_in(
        self,
        documents: Callable[[], Iterable[Document]],
        *,
        add: bool = False,
        looking: Callable[[Iterable[Document]], Iterable[Document]] = iter,
        saving: Callable[[Iterable[Edit], int], Iterable[Edit]] = lambda edits, _: edits,
    ) -> Brought:
        """Take in what a file holds, as one change that can be undone; `documents` reads the file from its beginning.

        All of it is looked through before anything is saved. With `add`, texts that the library does not have become
        articles of it, as files; undoing leaves those. Documents go through `looking` when they are looked through,
        edits through `saving`, with how many there are, when they are saved. Raises PostilError where something does
        not fit.
        """
        with _undisturbed():
            found: Iterable[Edit] | None = self._looked_through(looking(documents()), add=add)
            total = self.brought.edits
            if found is None:
                self.brought = Brought()
                found = (edit for document in documents() for edit in self._edits(document, self._found(document)))
            return self._save(saving(found, total))

    def _save(self, found: Iterable[Edit]) -> Brought:
        edits = iter(found)
        what = f"import {Path(self._file).name}"
        while batch := tuple(islice(edits, AT_ONCE)):
            self._desk.history.do(Change(what, batch))
            self._forget_unsaved()
            what = what if what.startswith(GOES_ON) else GOES_ON + what
        return self.brought

    def _looked_through(self, documents: Iterable[Document], *, add: bool) -> list[Edit] | None:
        """The edits of all documents; None where they are too many to be held, or come with articles to be added."""
        held: list[Edit] | None = []
        for document in documents:
            article = self._article(document)
            if article is None:
                if not add:
                    raise self._unknown(document)
                article, held = as_article(document), None
            edits = list(self._edits(document, article))
            if held is not None and len(held) + len(edits) <= HELD:
                held += edits
            else:
                held = None
                self._forget_unsaved()
        return held

    def _forget_unsaved(self) -> None:
        self._unsaved.clear()
        self._unsaved_states.clear()

    def _found(self, document: Document) -> Article:
        article = self._article(document)
        if article is None:
            article = as_article(document)
            adopt(article, self._desk.library)
            self.brought.articles += 1
            self._added[document.article] = article.name
        return article

    def _unknown(self, document: Document) -> PostilError:
        name = f" called {visible_line(document.article)}" if document.article else " with this text"
        remedy = "--add takes its text in as an article" if document.text else "add the article first"
        return PostilError(Problem(self._file, f"the library has no article{name}", remedy, document.line))

    def _article(self, document: Document) -> Article | None:
        """The library's article that a document is about: that of its name, else the one with its text."""
        name: str | None = self._added.get(document.article, document.article)
        if name not in self._names and name not in self._added.values():
            name = self._named_by_text(document.text) if document.text else None
        if name is None:
            return None
        found = self._desk.library.read(name)
        if isinstance(found, Problem):
            raise PostilError(found)
        return found

    def _edits(self, document: Document, article: Article) -> Iterator[Edit]:
        """What a document changes. Raises PostilError where its annotations do not fit, or are refused."""
        fitting = Fitting(document, article, self._file)
        unsaved = self._unsaved.setdefault(article.name, {})
        by_id = {note.id: note for note in self._desk.store.notes(article.name)} | unsaved
        same = {_place(note): note for note in by_id.values()}
        ids: dict[str, str] = {}
        for note in sorted(document.notes, key=lambda each: each.kind is Kind.RELATION):
            placed = self._ours(fitting.placed(note), article, ids)
            if placed.status is not Status.ANCHORED and note.status is Status.ANCHORED:
                if not self._in_doubt:
                    raise PostilError(fitting.difference())
                self.brought.doubtful += 1
            place = _place(placed)
            known = by_id.get(placed.id) or same.get(place)
            if note.id:
                ids[note.id] = known.id if known else placed.id
            if known is None:
                same[place] = placed
            elif known.id != placed.id or not _is_newer(note, placed, known):
                self.brought.known += 1
                continue
            else:
                placed = replace(placed, author=known.author, created=known.created)
            if placed.label and placed.label not in self._labels and placed.kind is Kind.ENTITY:
                self.brought.labels.add(placed.label)
            self.brought.edits += 1
            by_id[placed.id] = unsaved[placed.id] = placed
            yield Edit(known, placed)
        if document.state is not None:
            yield from self._state(document.state, article)

    def _state(self, theirs: ArticleState, article: Article) -> Iterator[Edit]:
        known = self._unsaved_states.get(article.name) or self._desk.store.state(article.name)
        told = replace(theirs, article=article.name, article_sha256=article.sha256)
        after = told if known is None else merged_state(None, told, known)
        if after != known:
            self.brought.edits += 1
            self._unsaved_states[article.name] = after
            yield Edit(known, after)

    def _ours(self, note: Note, article: Article, ids: dict[str, str]) -> Note:
        """A note with what only we can give it; ends of relations are those that `ids` knows."""
        whole = note.article == article.name and note.author and note.created and note.modified
        if whole and _is_ours(note.id) and not (note.source or note.target):
            return note
        created = note.created or utc_now()
        return replace(
            note,
            id=note.id if _is_ours(note.id) else new_id(),
            article=article.name,
            author=note.author or self._desk.author,
            created=created,
            modified=note.modified or created,
            source=ids.get(note.source or "", note.source),
            target=ids.get(note.target or "", note.target),
        )

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._desk.library.scan().names)

    def _named_by_text(self, text: str) -> str | None:
        """The article with the same text, else with one that differs in blanks alone."""
        return self._by_text.get(Article("", text).sha256) or self._by_words.get(_words(text))

    @cached_property
    def _by_text(self) -> dict[str, str]:
        known = ((name, self._desk.listing.sha256(name)) for name in self._names)
        return {sha256: name for name, sha256 in known if sha256}

    @cached_property
    def _by_words(self) -> dict[bytes, str]:
        """All articles by what they say, for formats without names; they have to be read for it."""
        read = (self._desk.library.read(name) for name in self._names)
        return {_words(article.text): article.name for article in read if isinstance(article, Article)}


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No looking for garbage while much is made that is none: that would take a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # Both together make all that was made old; else it would be looked through now, because it is new.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _words(text: str) -> bytes:
    """A hash of a text without its blanks."""
    return hashing.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).digest()


def _is_ours(note_id: str) -> bool:
    """Whether an id is one that postil gave, a UUID; others stay unique only in their own file."""
    return _UUID(note_id) is not None


def _is_newer(theirs: Note, placed: Note, known: Note) -> bool:
    """Whether a version is newer than ours; where no time comes with it, whether it says something else."""
    if theirs.modified:
        return theirs.modified > known.modified
    return (_place(placed), placed.body, placed.tags) != (_place(known), known.body, known.tags)


def _place(note: Note) -> tuple[object, ...]:
    """What two annotations have in common that say the same of the same place."""
    said = (note.body, note.tags) if note.kind is Kind.NOTE else (note.source, note.target)
    return note.kind, note.start, note.end, note.label, said
