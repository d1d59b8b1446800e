"""What all parts of the reading pane stand on: one article of the desk, shown on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.containers import Vertical
from textual.message import Message

from annotations.articles.article import Article
from annotations.desk.desk import Desk, Reading
from annotations.entities.entity import Entity
from tui.clerk import Clerk
from tui.reader.page import Page
from tui.reader.sheet import Sheet
from tui.status import Head
from tui.telling import article_words
from tui.view import View


class ArticlePane(Vertical):
    """Shows one article with its annotations; every change of it goes through the clerk."""

    @dataclass
    class Changed(Message):
        """The annotations of the article are others now."""

        reading: Reading

    class Moved(Message):
        """The cursor stands elsewhere, or other things are under it."""

    def __init__(self, desk: Desk, clerk: Clerk, view: View) -> None:
        super().__init__()
        self.head = Head(view.inks)
        self.page = Page(view.inks, view.colours, view.sheet)
        self.desk = desk
        self.clerk = clerk
        self.reading = view.reading
        self._suggestions: Sequence[Entity] = ()
        self.mentions = desk.mentions(view.reading, ())
        self.readable = view.readable
        self.recognised = not view.readable
        self.tell()

    @property
    def article(self) -> Article:
        """What is being read."""
        return self.reading.article

    def show(self, reading: Reading, offset: int = 0, *, readable: bool = True) -> None:
        """Show an article at an offset at once; its suggestions come as soon as they are recognised."""
        if not self.recognised:
            self.desk.recognising.stop()
        self.reading, self._suggestions = reading, ()
        self.readable, self.recognised = readable, not readable
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
            self.clerk.recognise(
                lambda: self.desk.suggest(article) if self.article is article else (),
                lambda found: self._recognised(article, found),
            )

    def laid_out(self, reading: Reading) -> None:
        """Show the annotations as they are now, if this article is still the one that is shown."""
        if reading.article is self.article:
            self.reading = reading
            self._mark()
            self.post_message(self.Changed(reading))

    def can_be_annotated(self) -> bool:
        """Whether there is an article and not what is said in its place; says so where there is none."""
        if not self.readable:
            self.app.notify("this cannot be read, and so not be annotated", markup=False)
        return self.readable

    def change(self, work: Callable[[], object], then: Callable[[], object] = lambda: None) -> None:
        """Do something to this article at the desk, show what came of it, then go on."""
        if not self.can_be_annotated():
            return
        article = self.article

        def done() -> Reading:
            work()
            return self.desk.lay_out(article)

        def shown(reading: Reading) -> None:
            self.laid_out(reading)
            then()

        self.page.move(self.page.cursor.dropped())
        self.clerk.save(done, shown)

    def _recognised(self, article: Article, found: Sequence[Entity]) -> None:
        if article is self.article:
            self._suggestions, self.recognised = found, True
            self._mark()
            self.post_message(self.Changed(self.reading))

    def _mark(self) -> None:
        self.mentions = self.desk.mentions(self.reading, self._suggestions)
        self.page.mark(self.mentions, self.reading.notes)
        self.tell()
        self.post_message(self.Moved())
