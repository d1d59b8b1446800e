"""The note editor: the quote, the words in Markdown, the tags."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from annotations.text.safe import visible, visible_line


@dataclass(frozen=True, slots=True)
class Written:
    """What the editor hands back; `save` is False where it is only a draft."""

    body: str
    tags: tuple[str, ...]
    save: bool


class NoteEditor(ModalScreen[Written]):
    """Writes one note. Nothing typed is dropped: `esc` hands a draft back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Without priority: these wait their turn behind the letters that are still on their way to the field.
        Binding("ctrl+s,alt+enter", "save", "save", show=False),
        Binding("escape", "leave", "keep the draft", show=False),
        Binding("ctrl+o", "external", "editor", show=False),
        Binding("tab", "app.focus_next", "tags", show=False, priority=True),
    ]

    DEFAULT_CSS = """
    NoteEditor { align: center bottom; background: transparent; }
    NoteEditor Vertical { width: 100%; max-width: 90; height: auto; background: $panel; padding: 1 2; }
    NoteEditor #quote { height: auto; max-height: 3; color: $accent; text-style: italic; margin-bottom: 1; }
    NoteEditor TextArea { height: 8; border: none; padding: 0; background: $surface; }
    NoteEditor TextArea:focus { border: none; }
    NoteEditor Input:focus { border: none; }
    NoteEditor Input { border: none; height: 1; padding: 0; margin-top: 1; background: $surface; }
    NoteEditor #keys { height: 1; color: $text-muted; margin-top: 1; }
    """

    def __init__(self, quote: str, body: str, tags: tuple[str, ...]) -> None:
        super().__init__()
        self._quote, self._body, self._tags = quote, body, tags

    def compose(self) -> ComposeResult:
        """The quote over the words, the tags, and the keys."""
        with Vertical():
            yield Static(
                Content(f"“{visible_line(self._quote)}”" if self._quote else "on the whole article"), id="quote"
            )
            area = TextArea(visible(self._body), soft_wrap=True, tab_behavior="focus", placeholder="Markdown")
            area.cursor_blink = False
            yield area
            yield Input(" ".join(self._tags), placeholder="tags")
            yield Static(Content("ctrl+s save · tab tags · esc keep the draft · ctrl+o $EDITOR"), id="keys")

    def on_mount(self) -> None:
        """At the end of what is written."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def _written(self, *, save: bool) -> Written:
        tags = self.query_one(Input).value.replace(",", " ").replace("#", " ").split()
        return Written(self.query_one(TextArea).text.strip(), tuple(dict.fromkeys(tags)), save)

    def on_input_submitted(self) -> None:
        """Enter in the tags saves."""
        self.action_save()

    def action_save(self) -> None:
        """Hand the note back to be saved."""
        self.dismiss(self._written(save=True))

    def action_leave(self) -> None:
        """Hand it back as a draft."""
        self.dismiss(self._written(save=False))

    def action_external(self) -> None:
        """Write in the user's own editor, in a private file that is gone afterwards."""
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
        area = self.query_one(TextArea)
        handle, name = tempfile.mkstemp(prefix="postil-", suffix=".md")
        file = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(area.text)
            with self.app.suspend():
                done = subprocess.run([*shlex.split(command), name], check=False)
            if done.returncode == 0:
                area.load_text(visible(file.read_text(encoding="utf-8", errors="replace")))
        except (OSError, ValueError) as error:
            self.notify(f"{command} could not be run: {error}", severity="error", markup=False)
        finally:
            file.unlink(missing_ok=True)
        self.app.refresh(layout=True)
