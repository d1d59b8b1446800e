"""What a user says of whole articles: state, flag, tags. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.notes.change import PASSING
from annotations.notes.note import ArticleState


@dataclass(frozen=True, slots=True)
class Marking:
    """What is to be marked; what is None stays as it is. `tag` is added to the tags, or taken from them if `untag`."""

    state: str | None = None
    flag: bool | None = None
    tags: Sequence[str] | None = None
    tag: str | None = None
    untag: str | None = None
    passing: bool = False
    """Made by reading on, and not by a key: it is taken back with what the user did before."""

    @property
    def what(self) -> str:
        """The marking in a few words."""
        if self.passing:
            return PASSING
        flag = None if self.flag is None else "flag" if self.flag else "unflag"
        state = f"mark {_SAID.get(self.state, self.state)}" if self.state else None
        tag = f"tag {self.tag}" if self.tag else f"untag {self.untag}" if self.untag else "tags"
        return state or flag or tag

    def on(self, before: ArticleState) -> ArticleState:
        """The state of an article when it is marked."""
        tags = before.tags if self.tags is None else tuple(dict.fromkeys(self.tags))
        if self.tag and self.tag not in tags:
            tags = (*tags, self.tag)
        return replace(
            before,
            state=before.state if self.state is None else self.state,
            flag=before.flag if self.flag is None else self.flag,
            tags=tuple(tag for tag in tags if tag != self.untag),
        )


READ = Marking(state="done", passing=True)
BEGUN = Marking(state="reading", passing=True)
_SAID = {"new": "unread", "done": "read"}
