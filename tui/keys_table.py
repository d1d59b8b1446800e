"""Writes docs/keys.md from the registry: `python -m tui.keys_table`."""

from __future__ import annotations

from pathlib import Path

from tui.actions import Pane, of

FILE = Path(__file__).resolve().parent.parent / "docs" / "keys.md"


def table() -> str:
    """The whole page, as Markdown."""
    parts = ["# Keys\n\nMade from the registry of actions by `make docs`. An action's id is what a keymap binds.\n"]
    for pane in Pane:
        rows = [f"| `{action.shown_keys}` | {action.what} | `{action.id}` |" for action in of(pane)]
        parts.append(
            "\n".join([f"## {pane.value.capitalize()}\n", "| keys | does | id |", "|---|---|---|", *rows]) + "\n"
        )
    parts.append(
        "## Note editor\n\n| keys | does |\n|---|---|\n| `ctrl+s` `alt+enter` | save |\n"
        "| `esc` | keep the draft and leave |\n| `ctrl+o` | write in `$VISUAL` or `$EDITOR` |\n"
        "| `tab` | words, then tags |\n"
    )
    return "\n".join(parts)


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
