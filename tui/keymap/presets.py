"""The presets: for each, the actions whose keys differ from the default ones."""

from __future__ import annotations

from collections.abc import Mapping

Keys = Mapping[str, tuple[str, ...]]
"""Keys by the id of an action, the one to be hinted first; an action without any is not bound."""

VIM: Keys = {
    "exit": ("Z Z", "ctrl+q"),
    "redo": ("ctrl+r", "U"),
    "search": ("alt+f",),
    "list.first": ("g g", "home"),
    "list.page-down": ("ctrl+f", "ctrl+d", "pagedown", "space"),
    "list.page-up": ("ctrl+u", "pageup", "backspace"),
    "reader.first": ("g g", "home"),
    "reader.page-down": ("ctrl+f", "ctrl+d", "pagedown", "space"),
    "reader.page-up": ("ctrl+u", "pageup", "backspace"),
    "reader.next-sentence": (")", "s"),
    "reader.previous-sentence": ("(", "S"),
}
"""Vim's ways besides the default ones, which are Vim's where postil has the thing. Ctrl+b belongs to tmux."""

EMACS: Keys = {
    "help": ("?", "f1"),
    "palette": ("alt+x", ":"),
    "exit": ("ctrl+x ctrl+c", "ctrl+q"),
    "undo": ("ctrl+/", "ctrl+x u", "u"),
    "list.down": ("ctrl+n", "down", "j"),
    "list.up": ("ctrl+p", "up", "k"),
    "list.page-down": ("ctrl+v", "pagedown", "space"),
    "list.page-up": ("alt+v", "pageup", "backspace"),
    "list.first": ("alt+<", "<", "home", "g"),
    "list.last": ("alt+>", ">", "end", "G"),
    "save": ("ctrl+x ctrl+s",),
    "list.filter": ("ctrl+s", "/"),
    "list.clear": ("ctrl+g", "escape"),
    "reader.line-down": ("ctrl+n", "down", "j"),
    "reader.line-up": ("ctrl+p", "up", "k"),
    "reader.next-word": ("alt+f", "right", "w"),
    "reader.previous-word": ("alt+b", "left", "b"),
    "reader.next-sentence": ("alt+e", "s"),
    "reader.previous-sentence": ("alt+a", "S"),
    "reader.page-down": ("ctrl+v", "pagedown", "space"),
    "reader.page-up": ("alt+v", "pageup", "backspace"),
    "reader.first": ("alt+<", "<", "home", "g"),
    "reader.last": ("alt+>", ">", "end", "G"),
    "reader.search": ("ctrl+s", "/"),
    "reader.previous-match": ("ctrl+r", "N"),
    "reader.select": ("ctrl+space", "v"),
    "reader.other-end": ("ctrl+x ctrl+x", "o"),
    "reader.leave": ("ctrl+g", "escape", "h"),
    "reader.copy": ("alt+w", "y"),
}
"""Emacs's ways first. `<` and `>` stand alone too: many terminals lose the alt of a character that is no letter."""

PRESETS: Mapping[str, Keys] = {"default": {}, "vim": VIM, "emacs": EMACS}
