"""The note editor: the quote, the words in Markdown, the tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static, TextArea

from annotations.desk.drafts import Draft
from annotations.problem import Problem
from annotations.text.safe import visible, visible_line
from tui.dialogs.completing import CompletingInput
from tui.dialogs.dialog import Dialog
from tui.dialogs.elsewhere import written_elsewhere
from tui.dialogs.tags import tag_completion, tags_of

KEEP_AFTER = 0.5
"""Seconds from the first letter that is not kept to its keeping: what a crash can cost at most."""
KEYS = "ctrl+s save · tab tags · esc keep the draft · ctrl+o $EDITOR · ctrl+z undo"


class NoteEditor(Dialog[Draft | None]):
    """Writes one note; hands back what is to be saved, or None.

    Nothing typed is dropped: it goes to `keep` within half a second, and at the latest when the editor is left.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Without priority: these wait their turn behind the letters that are still on their way to the field.
        Binding("ctrl+s,alt+enter", "save", "save", show=False),
        Binding("escape", "leave", "leave, and keep the draft", show=False),
        Binding("ctrl+o", "elsewhere", "write in $VISUAL or $EDITOR", show=False),
        Binding("ctrl+r", "drop_draft", "drop the draft: back to what is saved", show=False),
    ]

    DEFAULT_CSS = """
    NoteEditor { align: center bottom; background: transparent; }
    NoteEditor Vertical {
        width: 100%; max-width: 90; height: auto; max-height: 100%; background: $panel; padding: 1 2;
    }
    NoteEditor #quote { height: auto; max-height: 3; color: $accent; text-style: italic; }
    NoteEditor #draft { height: auto; color: $warning; text-style: bold; }
    NoteEditor TextArea, NoteEditor TextArea:focus {
        height: auto; min-height: 4; max-height: 50vh; margin-top: 1; border: none; padding: 0; background: $surface;
    }
    NoteEditor TextArea:focus .text-area--cursor {
        background: $surface; color: $foreground; text-style: reverse;
    }
    NoteEditor Input, NoteEditor Input:focus {
        border: none; height: 1; padding: 0; margin-top: 1; background: $surface;
    }
    NoteEditor #tags { height: 1; color: $text-muted; }
    NoteEditor #keys { height: auto; max-height: 2; color: $text-muted; }
    """

    def __init__(
        self,
        quote: str,
        stored: Draft,
        draft: Draft | None = None,
        keep: Callable[[Draft], object] = lambda _: None,
        in_use: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._quote, self._stored, self._keep = quote, stored, keep
        self._is_draft = draft is not None
        shown = stored if draft is None else draft
        self._body = TextArea(visible(shown.body), soft_wrap=True, tab_behavior="focus", placeholder="Markdown")
        self._body.cursor_blink = False
        self._tags = CompletingInput(visible_line(" ".join(shown.tags)), tag_completion(in_use), "tags")
        self._unkept: Timer | None = None
        self._kept = shown
        self._done = False

    def compose(self) -> ComposeResult:
        """The quote over the words, the tags with what would complete them, and the keys."""
        with Vertical():
            yield Static(
                Content(f"“{visible_line(self._quote)}”" if self._quote else "on the whole article"), id="quote"
            )
            if self._is_draft:
                yield Static(Content("a draft, not saved yet · ctrl+r drops it"), id="draft")
            yield self._body
            yield self._tags
            yield Static(id="tags", markup=False)
            yield Static(Content(KEYS), id="keys")

    def on_mount(self) -> None:
        """At the end of what is written."""
        self._body.move_cursor(self._body.document.end)
        self._body.focus()

    def know_tags(self, in_use: Sequence[str]) -> None:
        """Complete from these tags from now on."""
        self._tags.complete_by(tag_completion(in_use))

    @on(CompletingInput.Offered)
    def _offered(self, event: CompletingInput.Offered) -> None:
        self.query_one("#tags", Static).update(event.line)

    # Keeping

    @property
    def written(self) -> Draft:
        """What stands there now; where that is nothing new, exactly what is stored."""
        draft = Draft(self._body.text.strip(), tags_of(self._tags.value))
        return self._stored if draft == _as_shown(self._stored) else draft

    @on(TextArea.Changed)
    @on(CompletingInput.Changed)
    def _typed(self) -> None:
        if self._unkept is None and not self._done:
            self._unkept = self.set_timer(KEEP_AFTER, self.keep_now)

    def keep_now(self) -> None:
        """Hand what is written to be kept as a draft."""
        self._unkept = None
        draft = self.written
        if draft != self._kept:
            self._kept = draft
            self._keep(draft)

    def on_unmount(self) -> None:
        """The program may end while one writes."""
        if not self._done:
            self.keep_now()

    # Keys

    def on_input_submitted(self) -> None:
        """Enter in the tags saves."""
        self.action_save()

    def action_save(self) -> None:
        """Hand the note back to be saved."""
        self._leave(self.written)

    def action_leave(self) -> None:
        """Keep the draft and leave."""
        self.keep_now()
        self._leave(None)

    def _leave(self, answer: Draft | None) -> None:
        self._done = True
        if self._unkept is not None:
            self._unkept.stop()
        self.dismiss(answer)

    def action_drop_draft(self) -> None:
        """Back to what is stored; the words can be fetched again with undo."""
        self._rewrite(visible(self._stored.body))
        self._tags.value = visible_line(" ".join(self._stored.tags))
        for word in self.query("#draft"):
            word.display = False

    def action_elsewhere(self) -> None:
        """Write in the user's own editor."""
        self.keep_now()
        words = written_elsewhere(self.app, self._body.text)
        if isinstance(words, Problem):
            self.notify(str(words), severity="error", markup=False)
        else:
            self._rewrite(visible(words.removesuffix("\n")))

    def _rewrite(self, words: str) -> None:
        """Other words, as an edit that can be undone."""
        self._body.replace(words, self._body.document.start, self._body.document.end)
        self._body.move_cursor(self._body.document.end)


def _as_shown(draft: Draft) -> Draft:
    """A draft as it comes out of the fields when nobody touches them."""
    return Draft(visible(draft.body).strip(), tags_of(visible_line(" ".join(draft.tags))))
