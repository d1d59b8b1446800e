"""What a key means after others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.keymap.chords import Chords
from tui.keymap.keys import Strokes

MEANINGS = {
    ("g", "g"): "first",
    ("g", "e"): "last",
    ("ctrl+x", "r", "b"): "bookmark",
    ("ctrl+x", "escape"): "again",
    ("e", "e"): "edge",
}
CHORDS = Chords(MEANINGS)


def played(keys: list[str]) -> tuple[list[str], Strokes]:
    """What came of each key (`_` for one that was taken), and what is pending at the end."""
    seen: list[str] = []
    pending: Strokes = ()
    for key in keys:
        pressed = CHORDS.press(pending, key)
        pending = pressed.pending
        seen.append(pressed.action or ("_" if pressed.taken else key))
    return seen, pending


@pytest.mark.parametrize(
    ("keys", "expected", "pending"),
    [
        (["g", "g"], ["_", "first"], ()),
        (["j", "g", "e", "e"], ["j", "_", "last", "_"], ("e",)),
        (["ctrl+x", "r", "b"], ["_", "_", "bookmark"], ()),
        (["ctrl+x", "r"], ["_", "_"], ("ctrl+x", "r")),
        (["g", "j"], ["_", "j"], ()),
        (["ctrl+x", "g", "g"], ["_", "_", "first"], ()),
        (["ctrl+x", "r", "g", "j", "b"], ["_", "_", "_", "j", "b"], ()),
        (["g", "escape", "g"], ["_", "_", "_"], ("g",)),
        (["g", "ctrl+g", "escape"], ["_", "_", "escape"], ()),
        (["ctrl+x", "escape"], ["_", "again"], ()),
    ],
)
def test_keys_in_a_row(keys: list[str], expected: list[str], pending: Strokes) -> None:
    assert played(keys) == (expected, pending)


@given(st.lists(st.sampled_from(["g", "e", "ctrl+x", "r", "b", "escape", "j"]), max_size=12))
def test_what_is_pending_is_the_keys_pressed_last_and_no_whole_chord(keys: list[str]) -> None:
    _, pending = played(keys)
    assert pending == tuple(keys[len(keys) - len(pending) :])
    assert not any(pending[: len(chord)] == chord for chord in MEANINGS)
