"""What a new user is told, once: what the program does, and a handful of keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.actions import Action
from tui.palette import Inks
from tui.tutor.wording import worded

LINES = (
    "postil marks who and what an article names, and keeps your notes beside it.",
    "List: {list.read} reads, {list.filter} filters. {quit} goes back, and then quits. {help} tells all keys.",
    "Article: {reader.next-word} {reader.next-sentence} {reader.next-paragraph} go by word, sentence, paragraph; "
    "{reader.next-entity} to the next entity.",
    "{reader.accept} accepts it, {reader.reject} rejects it, {reader.select} selects, {reader.note} writes a note, "
    "{undo} takes back.",
    "`postil tutor` is a lesson of three minutes. This goes with the first key.",
)


class Primer(Static):
    """Lies over the foot of the screen, above the status, and moves nothing; whoever shows it removes it."""

    DEFAULT_CSS = """
    Primer {
        layer: primer; overlay: screen; dock: bottom; margin: 0 0 2 0;
        width: 100%; height: auto; max-height: 80%; padding: 0 1; background: $panel; color: $foreground;
    }
    Primer.flat { text-style: reverse; }
    """

    def __init__(self, actions: Sequence[Action], inks: Inks) -> None:
        super().__init__(primer(actions), markup=False, classes="flat" if inks.flat else "")


def primer(actions: Sequence[Action]) -> Content:
    """The lines of the primer, with the keys that the actions have."""
    return Content("\n").join(worded(line, actions) for line in LINES)
