"""Drawing relations: from what is under the cursor, by any motion, to what is under it then."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from annotations.articles.article import Article
from annotations.desk.mentions import Mention
from annotations.notes.note import Note
from annotations.text.safe import visible_line
from tui.reader.deciding import Deciding

End = Note | Mention


class Relating(Deciding):
    """The keys that relate one annotation to another; a suggestion at an end is accepted by it."""

    @dataclass
    class RelationAsked(Message):
        """Both ends are chosen, and a label is wanted."""

        article: Article
        source: End
        target: End

    _source: End | None = None
    _begun_in: Article | None = None

    @property
    def relating(self) -> str:
        """What is being done, in words; empty where no relation is begun in this article."""
        source = self._begun
        return "" if source is None else f"relation from {_words(source)}: enter ends it, esc drops it"

    @property
    def _begun(self) -> End | None:
        """Where a relation begins; one that was begun in another article is none any more."""
        return self._source if self._begun_in is self.article else None

    def action_relate(self) -> None:
        """Begin a relation at the entity or note under the cursor; if one is begun, end it."""
        if self._begun is not None:
            self._end()
        elif self.can_be_annotated():
            self._source, self._begun_in = self._end_here(), self.article
            self.post_message(self.Moved())

    def action_note(self) -> None:
        """Where a relation is begun, end it; else write a note."""
        if self._begun is None:
            super().action_note()
        else:
            self._end()

    def drop_relation(self) -> bool:
        """Let go of a relation that is begun; says whether there was one."""
        was, self._source = self._begun is not None, None
        if was:
            self.post_message(self.Moved())
        return was

    def relate(self, article: Article, source: End, target: End, label: str) -> None:
        """Draw the relation."""
        if article is self.article:
            self.change(lambda: self.desk.relate(article, source, target, label))

    def _end(self) -> None:
        source, target = self._begun, self._end_here()
        if source is None or target is None:
            return
        if source.span == target.span:
            self.app.notify("a relation leads to something else: move on, then enter", markup=False)
            return
        self._source = None
        self.post_message(self.Moved())
        self.post_message(self.RelationAsked(self.article, source, target))

    def _end_here(self) -> End | None:
        """The entity under the cursor, else the note."""
        mention = self.page.mention_here()
        end = self.page.note_here() if mention is None else mention
        if end is None:
            self.app.notify("no entity or note under the cursor: tab goes to the next", markup=False)
        return end


def _words(end: End) -> str:
    return f"“{visible_line(end.quote if isinstance(end, Note) else end.text)}”"
