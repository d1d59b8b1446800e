"""A library that teaches: a model is trained from its decisions, and measured, in a process of its own."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from annotations.articles.library import Library
from annotations.desk.correcting import Correcting
from annotations.desk.processes import Apart
from annotations.entities.scheme import Scheme
from annotations.notes.ids import utc_now
from annotations.notes.store import NoteStore
from annotations.problem import PostilError, Problem, reason

if TYPE_CHECKING:
    from annotations.desk.learned import LearnedFolder, Record, Result
    from annotations.entities.learning.lesson import Lesson

_GROWN = 0.1
"""What share of articles must have been added before it is learned anew of itself,"""
_ADDED = 3
"""and how many at least."""


class Learning:
    """What one library teaches an engine. `due` and `news` are asked by the thread that recognises."""

    def __init__(
        self, library: Library, store: NoteStore, scheme: Scheme, correcting: Correcting, *, by_itself: bool = True
    ) -> None:
        self._library = library
        self._store = store
        self._scheme = scheme
        self._correcting = correcting
        self._by_itself = by_itself
        self._apart = Apart("annotations.entities.learning.worker")
        self._told: Problem | None = None

    @property
    def folder(self) -> LearnedFolder:
        """Where what was learned is kept."""
        return self._correcting.folder

    def due(self) -> bool:
        """Whether enough was decided since it was last learned, or what was learned cannot be used here."""
        if not self._by_itself or self._store.read_only or self._correcting.untaught:
            return False
        from annotations.desk.learned import Record
        from annotations.entities.learning.study import FEWEST

        states = self._store.states()
        decided = self._correcting.experience().lexicon.articles
        done = sum(name in states and states[name].state == "done" for name in decided)
        record = self.folder.record()
        last = record.last if isinstance(record, Record) else None
        if last is None or self._correcting.problem is not None:
            return done >= FEWEST
        return done >= FEWEST and done - last.done >= max(_ADDED, _GROWN * last.done)

    def news(self) -> Problem | None:
        """Why what was learned is not used, the first time that it is asked."""
        told, self._told = self._told, self._correcting.problem
        return self._told if self._told != told else None

    def learn(self) -> Result | None:
        """Train from all decisions, in a process of its own, and keep the model if it wins; None if it is given up.

        Raises PostilError where fewer articles than `study.FEWEST` are done, or the disk or the machine refuses.
        """
        from annotations.desk.learned import Result, read_scores
        from annotations.desk.lessons import lessons
        from annotations.entities.learning.base import base_of
        from annotations.entities.learning.study import FEWEST

        begun, made = time.monotonic(), utc_now()
        taught = list(lessons(self._library, self._store).values())
        done = sum(lesson.whole for lesson in taught)
        if done < FEWEST:
            what = f"a model is trained from {FEWEST} articles that are done, with decisions in them; there are {done}"
            raise PostilError(Problem(str(self._library.root), what, "until then the decisions count as they are"))
        answer = self._studied(taught)
        if not answer:
            return None
        head, _, model = answer.partition(b"\n")
        result = Result(
            base=base_of(self._correcting.engine),
            made=made,
            articles=len(taught),
            done=done,
            decisions=sum(len(lesson.decided) for lesson in taught),
            seconds=round(time.monotonic() - begun, 1),
            scores=read_scores(json.loads(head)),
        )
        before, after = result.gain
        with self._on_disk():
            return self.folder.keep(result, model if after > before else None)

    def undo(self) -> Record | None:
        """Use the model before, or none; None where there is nothing to be undone. Raises PostilError."""
        with self._on_disk():
            return self.folder.undo()

    def forget(self) -> bool:
        """Remove all that was learned; says whether there was anything. Raises PostilError."""
        with self._on_disk():
            return self.folder.forget()

    def close(self) -> None:
        """Give up what is being learned, and begin nothing more."""
        self._apart.close()

    def _studied(self, taught: Sequence[Lesson]) -> bytes:
        """What the process answers; nothing if it is given up."""
        from annotations.desk.lessons import replay

        # The experience of the thread that recognises is its own.
        engine = self._correcting.engine
        experience = Correcting(self._store, engine).experience()
        task = {
            "engine": engine,
            "labels": [asdict(label) for label in self._scheme.labels],
            "lessons": [lesson.document() for lesson in taught],
            "replay": [lesson.document() for lesson in replay()],
            "experience": experience.document(),
        }
        try:
            return self._apart.ask(json.dumps(task).encode())
        except OSError as error:
            what = f"learning broke off: {reason(error)}"
            raise PostilError(Problem(str(self._library.root), what, "what was learned before stays")) from error

    @contextlib.contextmanager
    def _on_disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            what = f"what was learned could not be saved: {reason(error)}"
            raise PostilError(Problem(str(self.folder.folder), what, "make room, or make it writable")) from error
