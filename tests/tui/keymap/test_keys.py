"""Keys as written, and as Textual reports them."""

from __future__ import annotations

from string import printable, punctuation

import pytest
from textual.binding import Binding
from textual.keys import Keys

from tui.keymap.keys import NAMES, character_name, nearest, spelled, spelled_chord, ways


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("g", "g"),
        ("G", "G"),
        ("+", "+"),
        ("plus", "+"),
        ("question_mark", "?"),
        ("ctrl++", "ctrl++"),
        ("Ctrl+X", "ctrl+shift+x"),
        ("shift+ctrl+Home", "ctrl+shift+home"),
        ("shift+g", "G"),
        ("alt+<", "alt+<"),
        ("esc", "escape"),
        ("PgDn", "pagedown"),
        ("ctrl+↓", "ctrl+down"),
        ("漢", "漢"),
        ("shift+1", None),
        ("f25", None),
        ("control+x", None),
        ("ctrl+ctrl+x", None),
        ("ctrl+", None),
        ("\x1b", None),
        ("", None),
    ],
)
def test_a_key_has_one_spelling(written: str, expected: str | None) -> None:
    assert spelled(written) == expected


def test_a_chord_is_keys_with_blanks_between() -> None:
    assert spelled_chord("g  g") == "g g"
    assert spelled_chord("Ctrl+x esc") == "ctrl+x escape"
    assert spelled_chord("g tabb") is None
    assert spelled_chord(" ") is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("tabb", "tab"),
        ("pagdown", "pagedown"),
        ("control+x", "ctrl+x"),
        ("ctrl-x", "ctrl+x"),
        ("<C-x>", "ctrl+x"),
        ("g qestion_mark", "g ?"),
    ],
)
def test_the_nearest_key(written: str, expected: str) -> None:
    assert nearest(written) == expected


@pytest.mark.parametrize("wrong", ["shift+1", "++a", "ctrl+", "", "\x00", "hyper+hyper+nothing", "%$#@"])
def test_the_nearest_key_is_a_key(wrong: str) -> None:
    assert spelled_chord(nearest(wrong)) is not None


def test_characters_are_named_as_textual_names_them() -> None:
    characters = [*printable.strip(), "é", "€", "漢", "«"]
    theirs = [binding.key for key in characters if key != "," for binding in Binding.make_bindings([(key, "")])]
    assert [character_name(key) for key in characters if key != ","] == theirs
    assert character_name(",") == "comma"
    assert all(spelled(character_name(character)) == character for character in punctuation)


def test_names_are_textuals() -> None:
    assert {key.value for key in Keys} >= NAMES


def test_a_key_is_bound_under_every_name_that_terminals_give_it() -> None:
    assert ways("+") == [("plus",)]
    assert ways("alt+f") == [("alt+f",), ("ctrl+right",)]
    assert ways("ctrl+x ctrl+i") == [("ctrl+x", "ctrl+i"), ("ctrl+x", "tab")]
