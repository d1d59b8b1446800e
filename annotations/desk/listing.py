"""The listing: the articles of a library in order, each as a row, without opening a file that is known already."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from annotations.articles.article import Article, RegionKind
from annotations.articles.index import LibraryIndex
from annotations.articles.library import Library, Stamp
from annotations.articles.lone import LoneIndex
from annotations.articles.record import RECOGNISED, Content, Record, record
from annotations.desk.rows import Row, row, with_names
from annotations.entities.entity import Entity, doubt
from annotations.notes.note import Kind
from annotations.notes.store import NoteStore
from annotations.problem import Problem

if TYPE_CHECKING:
    from annotations.desk.completion import Known
    from annotations.desk.texts import Texts

LOOKED_AT = 500
"""Files whose size and time are compared with the index between two looks at what else is to be done."""
READ = 40
"""Files that are read between two such looks."""

SETTLED = 10 * 1_000_000_000
"""Nanoseconds after which a file is taken not to have been written since it was read."""


class Opening(NamedTuple):
    """A file that holds several articles, and is opened next; the `number`th of `total`."""

    name: str
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class News:
    """What a slice of reconciling brought: the names, where they have changed, and rows that were read anew.

    With `opening`, the names are not known yet.
    """

    names: Sequence[str] | None = None
    rows: dict[str, Row | Problem] = field(default_factory=dict)
    opening: Opening | None = None


class Listing:
    """Rows of a library's articles: from its index, or from the files where the index does not know them."""

    def __init__(
        self,
        library: Library,
        store: NoteStore,
        index: LibraryIndex | LoneIndex,
        built_in: Callable[[str], str] = str,
    ) -> None:
        """`built_in` says which label of the built-in scheme a label of the library's is."""
        self._built_in = built_in
        self.library = library
        self.store = store
        self.index = index
        self._waiting: Sequence[str] = ()

    @cached_property
    def texts(self) -> Texts:
        """The index of what the articles and the notes on them say."""
        # Imported when words are first asked for: start-up does not wait for it.
        from annotations.desk.texts import Texts

        return Texts(self.index.file.with_suffix(".text"), self.store)

    def names(self) -> Sequence[str]:
        """The names in order as the index has them, unseen on the disk; found on the disk where it has none.

        What could not be listed (a broken link, a closed folder) stands among them, at the end.
        """
        if self.library.only is not None:
            return self.scan()
        known = self.index.names()
        return self.scan(hurry=True) if known is None else known

    def scan(self, *, hurry: bool = False) -> Sequence[str]:
        """The names in order as the disk has them; in a `hurry` without those in files that must be opened first."""
        scan = self.library.scan(hurry=hurry)
        self._waiting = scan.waiting
        present = set(scan.names) if scan.problems else ()
        faults = {problem.file: problem for problem in scan.problems if problem.file not in present}
        names = [*scan.names, *faults]
        if self.library.only is None and names != self.index.names():
            self.index.keep_names(names)
        self.index.put(record(name, None, problem) for name, problem in faults.items())
        return names

    def rows(self, names: Sequence[str], *, named: bool = False) -> Iterator[tuple[str, Row | Problem | None]]:
        """The rows of articles as far as the index knows them, in the order asked for; no file is looked at.

        With `named`, rows tell what the recogniser named in the articles, too.
        """
        without = ("size", "mtime_ns", "sha256", *(RECOGNISED[2:] if named else RECOGNISED))
        long_forms = self.index.long_forms() if named else None
        for name, known in zip(names, self.index.records(names, without=without), strict=True):
            yield name, None if known is None else self._told(known, long_forms)

    def row(self, name: str) -> Row | Problem:
        """The row of an article as its file is now."""
        return self.look((name,))[name]

    def look(self, names: Sequence[str], *, named: bool = False) -> dict[str, Row | Problem]:
        """The rows of articles as their files are now; those are read that are not as the index has them."""
        without = () if named else RECOGNISED
        known = dict(zip(names, self.index.records(names, without=without), strict=True))
        known.update(self._read(self._stale(known)))
        long_forms = self.index.long_forms() if named else None
        return {name: self._told(each, long_forms) for name, each in known.items() if each is not None}

    def sha256(self, name: str) -> str | None:
        """The hash of an article's text; None where its file is not as the index has it."""
        (known,) = self.index.records((name,), without=RECOGNISED)
        return known.sha256 if known is not None and known.stamp == self.library.stamp(name) else None

    def keep(self, article: Article) -> None:
        """Take an article in that was read just now, so that it need not be read again."""
        stamp = self.library.stamp(article.name)
        # Of a file that was written in these seconds nobody knows whether it was before or after it was read.
        if stamp is not None and time.time_ns() - stamp[1] > SETTLED:
            (known,) = self.index.records((article.name,), without=RECOGNISED)
            if known is None or known.stamp != stamp:
                self.index.put([record(article.name, stamp, article)])

    def all_rows(self, *, named: bool = False) -> Iterator[Row | Problem]:
        """The rows of all articles as their files are now, in order, and of what could not be listed.

        What vanished with its folder since it was listed is one problem, that of the folder.
        """
        names = self.scan()
        gone: set[str] = set()
        for start in range(0, len(names), READ):
            for name, found in self.look(names[start : start + READ], named=named).items():
                folder = self.library.vanished(name) if isinstance(found, Problem) else ""
                if not folder:
                    yield found
                elif folder not in gone:
                    gone.add(folder)
                    yield Problem(folder, "gone since it was listed", "look again when nothing moves it")

    def records(self) -> Iterator[Record]:
        """The records of all articles that can be read, as their files are now, in order."""
        names = self.scan()
        for start in range(0, len(names), READ):
            chunk = names[start : start + READ]
            known = dict(zip(chunk, self.index.records(chunk, without=RECOGNISED), strict=True))
            known.update(self._read(self._stale(known)))
            yield from (each for each in known.values() if each is not None and each.what is None)

    def reconcile(self, shown: Sequence[str], first: Sequence[str] = ()) -> Iterator[News]:
        """Make the index agree with the disk; `shown` are the names that the list has, `first` those in sight.

        Each step is short, is kept when it is done, and says what is new, be it nothing; the work may be left at any.
        """
        names = self.scan(hurry=True)
        if self._waiting:
            # Each is a step of its own, since it may take long to find out what a file holds.
            waiting = self._waiting
            for number, name in enumerate(waiting, 1):
                yield News(opening=Opening(name, number, len(waiting)))
                self.library.look_into(name)
            names = self.scan()
        yield News(names=None if names == shown else names)
        ahead = dict.fromkeys(first)
        present = set(names)
        ordered = [*(name for name in ahead if name in present), *(name for name in names if name not in ahead)]
        for start in range(0, len(ordered), LOOKED_AT):
            yield from self._agree(ordered[start : start + LOOKED_AT])

    def _agree(self, names: Sequence[str]) -> Iterator[News]:
        known = dict(zip(names, self.index.records(names, without=RECOGNISED), strict=True))
        stale = self._stale(known)
        yield News()
        for start in range(0, len(stale), READ):
            read = self._read(stale[start : start + READ])
            yield News(rows={name: self._told(each) for name, each in read.items() if each != known[name]})

    def recognised(self, article: Article, found: Sequence[Entity]) -> None:
        """Keep what was recognised in an article, so that the list can tell it and filter by it.

        Where nothing has been listed, nothing is kept.
        """
        if not self.index.in_use:
            return
        self.row(article.name)
        told = content(article, found, self._built_in)
        self.index.recognised(article.name, article.sha256, len(found), doubt(found), told)

    def stamps(self, names: Sequence[str]) -> dict[str, Stamp]:
        """Size and time of files when they were read for the index, of those that it knows."""
        known = zip(names, self.index.records(names, without=RECOGNISED), strict=True)
        return {name: each.stamp for name, each in known if each is not None and each.stamp is not None}

    def known(self, labels: Sequence[str]) -> Known:
        """What a query may ask for in this library; `labels` are those of its scheme."""
        from annotations.desk.completion import Known

        tags = Counter(tag for state in self.store.states().values() for tag in state.tags)
        decided = (note.quote for note in self.store.notes() if note.kind is Kind.ENTITY)
        entities = Counter(words for _, words in self.index.all_named())
        entities.update(" ".join(words.split()) for words in decided)
        return Known(
            tags=[tag for tag, _ in tags.most_common()],
            sources=self.index.sources(),
            labels=labels,
            entities=[words for words, _ in entities.most_common()],
        )

    def problems(self) -> Iterator[Problem]:
        """What could not be listed or read, as the index knows it."""
        return (known.problem for known in self.index.faults() if known.problem is not None)

    def _stale(self, known: dict[str, Record | None]) -> list[str]:
        """Names whose files are not as the index has them, or could not be read before."""
        stale = []
        for name, each in known.items():
            stamp = self.library.stamp(name)
            if each is None or each.stamp != stamp or (each.what and stamp):
                stale.append(name)
        return stale

    def _read(self, names: Sequence[str]) -> dict[str, Record]:
        # The time is taken before the file is read, so that what is written meanwhile is noticed the next time.
        read = {name: record(name, self.library.stamp(name), self.library.read(name)) for name in names}
        self.index.put(each for each in read.values() if each.stamp is not None)
        return read

    def _told(self, known: Record, long_forms: Mapping[str, str] | None = None) -> Row | Problem:
        if known.problem is not None:
            return known.problem
        notes = self.store.notes(known.name)
        told = row(known, self.store.state(known.name), notes)
        return told if long_forms is None else with_names(told, known, notes, long_forms, self._built_in)


def content(article: Article, found: Sequence[Entity], built_in: Callable[[str], str]) -> Content:
    """What the index keeps of the entities that were found in an article; `built_in` as for `Listing`.

    One after the other is looked at when it is asked for, and none is kept: a long text has as many as there is room
    for.
    """
    named = ((entity.label, entity.text) for entity in found)
    return Content(named, _dated(article, found, built_in), _explained(article, found))


def _dated(article: Article, found: Sequence[Entity], built_in: Callable[[str], str]) -> Iterator[str]:
    """The days that are meant, in EDTF."""
    from annotations.entities.meaning import DATED, meaning_of

    published, place = article.published, article.words_of(RegionKind.PLACE)
    for entity in found:
        kind = built_in(entity.label)
        if kind in DATED:
            meant = meaning_of(kind, article.text, entity.span, published, place)
            if meant is not None:
                yield meant.value


def _explained(article: Article, found: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    """The abbreviations that are introduced and mentioned, and their long forms."""
    from annotations.entities.abbreviations import long_forms

    introduced = long_forms(article.text)
    mentioned = {entity.text for entity in found if entity.text in introduced} if introduced else set()
    yield from ((short, long) for short, long in introduced.items() if short in mentioned)
