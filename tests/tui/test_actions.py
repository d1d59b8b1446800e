"""The registry: every action can be run, no key does two things, and the documents are up to date."""

from __future__ import annotations

from collections import Counter

import pytest

from tui.actions import ACTIONS, Action, Pane, of
from tui.app import PostilApp
from tui.keys_table import FILE, table
from tui.reader.reader import Reader
from tui.shelf.shelf import Shelf

OWNERS = {Pane.ANYWHERE: PostilApp, Pane.LIST: Shelf, Pane.READER: Reader}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_method_and_a_description(action: Action) -> None:
    method = "action_" + action.handler.removeprefix("app.").partition("(")[0]
    assert callable(getattr(OWNERS[action.pane], method))
    assert action.what
    assert action.keys


@pytest.mark.parametrize("pane", [Pane.LIST, Pane.READER])
def test_no_key_does_two_things_in_a_pane(pane: Pane) -> None:
    keys = Counter(key for action in of(pane, Pane.ANYWHERE) for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert max(Counter(action.id for action in ACTIONS).values()) == 1


def test_the_table_of_keys_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == table()
