"""What the keys of the reader do to the article through the desk: labels, decisions, spans, copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from annotations.articles.article import Article
from annotations.desk.mentions import Mention
from annotations.notes.note import Note
from annotations.text.span import Span
from tui.reader.cursor import Cursor, nudged
from tui.reader.pane import ArticlePane


class Deciding(ArticlePane):
    """The keys that annotate: on the selection, else on the entity, the note or the word under the cursor."""

    @dataclass
    class NoteAsked(Message):
        """The user wants to write: `note` is the one to edit, or None for a new one on `span`."""

        article: Article
        span: Span | None
        note: Note | None

    def action_note(self) -> None:
        """Write a note on the selection, or open the one under the cursor."""
        if not self.can_be_annotated():
            return
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

    def action_repeat(self) -> None:
        """Do the last decision again at every occurrence in the article."""
        article, mentions = self.article, self.mentions
        places: list[int] = []
        self.change(
            lambda: places.append(self.desk.repeat(article, mentions)),
            lambda: self.app.notify(_repeated(places[0]), markup=False),
        )

    def action_accept_all(self) -> None:
        """Accept every suggestion and mark the article done."""
        article, mentions = self.article, self.mentions
        if not self.recognised:
            self.app.notify("still looking for entities", markup=False)
        else:
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
            self._respan(mention.span, span, lambda: self.desk.respan(article, mention, span))
        elif note is not None and note.span is not None:
            moved = nudged(text, note.span, start=start, end=end)
            self._respan(note.span, moved, lambda: self.desk.move(article, note, moved))

    def _respan(self, before: Span, after: Span, work: Callable[[], object]) -> None:
        if after != before:
            self.change(work)
            self.page.move(Cursor(after.start, after))

    def action_copy(self) -> None:
        """Copy the selection."""
        span = self.page.chosen()
        self.app.copy_to_clipboard(self.article.text[span.start : span.end])
        self.page.move(self.page.cursor.dropped())

    def _with_mention(self, work: Callable[[Article, Mention], object]) -> None:
        article, mention = self.article, self.page.mention_here()
        if mention is None:
            self.app.notify("no entity under the cursor: tab goes to the next", markup=False)
        else:
            self.change(lambda: work(article, mention))


def _repeated(places: int) -> str:
    return f"the same at {places} more place{'s' * (places != 1)}" if places else "nothing more to do the same to"
