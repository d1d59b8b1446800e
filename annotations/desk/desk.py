"""The desk: library, notes, scheme, recogniser and history of one person's work.

Every thing that a user can do is a method here; the command line and the screen only call them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.articles.article import Article, RegionKind
from annotations.articles.catalogue import Catalogue
from annotations.articles.index import LibraryIndex
from annotations.articles.library import Library
from annotations.articles.lone import LoneIndex
from annotations.desk import places
from annotations.desk.annotating import Reading
from annotations.desk.config import Config, read_config
from annotations.desk.correcting import Correcting
from annotations.desk.deciding import Deciding
from annotations.desk.learning import Learning
from annotations.desk.listing import Listing
from annotations.desk.marking import Marking
from annotations.desk.mentions import Mentions, merge
from annotations.desk.recognising import Matter, Recognising
from annotations.desk.relating import relation_labels
from annotations.desk.suggestion_cache import SuggestionCache
from annotations.entities.engines import engine_names
from annotations.entities.entity import Entity
from annotations.entities.packed import Entities
from annotations.entities.scheme import Scheme, read_scheme
from annotations.notes.change import Change, Edit
from annotations.notes.note import ArticleState
from annotations.notes.plan import Conflict
from annotations.notes.refuge import Refuge
from annotations.notes.store import NoteStore
from annotations.problem import PostilError, Problem

if TYPE_CHECKING:
    from annotations.desk.following import Following
    from annotations.desk.lists import WorkingList
    from annotations.desk.searching import Searching
    from annotations.desk.stocktaking import Stocktaking

__all__ = ["Desk", "Reading"]

_SAVES = "opening the library, or postil check --repair, saves them"


class Desk(Deciding):
    """One person's work at one library. Not tied to a thread, but one call at a time may change something."""

    def __init__(self, library: Library, store: NoteStore, scheme: Scheme, engines: Sequence[str], config: Config):
        super().__init__(store, scheme, config.author)
        self.library = library
        library.catalogue = Catalogue(places.contents_file(library.root))
        library.kept = places.extracts_file(library.root)
        self.recognising = Recognising(engines, SuggestionCache(places.suggestions_file()))
        self.correcting = Correcting(store, engines[0])
        self.learning = Learning(library, store, scheme, self.correcting, by_itself=config.learn)
        self.listing = Listing(library, store, _index(library), scheme.built_in)

    @cached_property
    def following(self) -> Following:
        """What became of annotated articles that are gone."""
        from annotations.desk.following import Following

        return Following(self.library, self.listing, self.placing, self._do)

    @cached_property
    def searching(self) -> Searching:
        """Looking for words in all articles."""
        # Imported when it is first asked for: start-up does not wait for it.
        from annotations.desk.searching import Searching

        return Searching(self.listing)

    @cached_property
    def stocktaking(self) -> Stocktaking:
        """Keeping the index of words up to date."""
        from annotations.desk.stocktaking import Stocktaking

        return Stocktaking(self.listing)

    @classmethod
    def open(
        cls, library: Library, *, notes: Path | None = None, engine: str | None = None, patient: bool = False
    ) -> Desk:
        """Sit down at a library; nothing is written by it. `engine` suggests entities, by default that of the settings.

        When `patient`, what the disk refuses waits until it can be saved.

        Raises PostilError for settings, of the user or of the library, or a scheme that cannot be read, and for an
        engine that is none. Notes that cannot be read are `desk.store.problem`: the articles can be read all the same.
        """
        _ = library.settings
        config = read_config(places.config_file())
        engines = engine_names(engine or config.engine)
        scheme = read_scheme(places.scheme_file(library.root))
        if isinstance(scheme, Problem):
            raise PostilError(scheme)
        refuge = places.refuge() if patient else None
        store = NoteStore.open(notes or places.notes_file(library.root), refuge)
        return cls(library, store, scheme, engines, config)

    # Reading

    def read(self, name: str) -> Reading | Problem:
        """An article with its annotations, each placed again where the text has changed."""
        article = self.library.read(name, keep=True)
        return article if isinstance(article, Problem) else self.lay_out(article)

    def suggest(self, article: Article) -> Entities:
        """What the engines find in an article, in the order of the text; nothing if they are stopped meanwhile.

        Of several engines, suggestions may overlap. What is wrong with an engine or its data is in their `problems`.
        """
        matter = _matter(article)
        suggestions = self._merged(article, matter, self.recognising.recognise(matter))
        if not (self.recognising.stopped or self.correcting.stopped) and (suggestions or not suggestions.problems):
            self.listing.recognised(article, suggestions)
        return suggestions

    def suggested(self, article: Article) -> Entities | None:
        """The same at once, where it is known from before."""
        matter = _matter(article)
        found = None if self.correcting.takes_long(article.text) else self.recognising.known(matter)
        return None if found is None else self._merged(article, matter, found)

    def suggest_near(self, article: Article, offset: int) -> Entities | None:
        """What the engines find around an offset of a long article, for the time till `suggest` is done with it.

        None for one that is not long.
        """
        matter = _matter(article)
        found = self.recognising.near(matter, offset)
        return None if found is None else self._merged(article, matter, found, briefly=True)

    def _merged(
        self, article: Article, matter: Matter, found: Sequence[Entities], *, briefly: bool = False
    ) -> Entities:
        """What each engine found, in the labels of the scheme and as the library has taught, as one."""
        mapped = []
        for name, entities in zip(self.recognising.engines, found, strict=False):
            own = entities.relabelled(partial(self.scheme.of_engine, name))
            learned = self.correcting.corrected(name, article.text, own, matter.skip, briefly=briefly)
            mapped.append((name, learned.relabelled(lambda label: label if self.scheme.label(label) else None)))
        if len(mapped) == 1:
            return mapped[0][1]
        from annotations.entities.combined import combined

        return combined(article.text, mapped)

    def mentions(self, reading: Reading, suggestions: Sequence[Entity]) -> Mentions:
        """Suggestions and the user's decisions, merged."""
        return merge(suggestions, reading.notes)

    def tags_in_use(self) -> list[str]:
        """The tags of notes and articles, those used most first."""
        count = Counter(tag for note in self.store.notes() for tag in note.tags)
        count.update(tag for state in self.store.states().values() for tag in state.tags)
        return [tag for tag, _ in count.most_common()]

    def relation_labels(self) -> list[str]:
        """The labels of relations, those used most first."""
        return relation_labels(self.store.notes())

    # Articles

    def mark(self, names: Sequence[str], marking: Marking) -> int:
        """Mark articles, as one change; says how many are others than before.

        Raises PostilError where one that nothing was said of yet cannot be read.
        """
        states = self.store.states()
        edits = []
        for name in names:
            known = states.get(name)
            after = marking.on(known or ArticleState(name, ""))
            if after != (known or ArticleState(name, "")):
                edits.append(Edit(known, after if known else replace(after, article_sha256=self._sha256(name))))
        if edits:
            where = "" if marking.passing else f" ×{len(edits)}" if len(edits) > 1 else f" {names[0]}"
            self._do(marking.what + where, *edits)
        return len(edits)

    def add_text(self, text: str) -> str:
        """Keep a text as a new article; its name. Raises PostilError where it has no words or cannot be kept."""
        from annotations.desk.pasting import paste

        change = self.history.do(paste(self.library, text))
        return change.articles[0]

    def exchange_list(self, old: WorkingList | None, new: WorkingList | None) -> None:
        """Keep a working list, in the place of an `old` one; without a `new` one take that away. Raises PostilError."""
        from annotations.desk.lists import exchanging

        self.history.beside(exchanging(places.lists_file(self.library.root), old, new))

    def _sha256(self, name: str) -> str:
        """The hash of an article's text, from the index where it is known there."""
        sha256 = self.listing.sha256(name)
        if sha256 is None:
            article = self.library.read(name)
            if isinstance(article, Problem):
                raise PostilError(article)
            sha256 = article.sha256
        return sha256

    def waiting(self) -> list[Problem]:
        """The files in which changes of killed programs wait that the disk refused."""
        counts = Refuge(places.refuge(), self.store.path).peek()
        return [
            Problem(str(file), f"{count} change{'s' * (count != 1)} to {self.store.path} wait here to be saved", _SAVES)
            for file, count in counts.items()
        ]

    # History

    def undo(self) -> Change | Problem | None:
        """Take the last change back; None where there is none, a problem where others have changed the same since."""
        return self._followed(_or_conflict(self.history.undo), undone=True)

    def redo(self) -> Change | Problem | None:
        """Make the change again that was taken back last; else as `undo`."""
        return self._followed(_or_conflict(self.history.redo), undone=False)

    def _followed(self, change: Change | Problem | None, *, undone: bool) -> Change | Problem | None:
        """A change, when the file that came with it is where it belongs."""
        if isinstance(change, Change) and change.came_with_file:
            from annotations.desk.pasting import follow

            follow(self.library, change, undone=undone)
        return change


def _index(library: Library) -> LibraryIndex | LoneIndex:
    """The index of a library: kept in no file for an article that is opened alone, unless there is one already."""
    file = places.index_file(library.root)
    alone = library.only is not None and len(library.only) == 1 and not file.exists()
    return LoneIndex(file) if alone else LibraryIndex(file)


def _or_conflict(work: Callable[[], Change | None]) -> Change | Problem | None:
    try:
        return work()
    except Conflict as conflict:
        return conflict.problem


def _matter(article: Article) -> Matter:
    return Matter(article.text, article.first(RegionKind.TITLE), article.skipped, article.name)
