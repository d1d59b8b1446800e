"""Annotations of articles whose file is gone, and the files that have their text now: renamed, or moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.desk.listing import Listing
from annotations.notes.change import Edit
from annotations.notes.note import ArticleState
from annotations.notes.placing import Placing
from annotations.notes.store import NoteStore
from annotations.problem import PostilError, Problem

# The share of the runs of words of an old text that another must have to be named as what became of it.
_LIKE = 0.5
_RUN = 3
# So many that are like it are named.
_MOST_LIKE = 3
# A text is compared that has not so many times the words of the other, and no more of them than this.
_LENGTHS, _MOST_READ = 1.5, 1_000


@dataclass(frozen=True, slots=True)
class Stray:
    """An article that is gone, how many annotations wait for it, and the articles that have the same text.

    `rivals` are others that are gone and had the same text. `like` are articles that have some of the text, and how
    much of it, 0 to 1, the most first; looked for only where none has all.
    """

    article: str
    annotations: int
    hashes: frozenset[str]
    same: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    like: tuple[tuple[str, float], ...] = ()

    @property
    def now(self) -> str | None:
        """The article that it surely is now: the only one with its text, and the only one gone that had it."""
        return self.same[0] if len(self.same) == 1 and not self.rivals else None


class Following:
    """Finds what became of annotated articles, and has their annotations follow them; each is one change, by `do`."""

    def __init__(self, library: Library, listing: Listing, placing: Placing, do: Callable[..., None]) -> None:
        self._library = library
        self._listing = listing
        self._placing = placing
        self._do = do

    @property
    def _store(self) -> NoteStore:
        return self._listing.store

    def find(self) -> list[Stray]:
        """The annotated articles whose file is gone, by name; files are read only that the index does not know."""
        gone = self._gone()
        if not gone:
            return []
        wanted = {sha256 for stray in gone for sha256 in stray.hashes}
        holders: dict[str, list[str]] = {}
        for record in self._listing.records():
            if record.sha256 in wanted:
                holders.setdefault(record.sha256, []).append(record.name)
        found = []
        for stray in gone:
            same = dict.fromkeys(name for sha256 in sorted(stray.hashes) for name in holders.get(sha256, ()))
            rivals = (other.article for other in gone if other is not stray and other.hashes & stray.hashes)
            found.append(replace(stray, same=tuple(same), rivals=tuple(rivals) if same else ()))
        return found

    def likened(self, strays: Iterable[Stray]) -> list[Stray]:
        """The strays, those that have none of the same text with the articles that nobody annotated and are like it."""
        return [stray if stray.same else replace(stray, like=self._like(stray)) for stray in strays]

    def take_over(self, old: str, new: str) -> int:
        """Have the annotations of an article that is gone belong to another; says how many.

        Raises PostilError where the old article is still there, the new one cannot be read, or there is nothing to
        be taken over.
        """
        if not self._is_gone(old):
            raise PostilError(Problem(old, "is still there, and keeps its annotations", "name one that is gone"))
        article = self._library.read(new)
        if isinstance(article, Problem):
            raise PostilError(article)
        notes, state, own = self._store.notes(old), self._store.state(old), self._store.state(new)
        if not notes and state is None:
            raise PostilError(Problem(old, "has no annotations", "postil check names the articles that are gone"))
        edits = [Edit(note, replace(note, article=new)) for note in notes]
        if state is not None:
            edits += [Edit(state, None), Edit(own, _joined(replace(state, article=new), own))]
        self._do(f"take over {old}", *edits, of=article)
        return len(notes)

    def _gone(self) -> list[Stray]:
        hashes: dict[str, set[str]] = {}
        counts: dict[str, int] = {}
        for note in self._store.notes():
            hashes.setdefault(note.article, set()).add(note.article_sha256)
            counts[note.article] = counts.get(note.article, 0) + 1
        for name, state in self._store.states().items():
            hashes.setdefault(name, set()).add(state.article_sha256)
        gone = (name for name in sorted(hashes) if self._is_gone(name))
        return [Stray(name, counts.get(name, 0), frozenset(hashes[name])) for name in gone]

    def _is_gone(self, name: str) -> bool:
        """Whether there is no such file; of what merely cannot be reached nobody knows."""
        try:
            self._library.path(name).lstat()
        except (FileNotFoundError, NotADirectoryError):
            return True
        except (OSError, ValueError):
            return False
        return False

    def _like(self, stray: Stray) -> tuple[tuple[str, float], ...]:
        kept = (self._placing.texts.read(sha256) for sha256 in sorted(stray.hashes))
        runs = [_runs(text) for text in kept if text is not None]
        if not runs:
            return ()
        most, read, found = max(map(len, runs)), 0, []
        annotated = {note.article for note in self._store.notes()}
        for record in self._listing.records():
            if record.name in annotated or not most / _LENGTHS <= record.words <= most * _LENGTHS or read == _MOST_READ:
                continue
            read += 1
            article = self._library.read(record.name)
            if isinstance(article, Article):
                now = _runs(article.text)
                share = max(len(old & now) / max(1, len(old)) for old in runs)
                if share >= _LIKE:
                    found.append((record.name, share))
        return tuple(sorted(found, key=lambda each: -each[1])[:_MOST_LIKE])


def _joined(state: ArticleState, own: ArticleState | None) -> ArticleState:
    """What was decided about an article, and about the same one under another name."""
    if own is None:
        return state
    tags = tuple(dict.fromkeys((*own.tags, *state.tags)))
    return replace(own, flag=own.flag or state.flag, tags=tags, state=state.state if own.state == "new" else own.state)


def _runs(text: str) -> set[tuple[str, ...]]:
    """All runs of three words of a text."""
    words = text.split()
    return {tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))}
