"""What the user did, in this run and before, so that it can be taken back and done again."""

from __future__ import annotations

from collections.abc import Iterable

from annotations.notes.change import PASSING, Aside, Change, Done
from annotations.notes.store import NoteStore

_MANY = 1_000
"""Edits of a change that are not kept in memory to be undone."""


class History:
    """Does changes on a store, and takes them back, those of earlier runs too, as far as the journal goes.

    What another program does at the same time is that program's to take back. When the store raises `PostilError`,
    nothing has happened here either.
    """

    def __init__(self, store: NoteStore) -> None:
        self._store = store
        self._done: list[Done | Aside] = []
        self._undone: list[Done | Aside] = []
        self._fresh = True
        self._begun_at = store.number

    def do(self, change: Change) -> Change:
        """Apply a change; what was undone before can no longer be done again. Gives the change as it was made.

        What changes nothing leaves nothing to be undone.
        """
        done = self._store.apply(change)
        if done.number:
            self._remember()
            self._done.append(_kept(done))
            self._undone.clear()
        return done.change

    def beside(self, action: Aside) -> None:
        """Do what is beside the store; while the program runs, it is taken back in its turn. Raises PostilError."""
        action.make()
        self._remember()
        self._done.append(action)
        self._undone.clear()

    def undo(self) -> Change | None:
        """Take the last change back with all its parts, and what was done by the way since; gives it, or None.

        Raises `Conflict` where someone else has changed the same since.
        """
        self._remember()
        change = self._take_back(self._done, self._undone)
        while change is not None and (change.what == PASSING or change.goes_on) and self._done:
            change = self._take_back(self._done, self._undone)
        return change

    def redo(self) -> Change | None:
        """Do what was undone last again; gives that change, or None where there is none."""
        self._remember()
        change = self._take_back(self._undone, self._done)
        while self._undone and self._undone[-1].change.goes_on:
            self._take_back(self._undone, self._done)
        return change

    def _take_back(self, these: list[Done | Aside], others: list[Done | Aside]) -> Change | None:
        if not these:
            return None
        last, undoing = these[-1], these is self._done
        turned: Done | Aside = last
        if isinstance(last, Aside):
            (last.take_back if undoing else last.make)()
            change = last.change
        else:
            found = self._original(last, undoing=undoing)
            if found is None:
                # The journal was tidied away, and what was before it cannot be reached over what is missing.
                these.clear()
                return None
            change = found
            done = self._store.apply(change.inverse if undoing else change, undoes=last.number)
            turned = _kept(Done(done.number, change))
        others.append(turned)
        these.pop()
        return change

    def _original(self, last: Done, *, undoing: bool) -> Change | None:
        """What is to be taken back or done again, with its edits; None where memory and journal have them no more."""
        found = self._store.past.whole(last)
        if found is None:
            return None
        # The journal knows what was taken back by the change that took it back.
        return found.change if last.change.edits or undoing else found.change.inverse

    def _remember(self) -> None:
        """Before anything is added to it, take in what was done before this run."""
        if self._fresh:
            done, undone = _stacks(self._store.past.until(self._begun_at))
            self._done, self._undone = [*done], [*undone]
            self._fresh = False


def _kept(done: Done) -> Done:
    """A change as it is kept in memory: of a long one the edits are left to the journal, if that has them."""
    left = done.number > 0 and len(done.change.edits) > _MANY
    return Done(done.number, Change(done.change.what, ())) if left else done


def _stacks(past: Iterable[Done]) -> tuple[list[Done], list[Done]]:
    """What of the past can be undone and done again, the last thing last.

    To take back a change that took another back is to do that other one again.
    """
    done: list[Done] = []
    undone: list[Done] = []
    for each in past:
        if each.undoes is None:
            done.append(each)
            undone.clear()
        elif done and done[-1].number == each.undoes:
            undone.append(Done(each.number, done.pop().change))
        elif undone and undone[-1].number == each.undoes:
            done.append(Done(each.number, undone.pop().change))
    return done, undone
