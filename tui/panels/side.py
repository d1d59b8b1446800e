"""The panel at the right of the reader: entities, notes or details, kept true while one reads on."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from annotations.articles.article import Article
from annotations.desk.mentions import Mention
from annotations.desk.sameness import verdicts
from annotations.entities.abbreviations import long_forms
from annotations.notes.note import Decision
from annotations.text.safe import visible_line
from tui.actions import Pane, bindings
from tui.palette import Inks
from tui.panels import contents
from tui.panels.contents import Contents
from tui.panels.grouping import Grouping
from tui.panels.lines import PanelLines
from tui.reader.reader import Reader

FOLLOW_AFTER = 0.05
"""Seconds between the reader's cursor and the highlighted entry: of a held key, only the last place counts."""
# No longer than the narrowest panel has room for.
KEYS = {
    "entities": "+ x decide  m merge  d part",
    "notes": "enter go  x remove  q close",
    "details": "esc back  q close",
}


class SidePanel(Vertical):
    """Lists what is in the article of a reader.

    Merely shown, it takes no key and its cursor follows the reader's. The key that shows it moves the focus into it
    the second time, and closes it the third; where it covers the reader it has the focus at once.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.PANEL))

    # Not scoped, since where it covers the reader is known by the class `narrow` of what it stands in.
    SCOPED_CSS = False
    DEFAULT_CSS = """
    SidePanel { width: 25%; min-width: 30; max-width: 46; height: 100%; background: $panel; }
    .narrow > SidePanel { width: 100%; max-width: 100%; dock: right; layer: above; }
    SidePanel > .title { height: 1; padding: 0 1; text-style: bold; color: $accent; }
    SidePanel > .keys { height: 1; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, reader: Reader, inks: Callable[[], Inks]) -> None:
        super().__init__()
        self.display = False
        self.kind = ""
        self.lines = PanelLines(inks)
        self._title = Static(classes="title", markup=False)
        self._keys = Static(classes="keys", markup=False)
        self._reader = reader
        self._listed = ""
        self._shown: tuple[object, ...] = ()
        self._of: Article | None = None
        self._following: Timer | None = None
        self._grouping = Grouping(reader)

    def compose(self) -> ComposeResult:
        """A title, the entries, and a few keys."""
        yield self._title
        yield self.lines
        yield self._keys

    def on_mount(self) -> None:
        """A layer of its own in what it stands in, for where it covers the reader."""
        if self.parent is not None:
            self.parent.styles.layers = "default above"
        if self.covers:
            self.lines.focus()

    def on_resize(self) -> None:
        """The window may have become too narrow for both."""
        if self.covers and self.display:
            self.lines.focus()

    @property
    def covers(self) -> bool:
        """Whether there is no room beside the reader."""
        return self.parent is not None and self.parent.has_class("narrow")

    # Showing

    def ask(self, kind: str) -> None:
        """Show `entities`, `notes` or `details`; if that is shown, go into it; if one is in it, close it."""
        if not self.display or kind != self.kind:
            self.kind, self.display, self._shown = kind, True, ()
            self._grouping.forget()
            self._renew()
            if self.covers and self.is_mounted:
                self.lines.focus()
        elif self.lines.has_focus:
            self.action_close()
        else:
            self.lines.focus()

    def follow(self) -> None:
        """The reader's cursor stands elsewhere, or other things are in the article, or another article is open."""
        if self.display and self._of is not self._reader.article:
            # What is listed of the one before must not be decided in this one, however soon a key comes.
            self._list(Contents("", [contents.NOTHING]))
            self._renew()
        elif self.display and self._following is None:
            self._following = self.set_timer(FOLLOW_AFTER, self._followed)

    def _followed(self) -> None:
        self._following = None
        if any(one is not other for one, other in zip(self._shown, self._source(), strict=False)):
            self._renew()
        elif not self.lines.has_focus:
            index = self.lines.contents.entry_at(self._reader.page.cursor.offset)
            if index is not None:
                self.lines.move_to(index)

    def _source(self) -> tuple[object, ...]:
        """What the entries are made from: the very objects, so that to compare them costs nothing."""
        return (self.kind, self._reader.reading, self._reader.mentions)

    def _renew(self) -> None:
        """Make the entries anew, on another thread: there may be many."""
        source = self._shown = self._source()
        self._of = self._reader.article
        kind, reading, mentions = self.kind, self._reader.reading, self._reader.mentions
        scheme = self._reader.desk.scheme

        def make() -> Contents | None:
            if source is not self._shown:
                return None
            if kind == "entities":
                return contents.entities(mentions, scheme, long_forms(reading.article.text), verdicts(reading.notes))
            return contents.notes(reading.notes) if kind == "notes" else contents.details(reading, len(mentions))

        def made(found: Contents | None) -> None:
            if found is not None and source is self._shown:
                self._list(found)

        self._reader.clerk.read(make, made)

    def _list(self, made: Contents) -> None:
        stays = self.lines.has_focus and self._listed == self.kind
        index = self._place_in(made) if stays else made.entry_at(self._reader.page.cursor.offset)
        self._listed = self.kind
        self.lines.show(made, index)
        self._title.update(Content(made.title))
        self._tell_keys()

    def _place_in(self, made: Contents) -> int | None:
        """Where the cursor stays: on the entry that has the place of the one before, else on the row."""
        before = self.lines.contents.entries[self.lines.index].offsets[:1]
        at = made.entry_at(before[0]) if before else None
        return at if at is not None and before[0] in made.entries[at].offsets else self.lines.index

    # Keys

    def action_step(self, entries: int) -> None:
        """Move by entries."""
        self.lines.step(entries)

    def action_page(self, pages: int) -> None:
        """Move by screens."""
        self.lines.page(pages)

    def action_end(self, way: int) -> None:
        """To the first entry or the last."""
        self.lines.step(way * len(self.lines.contents.entries))

    @on(PanelLines.Opened)
    def action_go(self) -> None:
        """Take the reader where the entry leads, and give the focus back."""
        entries = self.lines.contents.entries
        entry = entries[self.lines.index] if entries else None
        if entry is None or not entry.offsets:
            return
        page = self._reader.page
        self.action_leave()
        page.move(page.cursor.at(entry.offset_after(page.cursor.offset)))

    def action_decide(self, accept: bool) -> None:
        """Accept or reject all mentions of the entry, as one change; what is no entity can only be taken away."""
        entries, mentions = self.lines.contents.entries, self._mentions()
        note = entries[self.lines.index].note if entries else None
        if note is not None and not accept:
            self._reader.change(lambda: self._reader.desk.remove(note))
        elif mentions:
            article, desk = self._reader.article, self._reader.desk
            decision = Decision.ACCEPTED if accept else Decision.REJECTED
            self._reader.change(lambda: desk.decide_all(article, mentions, decision))

    def action_merge(self) -> None:
        """Mark the group under the cursor, or merge it with the one that is marked."""
        self._grouping.merge(self._mentions())
        self._tell_keys()

    def action_part(self) -> None:
        """Take the group under the cursor apart."""
        self._grouping.part(self._mentions())

    def _mentions(self) -> tuple[Mention, ...]:
        """Those of the entry under the cursor."""
        entries = self.lines.contents.entries
        return entries[self.lines.index].mentions if entries else ()

    def _tell_keys(self) -> None:
        """A few keys; with a group marked, what the next `m` does."""
        marked = self._grouping.marked
        self._keys.update(Content(f"m merge with {visible_line(marked[0].text)}" if marked else KEYS[self.kind]))

    def action_ask(self, kind: str) -> None:
        """Another panel, or none."""
        self.ask(kind)

    def action_leave(self) -> None:
        """Forget the mark, else give the focus back to the reader; where the panel covers it, close."""
        if self._grouping.marked:
            self._grouping.forget()
            self._tell_keys()
            return
        if self.covers:
            self.display = False
        self._reader.page.focus()

    def action_close(self) -> None:
        """Be gone."""
        self.display = False
        self._reader.page.focus()
