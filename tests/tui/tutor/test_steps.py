"""Each step of the lesson, by what is seen of the reader and the list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotations.notes.note import Decision
from tui.actions import Pane
from tui.tutor.seen import Seen
from tui.tutor.steps import GREETING, LESSON, STEPS, Progress, Step, strayed

ADDED, ACCEPTED, REJECTED = Decision.ADDED, Decision.ACCEPTED, Decision.REJECTED
BELL = (ADDED, "Old Grumbler")


def step(words: str) -> Step:
    (found,) = (step for step in STEPS if words in step.words)
    return found


@pytest.mark.parametrize(
    ("words", "begun", "short_of_it", "done"),
    [
        ("go by words", Seen(), Seen(ahead="bell that"), Seen(ahead="VENICE, March 3")),
        ("go by sentences", Seen(), Seen(ahead="hung over the old"), Seen(ahead="It hung over the old")),
        (
            "goes to the next",
            Seen(offset=7, on_entity=True),
            Seen(offset=7, on_entity=True),
            Seen(offset=9, on_entity=True),
        ),
        (
            "says that it is right",
            Seen(),
            Seen(decided=((REJECTED, "VENICE"),)),
            Seen(decided=((ACCEPTED, "VENICE"),)),
        ),
        ("named Monday", Seen(), Seen(decided=((REJECTED, "VENICE"),)), Seen(decided=((REJECTED, "Monday"),))),
        ("puts letters on", Seen(), Seen(ahead="It weighs"), Seen(ahead="Old Grumbler rang")),
        ("PRODUCT would fit", Seen(), Seen(decided=((ADDED, "Monday"),)), Seen(decided=(BELL,))),
        ("every other place", Seen(), Seen(decided=(BELL,) * 2), Seen(decided=(BELL,) * 3)),
        ("takes the last change back", Seen(decided=(BELL,) * 3), Seen(decided=(BELL,) * 3), Seen(decided=(BELL,))),
        ("makes it again", Seen(decided=(BELL,)), Seen(decided=(BELL,)), Seen(decided=(BELL,) * 3)),
        ("begins to select", Seen(), Seen(selected="Old Grumbler"), Seen(selected="call it Old")),
        ("writes a note", Seen(), Seen(tags=((),)), Seen(tags=((), ("bells",)))),
        ("Search for storm", Seen(), Seen(), Seen(matches=2)),
        ("Go back to yours", Seen(), Seen(), Seen(on_note=True)),
        ("marks the article as done", Seen(), Seen(state="reading"), Seen(state="done")),
        ("back, here to the list", Seen(), Seen(pane=Pane.PANEL), Seen(pane=Pane.LIST)),
        ("type ferry", Seen(pane=Pane.LIST), Seen(pane=Pane.LIST, query="ferry"), Seen(query="ferry")),
    ],
    ids=[f"{number}" for number in range(1, len(STEPS) + 1)],
)
def test_a_step_is_done_by_what_came_of_it(words: str, begun: Seen, short_of_it: Seen, done: Seen) -> None:
    check = step(words).done
    assert not check(begun, begun)
    assert not check(begun, short_of_it)
    assert check(begun, done)


def test_progress_goes_on_when_a_step_is_done_and_praises_it() -> None:
    progress = Progress(0, Seen(), GREETING)
    assert progress.followed(Seen(offset=3), STEPS) is progress
    venice = Seen(offset=9, ahead="VENICE, March")
    assert progress.followed(venice, STEPS) == Progress(1, venice, STEPS[0].praise)


def test_what_was_done_before_its_turn_is_passed_over() -> None:
    early = Seen(ahead="It hung over", state="done", decided=((ACCEPTED, "VENICE"), (REJECTED, "Monday")))
    # The third asks for an entity that one went to meanwhile.
    assert Progress(1, Seen()).followed(early, STEPS).number == 2
    gone_on = replace(early, offset=100, on_entity=True)
    assert Progress(2, early).followed(gone_on, STEPS).number == 5


def test_passing_a_step_needs_nothing_done_and_after_the_last_there_is_none() -> None:
    assert Progress(0, Seen()).passed(Seen(), STEPS).number == 1
    end = Progress(len(STEPS), Seen())
    assert end.followed(Seen(ahead="VENICE"), STEPS) is end


@pytest.mark.parametrize(
    ("number", "seen", "away"),
    [
        (0, Seen(article=LESSON), False),
        (0, Seen(article=LESSON, pane=Pane.PANEL), False),
        (0, Seen(article=LESSON, pane=Pane.LIST), True),
        (0, Seen(article="2-the-ferry-that-waits.txt"), True),
        (len(STEPS) - 1, Seen(article="2-the-ferry-that-waits.txt", pane=Pane.LIST), False),
        (len(STEPS), Seen(article="2-the-ferry-that-waits.txt"), False),
    ],
)
def test_who_wanders_is_told_the_way_back(number: int, seen: Seen, away: bool) -> None:
    assert strayed(Progress(number, Seen()), seen) is away
