"""The registry: every action can be run, and the documents are up to date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.keys import _character_to_key

from tui.actions import ACTIONS, Action, Pane, bindings, of
from tui.app import PostilApp
from tui.handbook.keys_table import FILE, table
from tui.keymap.reading import read_keymap
from tui.panels.disputes import DisputePanel
from tui.panels.doubts import DoubtPanel
from tui.panels.side import SidePanel
from tui.reader.reader import Reader
from tui.shelf.shelf import Shelf

OWNERS = {
    Pane.ANYWHERE: PostilApp,
    Pane.LIST: Shelf,
    Pane.READER: Reader,
    Pane.PANEL: SidePanel,
    Pane.DOUBTS: DoubtPanel,
    Pane.DISPUTES: DisputePanel,
}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_method_and_a_description(action: Action) -> None:
    name = action.handler.partition("(")[0]
    owner = PostilApp if name.startswith("app.") else OWNERS[action.pane]
    assert callable(getattr(owner, "action_" + name.removeprefix("app.")))
    assert action.what
    assert action.keys


def test_keys_are_called_as_textual_calls_them() -> None:
    bound = [key for pane in Pane for binding in bindings(pane) for key in binding.key.split(",")]
    assert [key for key in bound if len(key) == 1 and not key.isalnum()] == []
    keys = [key for pane in Pane for action in of(pane) for key in action.keys]
    assert bound == [_character_to_key(key) if len(key) == 1 else key for key in keys]


def test_an_id_stands_for_one_action() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_keys_are_shown_as_a_person_reads_them() -> None:
    action = replace(ACTIONS[0], keys=("?", "g g", "ctrl+x ctrl+s", "pagedown", "ctrl+down"))
    assert action.shown_keys == "? gg ctrl+x,ctrl+s PgDn ctrl+down"


def test_actions_can_have_the_keys_of_a_keymap() -> None:
    bound = [replace(action, keys=("ctrl+z",)) for action in ACTIONS]
    assert {action.keys for action in of(Pane.LIST, among=bound)} == {("ctrl+z",)}
    assert [action.id for action in of(Pane.LIST, among=bound)] == [action.id for action in of(Pane.LIST)]


def test_the_table_of_keys_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == table()


def test_the_keymap_in_the_documents_is_right(tmp_path: Path) -> None:
    example = table().partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "keymap.toml").write_text(example, encoding="utf-8")
    keymap = read_keymap(tmp_path / "keymap.toml")
    assert keymap.problems == ()
    assert keymap.actions != ACTIONS
