"""Where recognition is done: a short text here, a long one in a process of its own, one known already in the cache."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

from annotations.desk.recogniser import RecogniserProcess, encoded
from annotations.desk.suggestion_cache import SuggestionCache, key
from annotations.entities.entity import Recogniser
from annotations.entities.packed import Entities
from annotations.problem import PostilError
from annotations.text import hashing
from annotations.text.graphemes import snap
from annotations.text.span import Span

LONG = 100_000
"""Code points from which on a text has a process of its own: one that is shorter is done before a process has begun."""
SIGHT = 8_000
"""Code points before and after the cursor that are recognised first: more than a screen shows."""
WIDE = 4 * SIGHT
"""Code points from which on that makes a difference."""

_LINE = 1_000


@dataclass(frozen=True, slots=True)
class Matter:
    """What is recognised: a text, where its title is, what is not looked at, and the name of its article."""

    text: str
    headline: Span | None = None
    skip: tuple[Span, ...] = ()
    article: str = ""

    def around(self, offset: int) -> tuple[Matter, int]:
        """What is in sight of an offset, from the start of a line to the end of one, and where it begins."""
        first, last = max(0, offset - SIGHT), min(len(self.text), offset + SIGHT)
        begin = max(self.text.rfind("\n", max(0, first - _LINE), first) + 1, first - _LINE, 0)
        end = self.text.find("\n", last, last + _LINE)
        sight = snap(self.text, begin, last if end < 0 else end)
        inside = [Span(max(each.start, sight.start), min(each.end, sight.end)) for each in self._spans]
        moved = [Span(each.start - sight.start, each.end - sight.start) for each in inside if each.start < each.end]
        headline = moved.pop(0) if self.headline and self.headline.overlaps(sight) else None
        return Matter(self.text[sight.start : sight.end], headline, tuple(moved), self.article), sight.start

    @property
    def _spans(self) -> tuple[Span, ...]:
        return (self.headline, *self.skip) if self.headline else self.skip


class Recognising:
    """The engines of some names. One thread recognises; any other may stop it, and ask what is known already."""

    def __init__(self, engines: Sequence[str], cache: SuggestionCache | None = None, *, long: int = LONG) -> None:
        self.engines = tuple(engines)
        self._cache = cache
        self._long = long
        self._loaded: dict[str, Recogniser] = {}
        self._lock = Lock()
        self._process = RecogniserProcess()
        self.stopped = False
        """Whether what was recognised last was given up."""
        self._closed = False
        self._working = False

    def recognise(self, matter: Matter) -> list[Entities]:
        """The entities of a text, as each of the engines finds them; of none if it is stopped meanwhile.

        Where a process cannot be had, or dies, the work is done here. An engine that cannot work finds nothing, and its
        entities say why in their `problems`.
        """
        with self._working_at():
            try:
                return self._recognise(matter)
            finally:
                self._process.let_go()

    def _recognise(self, matter: Matter) -> list[Entities]:
        keys = self._keys(matter)
        found = []
        for name in self.engines:
            entities = self._kept(keys.get(name), matter)
            if entities is None:
                try:
                    entities = self._found(name, matter, keys.get(name), apart=self._is_long(matter), last=True)
                except PostilError as error:
                    found.append(Entities.of(matter.text, (), problems=(error.problem,)))
                    continue
                if self.stopped:
                    return []
            found.append(entities)
        return found

    def known(self, matter: Matter) -> list[Entities] | None:
        """The same, if all of it is in the cache."""
        if self._cache is None or not self._cache.begun:
            # A long text need not be hashed before it is shown.
            return None
        keys = self._keys(matter)
        found = [self._kept(keys.get(name), matter) for name in self.engines]
        known = [entities for entities in found if entities is not None]
        return known if len(known) == len(found) else None

    def near(self, matter: Matter, offset: int) -> list[Entities] | None:
        """What the engines find around an offset of a long text, in the offsets of the whole; None of a short one.

        The process that is begun for it in a very long one waits for `recognise`, or to be stopped.
        """
        if len(matter.text) < WIDE:
            return None
        sight, start = matter.around(offset)
        found = []
        with self._working_at():
            for name in self.engines:
                # Suggestions made elsewhere are there at once, and at offsets of the whole.
                elsewhere = name.startswith("jsonl:")
                try:
                    if elsewhere:
                        entities = self._found_here(name, matter)
                    else:
                        entities = self._found(name, sight, apart=self._is_long(matter))
                except PostilError:
                    # It is said when the whole is recognised.
                    entities = Entities.of("", ())
                found.append(entities if elsewhere else entities.moved(matter.text, start))
        return found

    def stop(self) -> None:
        """Give up the text that is being recognised, if one is; a long one ends at once."""
        with self._lock:
            if self._working:
                self.stopped = True
                self._process.stop()
            else:
                self._process.let_go()

    def close(self) -> None:
        """Give up the text that is being recognised, and take on no other."""
        self._closed = self.stopped = True
        self.stop()
        if self._cache is not None:
            self._cache.close()

    @contextlib.contextmanager
    def _working_at(self) -> Iterator[None]:
        """While this lasts, it may be stopped."""
        with self._lock:
            self._working, self.stopped = True, self._closed
        try:
            yield
        finally:
            with self._lock:
                self._working = False
                if self.stopped:
                    self._process.let_go()

    # The cache

    def _keys(self, matter: Matter) -> dict[str, str]:
        """Under what the findings of each engine are kept; those are left out that cannot be known again."""
        if self._cache is None:
            return {}
        from annotations.entities.engines import identity

        known = {name: identity(name) for name in self.engines}
        digest = hashing.sha256()
        for chunk in encoded(matter.text):
            digest.update(chunk)
        parts = (digest.hexdigest(), repr(matter.headline), repr(matter.skip), matter.article)
        return {name: key(each, *parts) for name, each in known.items() if each is not None}

    def _kept(self, key: str | None, matter: Matter) -> Entities | None:
        return None if self._cache is None or key is None else self._cache.get(key, matter.text)

    # The engines

    def _found(self, name: str, matter: Matter, key: str | None = None, *, apart: bool, last: bool = False) -> Entities:
        """What an engine finds, kept under the `key` if there is one: by the process, where that has found it."""
        if apart and not self.stopped:
            keep = None if self._cache is None or key is None else (self._cache.file, key)
            with contextlib.suppress(OSError, ValueError):
                return self._process.ask(
                    name, matter.text, matter.headline, matter.skip, matter.article, last=last, keep=keep
                )
        if self.stopped:
            return Entities.of(matter.text, ())
        found = self._found_here(name, matter)
        if self._cache is not None and key is not None:
            self._cache.put(key, found)
        return found

    def _is_long(self, matter: Matter) -> bool:
        return len(matter.text) >= self._long

    def _found_here(self, name: str, matter: Matter) -> Entities:
        if name not in self._loaded:
            from annotations.entities.engines import engine

            self._loaded[name] = engine(name)
        return Entities.by(
            self._loaded[name], matter.text, headline=matter.headline, skip=matter.skip, article=matter.article
        )
