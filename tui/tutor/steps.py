"""The steps of the lesson, and how one is known to be done. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from annotations.notes.note import Decision
from tui.actions import Pane
from tui.tutor.seen import Seen

LESSON = "1-the-bell-that-came-back.txt"
"""The article that the steps speak of."""

Check = Callable[[Seen, Seen], bool]
"""Whether a step is done, by how things were when it began and how they are now."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, with ids of actions for their keys, and a word of praise for having done it.

    `anywhere`: it is not about the lesson's article alone.
    """

    words: str
    done: Check
    praise: str
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """At which step the lesson is, how things were when that began, and the praise for the step before."""

    number: int
    begun: Seen
    praise: str = ""

    def followed(self, now: Seen, steps: Sequence[Step]) -> Progress:
        """As far as what is seen now has brought it; a step that is done already is passed over."""
        progress = self
        while progress.number < len(steps) and steps[progress.number].done(progress.begun, now):
            progress = progress.passed(now, steps)
        return progress

    def passed(self, now: Seen, steps: Sequence[Step]) -> Progress:
        """One step on, done or not."""
        return replace(self, number=self.number + 1, begun=now, praise=steps[self.number].praise)


STEPS = (
    Step(
        "The cursor is on the first word. {reader.next-word} and {reader.previous-word} go by words, "
        "{reader.line-down} and {reader.line-up} by lines. Go to the word VENICE.",
        lambda _, now: now.ahead.startswith("VENICE"),
        "There you are.",
    ),
    Step(
        "{reader.next-sentence} and {reader.previous-sentence} go by sentences, {reader.next-paragraph} and "
        "{reader.previous-paragraph} by paragraphs. Go to the sentence “It hung over the old market”.",
        lambda _, now: now.ahead.startswith("It hung over"),
        "That is faster.",
    ),
    Step(
        "People, places, dates: postil marks what it takes for an entity. {reader.next-entity} goes to the next, "
        "{reader.previous-entity} to the one before. Go to one.",
        lambda begun, now: now.on_entity and now.offset != begun.offset,
        "Found.",
    ),
    Step(
        "It is only a suggestion, and the line at the foot says of what. {reader.accept} says that it is right. "
        "Accept one that is.",
        lambda _, now: now.said(Decision.ACCEPTED) > 0,
        "Accepted, and saved.",
    ),
    Step(
        "Not all are right. The dog in the second paragraph is named Monday, and was taken for a date. "
        "Go to it, and reject it with {reader.reject}.",
        lambda _, now: now.said(Decision.REJECTED, "Monday") > 0,
        "Good dog.",
    ),
    Step(
        "The bell is named Old Grumbler, and nothing marks it. {reader.jump} puts letters on all that is in sight: "
        "press it, then the letters on Old Grumbler.",
        lambda _, now: now.ahead.startswith(("Old Grumbler", "Grumbler")),
        "Nothing is far.",
    ),
    Step(
        "Label it: {reader.label-1} to {reader.label-9} are the labels used most, {reader.label} lists all of them, "
        "and finds one by its name. PRODUCT would fit.",
        lambda _, now: now.said(Decision.ADDED, "Grumbler") > 0,
        "Marked, and yours.",
    ),
    Step(
        "It is named twice more. {reader.repeat} does to every other place in the article what you did last.",
        lambda _, now: now.said(Decision.ADDED, "Grumbler") > 2,
        "All three at once.",
    ),
    Step(
        "Nothing is done for good. {undo} takes the last change back, however many places it was on.",
        lambda begun, now: len(now.decided) < len(begun.decided),
        "As if it had not been.",
    ),
    Step(
        "And {redo} makes it again.",
        lambda begun, now: len(now.decided) > len(begun.decided),
        "There it is again.",
    ),
    Step(
        "{reader.select} begins to select, and every motion extends the selection. "
        "Go to words that you like, and select at least three.",
        lambda _, now: len(now.selected.split()) > 2,
        "Selected.",
    ),
    Step(
        "{reader.note} writes a note on what is selected: type some words, then tab, then a tag, and save with ctrl+s.",
        lambda _, now: any(now.tags),
        "Noted, and saved.",
    ),
    Step(
        "{reader.search} searches while you type; enter stays there, {reader.next-match} and {reader.previous-match} "
        "go from match to match. Search for storm.",
        lambda _, now: now.matches > 0,
        "Found.",
    ),
    Step(
        "On a wide screen notes stand in the margin. {reader.next-note} and {reader.previous-note} go from one to the "
        "next, {reader.other-end} lists them beside the text. Go back to yours.",
        lambda _, now: now.on_note,
        "There it is.",
    ),
    Step(
        "Suppose that the rest of the suggestions are right: {reader.accept-all} accepts all that are left, and marks "
        "the article as done.",
        lambda _, now: now.state == "done",
        "One article less.",
    ),
    Step(
        "{quit} leads back, here to the list of articles.",
        lambda _, now: now.pane is Pane.LIST,
        "Here postil begins.",
        anywhere=True,
    ),
    Step(
        "{list.filter} filters the list: type ferry, then enter. {list.clear} would show all again. "
        "Read what is left with {list.read}.",
        lambda _, now: bool(now.query) and now.pane is Pane.READER,
        "That was all of it.",
        anywhere=True,
    ),
)

GREETING = "f2 skips, {exit} leaves"
FAREWELL = (
    "{help} tells all keys of where you are, {palette} finds whatever can be done by its name. "
    "`postil FOLDER` opens articles of your own, `postil --sample` some of ours. {quit} leaves."
)
STRAYED = "The lesson is in “The bell that came back”: {quit} goes to the list, {list.read} reads."


def strayed(progress: Progress, now: Seen, steps: Sequence[Step] = STEPS) -> bool:
    """Whether the user has wandered to where the present step cannot be done."""
    if progress.number >= len(steps) or steps[progress.number].anywhere:
        return False
    return now.article != LESSON or now.pane is Pane.LIST
