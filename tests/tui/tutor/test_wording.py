"""What new users are told, with the keys that they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tui.actions import ACTIONS, Action
from tui.tutor.primer import LINES, primer
from tui.tutor.steps import FAREWELL, GREETING, STEPS, STRAYED
from tui.tutor.wording import worded

NARROW = 40 - 2
WORDS = [*(step.words for step in STEPS), FAREWELL, STRAYED]


def rebound(**keys: tuple[str, ...]) -> Sequence[Action]:
    return [replace(each, keys=keys.get(each.id, each.keys)) for each in ACTIONS]


def test_keys_are_those_of_the_keymap_and_stand_out() -> None:
    told = worded("{undo} takes back, {redo} does not.", rebound(undo=("ctrl+z",), redo=("g r",)))
    assert told.plain == "ctrl+z takes back, gr does not."
    assert [told.plain[span.start : span.end] for span in told.spans] == ["ctrl+z", "gr"]


def test_an_action_without_a_key_is_told_by_what_the_palette_calls_it() -> None:
    assert worded("{theme} changes colours.", rebound(theme=())).plain == "“next theme” changes colours."


@pytest.mark.parametrize("words", [*WORDS, GREETING, *LINES])
def test_every_key_that_is_told_belongs_to_an_action(words: str) -> None:
    assert "{" not in worded(words, ACTIONS).plain


def test_the_primer_has_five_lines_that_fit_on_eighty_columns() -> None:
    lines = primer(ACTIONS).plain.splitlines()
    assert len(lines) == 5
    assert max(map(len, lines)) <= 80 - 2


def test_steps_fit_in_three_lines_and_in_six_on_a_narrow_screen() -> None:
    assert max(worded(words, ACTIONS).get_height({}, 80 - 2) for words in WORDS) <= 3
    assert max(worded(words, ACTIONS).get_height({}, NARROW) for words in WORDS) <= 6


def test_a_heading_with_praise_fits_on_one_narrow_line() -> None:
    praises = [GREETING, *(step.praise for step in STEPS)]
    assert max(len(worded(f"Lesson {len(STEPS)}/{len(STEPS)}  {each}", ACTIONS).plain) for each in praises) <= NARROW
