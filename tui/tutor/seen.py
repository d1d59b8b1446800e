"""What the lesson looks at: not which keys were pressed, but what came of them."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.notes.note import Decision
from tui.actions import Pane


@dataclass(frozen=True, slots=True)
class Seen:
    """The state of list and reader at one moment.

    `ahead` is the text from the cursor on, `selected` what is selected, `decided` what was said of which words, `tags`
    those of each note in the text, `matches` how many places a search has found, `query` the filter of the list. All
    words have single blanks between them.
    """

    pane: Pane = Pane.READER
    article: str = ""
    offset: int = 0
    ahead: str = ""
    on_entity: bool = False
    on_note: bool = False
    selected: str = ""
    matches: int = 0
    decided: tuple[tuple[Decision, str], ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()
    state: str = "new"
    query: str = ""

    def said(self, decision: Decision, words: str = "") -> int:
        """How often the user has decided so; with `words`, of entities that contain them."""
        return sum(each is decision and words in quote for each, quote in self.decided)
