"""Keys as a person writes them, and as Textual names what a terminal sends. Pure, and without Textual."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from itertools import product
from string import punctuation

MODIFIERS = ("alt", "ctrl", "shift", "super", "hyper", "meta")
NAMES = frozenset(
    ("escape", "tab", "enter", "space", "backspace", "insert", "delete", "home", "end", "pageup", "pagedown")
).union(("up", "down", "left", "right"), (f"f{number}" for number in range(1, 25)))
"""Keys that have no character, by Textual's names."""
ALIASES = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
    "ins": "insert",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
}
"""Other ways to write a name, among them those of postil's own help."""

SENT_AS = {
    "ctrl+i": ("tab",),
    "ctrl+m": ("enter",),
    "ctrl+h": ("backspace",),
    "ctrl+[": ("escape",),
    "ctrl+/": ("ctrl+underscore",),
    "ctrl+@": ("ctrl+@",),
    "ctrl+space": ("ctrl+@",),
    "alt+f": ("ctrl+right",),
    "alt+b": ("ctrl+left",),
    "alt+<": ("alt+shift+comma",),
    "alt+>": ("alt+shift+full_stop",),
}
"""Other names under which Textual reports a key: many terminals cannot send it, or send the unshifted one."""

_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}

Strokes = tuple[str, ...]
"""Keys pressed one after the other, by Textual's names; most bindings are a single one."""


def spelled(word: str) -> str | None:
    """One key as postil writes it: the character, or the name, after its modifiers; None if there is no such key.

    Takes Textual's names of characters (`question_mark`), common short names (`esc`), and any case of a name.
    """
    head, _, tail = word[:-1].rpartition("+")
    last, modifiers = _last(tail + word[-1:]), head.lower().split("+") if head else []
    if last is None or not set(modifiers) <= set(MODIFIERS) or len(set(modifiers)) < len(modifiers):
        return None
    if len(last) == 1 and modifiers:
        # A terminal reports a capital as the letter with shift, unless there is no other modifier.
        if last.isupper():
            modifiers = sorted({*modifiers, "shift"})
        last = last.lower()
        if modifiers == ["shift"]:
            return last.upper() if len(last.upper()) == 1 and last.upper() != last else None
    return "+".join([*sorted(modifiers), last])


def spelled_chord(written: str) -> str | None:
    """A key, or keys with blanks between, as postil writes them; None where one of them is no key."""
    keys = [spelled(word) for word in written.split()]
    return " ".join(key for key in keys if key) if keys and None not in keys else None


def ways(chord: str) -> list[Strokes]:
    """Every sequence of key events by which a terminal may send what `spelled_chord` returned."""
    return list(product(*([_event_name(key), *SENT_AS.get(key, ())] for key in chord.split())))


def nearest(written: str) -> str:
    """What most resembles a key, or a chord, that is not one."""
    return " ".join(spelled(word) or _nearest_key(word) for word in written.split()) or "space"


def character_name(character: str) -> str:
    """What Textual calls the key of a character: letters and digits are themselves, all else has a name."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


def _last(word: str) -> str | None:
    name = ALIASES.get(word.lower(), word.lower())
    if len(name) == 1:
        return word if word.isprintable() and not word.isspace() else None
    return name if name in NAMES else _characters().get(name)


def _characters() -> dict[str, str]:
    return {character_name(character): character for character in punctuation}


def _event_name(key: str) -> str:
    head, _, tail = key[:-1].rpartition("+")
    last = tail + key[-1]
    return (f"{head}+" if head else "") + (character_name(last) if len(last) == 1 else last)


def _nearest_key(word: str) -> str:
    # Other programs write ctrl-x, C-x or <C-x>.
    *modifiers, last = word.lower().strip("<>").replace("-", "+").split("+")
    if _last(last) is None:
        last = get_close_matches(last, sorted([*NAMES, *ALIASES, *_characters()]), 1, 0.0)[0]
    likely = [get_close_matches(modifier, MODIFIERS, 1, 0.0)[0] for modifier in modifiers if modifier]
    return spelled("+".join([*dict.fromkeys(likely), last])) or last
