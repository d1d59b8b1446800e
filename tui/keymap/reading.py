"""Reads a keymap file: what it binds, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from annotations.problem import PostilError, Problem
from annotations.toml_file import read_toml
from annotations.toml_places import places
from tui.actions import ACTIONS, Action
from tui.keymap.keys import nearest, spelled_chord
from tui.keymap.presets import PRESETS
from tui.keymap.settling import Wish, settled

HEADS = ("preset", "keys")


@dataclass(frozen=True, slots=True)
class Keymap:
    """The registry of actions with the keys that a file gives them, and what is wrong with the file."""

    actions: tuple[Action, ...]
    problems: tuple[Problem, ...] = ()


def read_keymap(file: Path) -> Keymap:
    """Read `keymap.toml`; what is wrong in it is left out, and said. A file that is not there binds nothing anew."""
    if not file.exists():
        return Keymap(ACTIONS)
    try:
        document, content = read_toml(file, "the default keys hold until it is mended")
    except PostilError as error:
        return Keymap(ACTIONS, (error.problem,))
    return _Reading(str(file), content, document).keymap()


class _Reading:
    """One keymap file on its way to a `Keymap`."""

    def __init__(self, file: str, content: str, document: Mapping[str, Any]) -> None:
        self._file, self._document = file, document
        self._places = places(content)
        self._problems: list[Problem] = []

    def keymap(self) -> Keymap:
        for name in self._document.keys() - set(HEADS):
            self._fault((name,), f"unknown entry {name!r}", "a keymap has preset and [keys]")
        preset = self._preset()
        wishes = {wish.action: wish for wish in self._wishes()}
        usual = {action.id: preset.get(action.id, action.keys) for action in ACTIONS}
        actions, clashes = settled(ACTIONS, usual, list(wishes.values()))
        self._problems += [Problem(self._file, clash.what, clash.remedy, clash.line) for clash in clashes]
        return Keymap(actions, tuple(sorted(self._problems, key=lambda problem: problem.line or 0)))

    def _preset(self) -> Mapping[str, tuple[str, ...]]:
        name = self._document.get("preset", "default")
        if isinstance(name, str) and name in PRESETS:
            return PRESETS[name]
        self._fault(("preset",), f"unknown preset {name!r}", f"the presets are {', '.join(PRESETS)}")
        return {}

    def _wishes(self) -> Iterator[Wish]:
        table = self._document.get("keys", {})
        if not isinstance(table, dict):
            self._fault(("keys",), "keys is no table", "head the bindings with [keys]")
            return
        ids = [action.id for action in ACTIONS]
        bound: set[str] = set()
        leaves = ((("keys", *names), value) for names, value in _leaves(table))
        for path, value in sorted(leaves, key=lambda leaf: self._lines(leaf[0])[0]):
            action = ".".join(path[1:])
            if action not in ids:
                (close,) = get_close_matches(action, ids, 1, 0.0)
                self._fault(path, f"unknown action {action!r}", f"the nearest is {close!r}")
            elif action in bound:
                self._fault(path, f"{action} is bound twice", "remove one of the two")
            elif not isinstance(value, list) or not all(isinstance(key, str) for key in value):
                self._fault(path, f"the keys of {action} are no list of texts", f'write "{action}" = ["k", "g g"]')
            else:
                bound.add(action)
                yield from self._wish(action, path, value)

    def _wish(self, action: str, path: tuple[str, ...], written: list[str]) -> Iterator[Wish]:
        start, *lines = self._lines(path)
        if len(lines) != len(written):
            lines = [start] * len(written)
        keys: dict[str, int] = {}
        for word, line in zip(written, lines, strict=True):
            key = spelled_chord(word)
            if key is None:
                remedy = f"the nearest is {nearest(word)!r}"
                self._problems.append(Problem(self._file, f"unknown key {word!r} of {action}", remedy, line))
            else:
                keys.setdefault(key, line)
        if keys or not written:
            yield Wish(action, keys)

    def _fault(self, path: tuple[str, ...], what: str, remedy: str) -> None:
        self._problems.append(Problem(self._file, what, remedy, self._lines(path)[0]))

    def _lines(self, path: tuple[str, ...]) -> list[int]:
        """Of an entry of the document; in an inline table, and for a table as a whole, of what holds it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._places:
                found = self._places[path[:length]]
                return found if length == len(path) else found[:1]
        return [min((lines[0] for names, lines in self._places.items() if names[: len(path)] == path), default=1)]


def _leaves(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """What is no table, with its names: `reader.copy` without quotation marks is a table in a table for TOML."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from (((name, *names), leaf) for names, leaf in _leaves(value))
        else:
            yield (name,), value
