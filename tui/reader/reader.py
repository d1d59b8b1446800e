"""The reading pane: an article's head line and page, and what the keys do to it through the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message

from annotations.articles.article import Article
from annotations.desk.desk import Desk, Reading
from annotations.desk.mentions import Mention
from annotations.entities.entity import Entity
from annotations.notes.note import Note
from annotations.text.span import Span
from tui.actions import Pane, bindings
from tui.clerk import Clerk
from tui.reader.cursor import Cursor, nudged
from tui.reader.page import Page
from tui.reader.sheet import Sheet
from tui.status import Head
from tui.telling import article_words
from tui.view import View


class Reader(Vertical):
    """Shows one article of the desk; every change of it goes through the clerk."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(Pane.READER))

    DEFAULT_CSS = """
    Reader { width: 1fr; }
    Reader Page { height: 1fr; }
    """

    @dataclass
    class Changed(Message):
        """The annotations of the article are others now."""

        reading: Reading

    class Moved(Message):
        """The cursor stands elsewhere, or other things are under it."""

    class Left(Message):
        """The user wants to go back to the list."""

    @dataclass
    class OtherArticle(Message):
        """The user wants the article so many rows away."""

        step: int

    @dataclass
    class NoteAsked(Message):
        """The user wants to write: `note` is the one to edit, or None for a new one on `span`."""

        article: Article
        span: Span | None
        note: Note | None

    @dataclass
    class PanelAsked(Message):
        """The user wants to see a panel: `entities`, `notes`, `details` or `labels`."""

        name: str

    def __init__(self, desk: Desk, clerk: Clerk, view: View) -> None:
        super().__init__()
        self.head = Head(view.inks)
        self.page = Page(view.inks, view.colours, view.sheet)
        self.desk = desk
        self.clerk = clerk
        self.reading = view.reading
        self.mentions: list[Mention] = []
        self._suggestions: list[Entity] = []
        self.recognised = not view.readable
        self.tell()

    def compose(self) -> ComposeResult:
        """A head line over the page."""
        yield self.head
        yield self.page

    @property
    def article(self) -> Article:
        """What is being read."""
        return self.reading.article

    # Showing

    def show(self, reading: Reading, offset: int = 0, *, readable: bool = True) -> None:
        """Show an article at an offset at once; its suggestions come as soon as they are recognised."""
        self.reading, self._suggestions, self.recognised = reading, [], not readable
        self.page.show(Sheet(reading.article, reading.notes, offset))
        self._mark()
        self.call_after_refresh(self.recognise)

    def tell(self) -> None:
        """Keep the head line true."""
        self.head.tell(article_words(self.reading, len(self.mentions) if self.recognised else None))

    def recognise(self) -> None:
        """Look for the entities of the article that is shown, if they are not known."""
        article = self.article
        if not self.recognised:
            self.clerk.read(
                lambda: self.desk.suggest(article) if self.article is article else [],
                lambda found: self._recognised(article, found),
            )

    def laid_out(self, reading: Reading) -> None:
        """Show the annotations as they are now, if this article is still the one that is shown."""
        if reading.article is self.article:
            self.reading = reading
            self._mark()
            self.post_message(self.Changed(reading))

    def _recognised(self, article: Article, found: list[Entity]) -> None:
        if article is self.article:
            self._suggestions, self.recognised = found, True
            self._mark()

    def _mark(self) -> None:
        self.mentions = self.desk.mentions(self.reading, self._suggestions)
        self.page.mark(self.mentions, self.reading.notes)
        self.tell()
        self.post_message(self.Moved())

    # Moving

    @on(Page.CursorMoved)
    def _cursor_moved(self) -> None:
        self.post_message(self.Moved())

    def action_line(self, lines: int) -> None:
        """Move by display lines."""
        self.page.line(lines)

    def action_motion(self, motion: str) -> None:
        """Move by a named motion."""
        self.page.move(self.page.cursor.moved(self.article.text, motion))

    def action_page(self, pages: int) -> None:
        """Move by screens."""
        self.page.page(pages)

    def action_first(self) -> None:
        """To the beginning."""
        self.page.move(self.page.cursor.at(0))

    def action_last(self) -> None:
        """To the end."""
        self.page.move(self.page.cursor.at(max(0, len(self.article.text.rstrip()) - 1)))

    def action_entity(self, step: int) -> None:
        """To the next or previous entity."""
        marks, offset = self.page.marks.mentions, self.page.cursor.offset
        self._jump(marks.after(offset) if step > 0 else marks.before(offset))

    def action_note_mark(self, step: int) -> None:
        """To the next or previous note."""
        marks, offset = self.page.marks.notes, self.page.cursor.offset
        self._jump(marks.after(offset) if step > 0 else marks.before(offset))

    def action_article(self, step: int) -> None:
        """To another article of the list."""
        self.post_message(self.OtherArticle(step))

    def _jump(self, target: tuple[Span, object] | None) -> None:
        if target is not None:
            self.page.move(self.page.cursor.at(target[0].start, target[0]))

    # Selecting

    def action_select(self) -> None:
        """Begin a selection at the cursor, or drop the one that is."""
        cursor = self.page.cursor
        self.page.move(cursor.began(self.article.text) if cursor.anchor is None else cursor.dropped())

    def action_other_end(self) -> None:
        """To the other end of the selection; without one, the panel of notes."""
        if self.page.cursor.anchor is None:
            self.post_message(self.PanelAsked("notes"))
        else:
            self.page.move(self.page.cursor.swapped(self.article.text))

    def action_leave(self) -> None:
        """Drop the selection; without one, back to the list."""
        if self.page.cursor.anchor is None:
            self.post_message(self.Left())
        else:
            self.page.move(self.page.cursor.dropped())

    # Annotating

    def action_note(self) -> None:
        """Write a note on the selection, or open the one under the cursor."""
        selecting = self.page.cursor.anchor is not None
        note = None if selecting else self.page.note_here()
        self.post_message(self.NoteAsked(self.article, self.page.chosen(), note))

    def action_label_key(self, key: str) -> None:
        """Label the selection by a key of the scheme."""
        label = self.desk.scheme.by_key(key)
        if label is None:
            self.app.notify(f"no label of the scheme has the key {key}", markup=False)
        else:
            self.label(label.name)

    def label(self, name: str) -> None:
        """Label the selection, or the entity under the cursor."""
        article, span = self.article, self.page.chosen()
        if len(span):
            self.change(lambda: self.desk.label(article, span, name))
            self.page.move(Cursor(span.start, span))

    def action_label_menu(self) -> None:
        """Choose a label from a list."""
        self.post_message(self.PanelAsked("labels"))

    def action_accept(self) -> None:
        """Accept the entity under the cursor."""
        self._with_mention(lambda article, mention: self.desk.accept(article, mention))

    def action_reject(self) -> None:
        """Reject or remove the entity under the cursor; without one, remove the note."""
        note = self.page.note_here()
        if self.page.mention_here() is None and note is not None:
            self.change(lambda: self.desk.remove(note))
        else:
            self._with_mention(lambda article, mention: self.desk.reject(article, mention))

    def action_accept_all(self) -> None:
        """Accept every suggestion and mark the article done."""
        article, mentions = self.article, list(self.mentions)
        if self.recognised:
            self.change(lambda: self.desk.accept_all(article, mentions))

    def action_nudge(self, start: int, end: int) -> None:
        """Move an end of the entity, the note or the selection by a word."""
        article, cursor, text = self.article, self.page.cursor, self.article.text
        selection = cursor.selection(text)
        mention, note = self.page.mention_here(), self.page.note_here()
        if selection is not None:
            span = nudged(text, selection, start=start, end=end)
            self.page.move(Cursor(span.start, Span(span.start, span.start), span))
        elif mention is not None:
            span = nudged(text, mention.span, start=start, end=end)
            self.change(lambda: self.desk.respan(article, mention, span))
            self.page.move(Cursor(span.start, span))
        elif note is not None and note.span is not None:
            moved = nudged(text, note.span, start=start, end=end)
            self.change(lambda: self.desk.move(article, note, moved))
            self.page.move(Cursor(moved.start, moved))

    def action_copy(self) -> None:
        """Copy the selection to the clipboard of the terminal."""
        span = self.page.chosen()
        self.app.copy_to_clipboard(self.article.text[span.start : span.end])
        self.page.move(self.page.cursor.dropped())
        self.app.notify(f"copied {len(span)} characters", markup=False)

    def change(self, work: Callable[[], object]) -> None:
        """Do something to this article at the desk, then show what came of it."""
        article = self.article

        def done() -> Reading:
            work()
            return self.desk.lay_out(article)

        self.page.move(self.page.cursor.dropped())
        self.clerk.save(done, self.laid_out)

    def _with_mention(self, work: Callable[[Article, Mention], object]) -> None:
        article, mention = self.article, self.page.mention_here()
        if mention is None:
            self.app.notify("no entity under the cursor: tab goes to the next", markup=False)
        else:
            self.change(lambda: work(article, mention))

    # Panels

    def action_entities(self) -> None:
        """The panel of entities."""
        self.post_message(self.PanelAsked("entities"))

    def action_details(self) -> None:
        """The panel of the article's details."""
        self.post_message(self.PanelAsked("details"))
