"""The two lines at the foot: where one is and what is under the cursor; whether the work is saved; keys."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from annotations.desk.desk import Desk
from annotations.notes.note import Decision
from annotations.text.safe import visible_line
from tui.actions import Pane, of
from tui.clerk import Clerk
from tui.reader.reader import Reader
from tui.shelf.shelf import Shelf

_SAID = {Decision.ACCEPTED: "accepted", Decision.ADDED: "added", Decision.REJECTED: "rejected"}


class Status(Vertical):
    """Drawn anew by `tell`; asks nobody."""

    DEFAULT_CSS = """
    Status { height: 2; dock: bottom; background: $panel; }
    Status Horizontal { height: 1; }
    Status #where { width: 1fr; padding: 0 1; }
    Status #saved { width: auto; max-width: 60%; padding: 0 1; color: $success; }
    Status #saved.trouble { color: $error; text-style: bold; }
    Status #hints { height: 1; padding: 0 1; color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        """Where and saved on one line, hints on the next."""
        with Horizontal():
            yield Static(id="where", markup=False)
            yield Static(id="saved", markup=False)
        yield Static(id="hints", markup=False)

    def tell(self, where: str, saved: str, pane: Pane, *, trouble: bool) -> None:
        """Say all three."""
        self.query_one("#where", Static).update(Content(visible_line(where)))
        mark = self.query_one("#saved", Static)
        mark.update(Content(visible_line(saved)))
        mark.set_class(trouble, "trouble")
        hints = [f"{action.shown_keys.split()[0]} {action.hint}" for action in of(pane, Pane.ANYWHERE) if action.hint]
        self.query_one("#hints", Static).update(Content("  ".join(hints)))


def where_in_list(shelf: Shelf) -> str:
    """Which article the cursor is on."""
    names = shelf.list.names
    return f"{shelf.list.index + 1}/{len(names)}  {names[shelf.list.index]}" if names else "no articles"


def where_in_reader(reader: Reader) -> str:
    """How far the reading is, and what is under the cursor."""
    page, text = reader.page, reader.article.text
    share = f"{100 * page.cursor.offset // max(1, len(text) - 1)}%"
    selection = page.cursor.selection(text)
    if selection is not None:
        return f"{share}  selected {len(selection)} characters: 1…9 or L label, a note, o other end, esc drop"
    mention, note = page.mention_here(), page.note_here()
    parts = [share]
    if mention is not None:
        said = _SAID[mention.decision] + " by " if mention.decision else "suggested by "
        parts.append(f"{mention.label}  {mention.text}  {said}{mention.source}")
    if note is not None:
        tags = " ".join(f"#{tag}" for tag in note.tags)
        parts.append(f"note by {note.author} {tags}".strip())
    elif mention is None and not reader.recognised:
        parts.append("looking for entities…")
    return "  ".join(parts)


def saved_words(desk: Desk, clerk: Clerk) -> tuple[str, bool]:
    """Whether the work is on disk, and whether that is trouble."""
    if clerk.failure is not None:
        return f"NOT SAVED: {clerk.failure.what}", True
    if desk.store.problem is not None:
        return ("read-only: " if desk.store.read_only else "notes file: ") + desk.store.problem.what, True
    if clerk.saving:
        return "saving…", False
    return ("✓ saved" if clerk.saved else ""), False
