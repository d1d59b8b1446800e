"""What engines find, as a library has taught: by its decisions, and by the model that was trained from them."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from threading import RLock
from typing import TYPE_CHECKING

from annotations.desk import places
from annotations.desk.processes import Apart
from annotations.desk.recognising import LONG
from annotations.entities.entity import Entity
from annotations.entities.packed import Entities
from annotations.notes.store import NoteStore
from annotations.problem import Problem
from annotations.text.span import Span

if TYPE_CHECKING:
    from annotations.desk.decisions import Decisions
    from annotations.desk.learned import LearnedFolder
    from annotations.entities.learning.experience import Experience
    from annotations.entities.learning.second import SecondModel

_REMEMBERED = 8
"""Texts whose corrected entities are kept, for who goes back to an article."""


class Correcting:
    """Corrects what engines found: what `engine` did by the model that was trained over it, all by the decisions.

    May be asked from several threads, but only one at a time for what takes long; any may stop that. `problem` says why
    what was learned is not used.
    """

    def __init__(self, store: NoteStore, engine: str, *, long: int = LONG) -> None:
        self._store = store
        self.engine = engine
        self._long = long
        self._turn = RLock()
        self._apart = Apart("annotations.entities.learning.corrector")
        self._decisions: Decisions | None = None
        self._experience: Experience | None = None
        self._made = ""
        self._state: tuple[object, ...] = ()
        self._remembered: dict[tuple[str, str, bytes, tuple[Span, ...], bool], Entities] = {}
        self.problem: Problem | None = None

    @property
    def folder(self) -> LearnedFolder:
        """Where what was learned is kept: beside the notes."""
        from annotations.desk.learned import LearnedFolder

        return LearnedFolder(places.learned_folder(self._store.path), places.known_models())

    @property
    def taught(self) -> tuple[object, ...]:
        """What tells what the library has taught so far from what it has at another time."""
        return self.folder.stamp, self._store.alterations.count

    @property
    def stopped(self) -> bool:
        """Whether what was asked last was given up."""
        return self._apart.stopped

    def takes_long(self, text: str) -> bool:
        """Whether a text is corrected in a process of its own."""
        return len(text) >= self._long and not self.untaught and self.experience().second is not None

    def corrected(
        self, engine: str, text: str, found: Entities, skip: Sequence[Span], *, briefly: bool = False
    ) -> Entities:
        """What an engine found in a text as the user would have it, nothing in `skip`; nothing if it is stopped.

        Those of the last few texts are remembered, till something is decided or learned. For a text that takes long
        there is a process of its own (where that cannot be had, the work is done here), but `briefly` only the
        decisions count.
        """
        self._apart.stopped = False
        if self.untaught:
            return found
        experience = self.experience()
        if engine != self.engine or (briefly and self.takes_long(text)):
            experience = experience.without_model
        if experience.empty:
            return found
        key = engine, text, found.packed(), tuple(skip), briefly
        with self._turn:
            known = self._remembered.pop(key, None)
        if known is None:
            corrected = self._corrected(text, found, skip, experience)
            known = Entities.of(text, corrected, limit=found.limit, problems=found.problems)
        if not self.stopped:
            with self._turn:
                self._remembered[key] = known
                while len(self._remembered) > _REMEMBERED:
                    del self._remembered[next(iter(self._remembered))]
        return known

    @property
    def untaught(self) -> bool:
        """Whether there is nothing to be heeded, so that nothing need be loaded for it."""
        learned = places.learned_folder(self._store.path)
        return self._experience is None and not self._store.notes() and not learned.exists()

    def experience(self) -> Experience:
        """What the decisions say now, with the model that was learned."""
        with self._turn:
            return self._up_to_date()

    def _up_to_date(self) -> Experience:
        folder, state = self.folder, self.taught
        stamp = state[0]
        if self._experience is not None and self._state == state:
            return self._experience
        from annotations.desk.decisions import Decisions
        from annotations.entities.learning.experience import Experience

        if self._decisions is None:
            self._decisions = Decisions(self._store)
        lexicon = self._decisions.lexicon()
        if self._experience is not None and self._state[0] == stamp:
            second = self._experience.second
        else:
            second, self._made = self.model(folder)
        self._experience = Experience(lexicon, second, None if second is None else self._decisions.fresh(self._made))
        self._state = state
        self._remembered.clear()
        return self._experience

    def model(self, folder: LearnedFolder) -> tuple[SecondModel | None, str]:
        """The model in use, and when it was made; what stands against using it is `problem`."""
        from annotations.entities.learning.base import base_of
        from annotations.entities.learning.second import SecondModel

        record = folder.record()
        if isinstance(record, Problem):
            self.problem = record
            return None, ""
        self.problem, current = None, record.current
        if current is None:
            return None, ""
        if current.base != base_of(self.engine):
            self.problem = Problem(str(folder.folder), "was learned over another engine", "postil learn makes it anew")
            return None, ""
        data = folder.model(current)
        if isinstance(data, Problem):
            self.problem = data
            return None, ""
        return SecondModel(data), current.made

    def stop(self) -> None:
        """Give up the long text that is being corrected, if one is."""
        self._apart.stop()

    def close(self) -> None:
        """Give it up, and take on no other."""
        self._apart.close()

    def _corrected(self, text: str, found: Entities, skip: Sequence[Span], experience: Experience) -> Sequence[Entity]:
        if len(text) >= self._long and experience.second is not None:
            from annotations.entities.learning.corrector import asked

            with contextlib.suppress(OSError, ValueError):
                answer = self._apart.ask(asked(text, found, skip, experience))
                return Entities.unpacked(text, answer) if answer else ()
        with self._turn:
            return experience.applied(text, found, skip)
