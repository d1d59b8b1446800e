"""What every table of keys must keep to: the default one and the presets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.actions import ACTIONS, Action
from tui.keymap.keys import spelled_chord, ways
from tui.keymap.presets import PRESETS
from tui.keymap.settling import settled

MULTIPLEXERS = {"ctrl+b": "tmux", "ctrl+a": "screen"}


def actions_of(preset: str) -> list[Action]:
    return [replace(action, keys=PRESETS[preset].get(action.id, action.keys)) for action in ACTIONS]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_binds_known_actions_to_known_keys(preset: str) -> None:
    assert PRESETS[preset].keys() <= {action.id for action in ACTIONS}
    for action in actions_of(preset):
        assert [spelled_chord(key) for key in action.keys] == list(action.keys), action.id


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_does_two_things(preset: str) -> None:
    _, clashes = settled(ACTIONS, {action.id: action.keys for action in actions_of(preset)}, ())
    assert clashes == []


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_belongs_to_tmux_or_screen(preset: str) -> None:
    strokes = {stroke for action in actions_of(preset) for key in action.keys for way in ways(key) for stroke in way}
    assert strokes & MULTIPLEXERS.keys() == set()


@pytest.mark.parametrize("preset", PRESETS)
def test_every_action_can_be_reached(preset: str) -> None:
    assert [action.id for action in actions_of(preset) if not action.keys] == []


def test_the_palette_leaves_the_key_of_emacs_for_the_line_before() -> None:
    keys = {action.id: action.keys for action in actions_of("emacs")}
    assert "ctrl+p" not in keys["palette"]
    assert "ctrl+p" in keys["list.up"]
    assert "ctrl+p" in keys["reader.line-up"]
