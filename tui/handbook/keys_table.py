"""Writes docs/keys.md from the registry, the presets and the dialogs: `python -m tui.handbook.keys_table`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from textual.binding import Binding

import tui
from tui.actions import ACTIONS, Pane, of
from tui.keymap.keys import spelled
from tui.keymap.presets import PRESETS

FILE = Path(__file__).resolve().parents[2] / "docs" / "keys.md"

HEAD = """\
# Keys

Made from the registry of actions by `make docs`. These are the default keys; [the keymap file](#the-keymap-file)
binds any action anew, by its id.
"""
DIALOGS = """\
## What opens over the panes

Menus, dialogs and lines to type in have keys of their own, which a keymap does not change. `enter` chooses, or is done
with a line; where something is typed, every character is text, and Textual's keys move and delete in it.
`ctrl+q` waits until they are closed.
"""
KEYMAP = """\
## The keymap file

`keymap.toml` lies beside `config.toml` in the platform's folder for settings (`~/.config/postil` on Linux,
`~/Library/Application Support/postil` on macOS). All of it is optional:

```toml
preset = "vim"                               # or "default", or "emacs"

[keys]
"reader.next-entity" = ["tab", "g e"]        # a key, and a chord: g, then e
"reader.copy" = ["ctrl+x ctrl+s", "Y"]
"list.tags" = []                             # not bound
```

* An action that stands in the file has these keys and no others, neither default ones nor those of the preset.
* A key is the character itself (`+`, `/`, `?`, `G`) or a name: `tab`, `enter`, `escape`, `space`, `backspace`,
  `insert`, `delete`, `home`, `end`, `pageup`, `pagedown`, `up`, `down`, `left`, `right`, `f1` to `f24`. Before it may
  stand `ctrl+`, `alt+`, `shift+` and, where the terminal sends them, `super+`, `hyper+` and `meta+`.
* A chord is keys with a blank between. While its beginning is pending it is shown (`g…`), without a limit of time. A
  key that does not go on from there drops it, and does what it does alone; `escape` and `ctrl+g` only drop it.
* No key does two things in a pane (what works anywhere is in both), and none is the beginning of another's chord.
* What is wrong in the file (a fault of TOML, an unknown action, key or preset, two actions for a key) is told with
  its line and prevents nothing: the rest holds. The file goes before the preset, and of two lines the first.
* To a terminal `ctrl+i` is `tab`, `ctrl+m` is `enter`, `ctrl+h` is `backspace` and `ctrl+[` is `escape`, unless it
  speaks Kitty's protocol; many lose the `alt` of what is no letter, so that `alt+<` comes as `<`. No default key is
  one that tmux (`ctrl+b`) or screen (`ctrl+a`) keeps for itself, and none of a preset.
"""


def table() -> str:
    """The whole page, as Markdown."""
    parts = [HEAD]
    for pane in Pane:
        rows = [(_codes(action.keys), action.what, f"`{action.id}`") for action in of(pane)]
        parts += [f"## {pane.value.capitalize()}\n", _table(("keys", "does", "id"), rows)]
    parts += [DIALOGS, _table(("in", "keys", "does"), _dialogs()), KEYMAP]
    for name, keys in PRESETS.items():
        if keys:
            rows = [(_codes(keys[each.id]), each.what, f"`{each.id}`") for each in ACTIONS if each.id in keys]
            parts += [f"### The preset {name}\n\nWhere it differs from the default keys:\n"]
            parts += [_table(("keys", "does", "id"), rows)]
    return "\n".join(parts)


def _dialogs() -> Iterator[Sequence[str]]:
    """The keys that widgets bind beside the registry; what has no description goes without saying."""
    for found in walk_packages(tui.__path__, "tui."):
        if found.name == "tui.handbook.keys_table":
            continue
        for name, each in vars(import_module(found.name)).items():
            if isinstance(each, type) and each.__module__ == found.name:
                where = re.sub("(?<=[a-z])(?=[A-Z])", " ", name).lower()
                yield from ((where, keys, what) for what, keys in _own_keys(each).items())


def _own_keys(widget: type) -> dict[str, str]:
    keys: dict[str, list[str]] = {}
    for binding in vars(widget).get("BINDINGS", ()):
        if isinstance(binding, Binding) and binding.id is None and binding.description:
            keys.setdefault(binding.description, []).extend(spelled(key) or key for key in binding.key.split(","))
    return {what: _codes(each) for what, each in keys.items()}


def _codes(keys: Iterable[str]) -> str:
    return " ".join(f"`{key}`" for key in keys).replace("|", r"\|")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
