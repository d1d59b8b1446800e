"""What one action of the user does to the store, with its inverse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotations.notes.note import ArticleState, Note

PASSING = "read on"
"""What a change is called that was made by the way: it is taken back together with the user's own before it."""

GOES_ON = "… "
"""How a change is called, before its name, that goes on from the one before it: both are taken back together."""

ADDING = "add article"
"""How a change is called, before the name of the article, that came with a new file of the library."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One document before and after; None where it did not or will not exist. Both are of one kind and key."""

    before: Note | ArticleState | None
    after: Note | ArticleState | None

    @property
    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """One action of the user: all its edits happen, or none does. `what` names it, as in "undo: accept ORG"."""

    what: str
    edits: tuple[Edit, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that it concerns."""
        documents = (edit.after or edit.before for edit in self.edits)
        return tuple(dict.fromkeys(each.article for each in documents if each is not None))

    @property
    def goes_on(self) -> bool:
        """Whether it is a part, and not the first, of something too long for one change."""
        return self.what.startswith(GOES_ON)

    @property
    def came_with_file(self) -> bool:
        """Whether a file was added with it, which goes when it is taken back."""
        return self.what.startswith(f"{ADDING} ")

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.what, tuple(edit.inverse for edit in reversed(self.edits)))


@dataclass(frozen=True, slots=True)
class Aside:
    """One action of the user on something beside the store, such as a working list; known in this run alone.

    Both functions raise PostilError where what they do cannot be done.
    """

    what: str
    make: Callable[[], object]
    take_back: Callable[[], object]

    @property
    def change(self) -> Change:
        """The same as a change, which changes nothing in the store."""
        return Change(self.what, ())


@dataclass(frozen=True, slots=True)
class Done:
    """A change as it was made, with its number in the journal (0 where nothing had to be changed, below it while the
    disk refuses it).

    `undoes` is the number of the change that it took back.
    """

    number: int
    change: Change
    undoes: int | None = None
