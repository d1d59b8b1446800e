"""What all parts of the reading pane stand on: one article of the desk, shown on a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.containers import Vertical
from textual.message import Message

from annotations.articles.article import Article
from annotations.desk.desk import Desk, Reading
from annotations.entities.packed import Entities
from annotations.problem import Problem
from annotations.text.safe import visible_line
from tui.clerk import Clerk
from tui.even import Even
from tui.reader.page import Page
from tui.reader.sheet import Sheet
from tui.status import Head
from tui.telling import article_words, remark_on
from tui.view import View


class ArticlePane(Vertical, Even):
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
        self._suggestions = _suggestions(view.reading, view.suggestions)
        self.mentions = desk.mentions(view.reading, self._suggestions)
        self.readable = view.readable
        self.recognised = not view.readable or view.suggestions is not None
        self._said: set[Problem] = set()
        self.tell()

    @property
    def article(self) -> Article:
        """What is being read."""
        return self.reading.article

    @property
    def remark(self) -> str:
        """What is to be said of the entities of the article as a whole."""
        return remark_on(self._suggestions if self.recognised else None)

    def show(
        self, reading: Reading, offset: int = 0, *, readable: bool = True, suggestions: Entities | None = None
    ) -> None:
        """Show an article at an offset at once; suggestions that are not known come as soon as they are recognised."""
        if not self.recognised:
            self.desk.recognising.stop()
            self.desk.correcting.stop()
        self.reading, self._suggestions = reading, _suggestions(reading, suggestions)
        self.readable, self.recognised = readable, not readable or suggestions is not None
        self.mentions = self.desk.mentions(reading, self._suggestions)
        self.page.show(Sheet(reading.article, reading.notes, offset, self.mentions))
        self._mark()
        self.call_after_refresh(self.recognise)

    def tell(self) -> None:
        """Keep the head line true."""
        self.head.tell(article_words(self.reading, len(self.mentions) if self.recognised else None))

    def recognise(self) -> None:
        """Look for the entities of the article that is shown, if they are not known: first for those in sight."""
        article, offset = self.article, self.page.cursor.offset
        if self.recognised:
            self._complain()
            if self.readable:
                # The list does not know all that is known of the text.
                self.clerk.recognise(lambda: self.desk.suggest(article), lambda _: None)
            return

        def near() -> Entities | None:
            return self.desk.suggest_near(article, offset) if self.article is article else None

        def all_of_them() -> Entities | None:
            return self.desk.suggest(article) if self.article is article else None

        self.clerk.recognise(near, lambda found: self._recognised(article, found, in_full=False))
        self.clerk.recognise(all_of_them, lambda found: self._recognised(article, found, in_full=True))

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

    def _recognised(self, article: Article, found: Entities | None, *, in_full: bool) -> None:
        if article is self.article and found is not None:
            self._suggestions, self.recognised = found, in_full
            self._mark()
            self.post_message(self.Changed(self.reading))
            self._complain()

    def _complain(self) -> None:
        """Say what is wrong with an engine or its data, each thing once."""
        for problem in self._suggestions.problems:
            if problem not in self._said:
                self._said.add(problem)
                self.app.notify(visible_line(str(problem)), severity="warning", markup=False)

    def _mark(self) -> None:
        self.mentions = self.desk.mentions(self.reading, self._suggestions)
        self.page.mark(self.mentions, self.reading.notes)
        self.tell()
        self.post_message(self.Moved())


def _suggestions(reading: Reading, known: Entities | None) -> Entities:
    return Entities.of(reading.article.text, ()) if known is None else known
