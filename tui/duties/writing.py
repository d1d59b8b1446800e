"""Writing notes and choosing from panels: what opens over or beside the reader, and what is done with the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.articles.article import Article
from annotations.desk.desk import Reading
from annotations.desk.drafts import Draft, Drafts, Place
from annotations.notes.note import Note
from annotations.problem import Problem
from annotations.text.span import Span
from tui.reader.reader import Reader
from tui.reader.relating import Relating

if TYPE_CHECKING:
    from tui.app import PostilApp

RECENT = 3
"""Labels chosen last that stand first in the menu."""


class Writing:
    """Opens editor and panels for the app, and carries the answers to the reader."""

    def __init__(self, app: PostilApp) -> None:
        self._app = app
        self._drafts = Drafts(app.bookmarks.file.parent / "drafts")
        self._fault: Problem | None = None
        self._recent: list[str] = []
        self._relations: list[str] = []

    def begin(self) -> None:
        """Do what the first frame does not wait for."""
        self._app.clerk.read(self._drafts.load, lambda _: None)

    # Notes

    def note(self, article: Article, span: Span | None, note: Note | None) -> None:
        """Write a note on a span or the whole article, or edit one; what is not saved stays as a draft of the place."""
        from tui.dialogs.editor import NoteEditor

        desk = self._app.desk
        place = Place(str(desk.library.root), article.name, None if note else span, note.id if note else None)
        stored = Draft(note.body, note.tags) if note else Draft("")
        quote = note.quote if note else article.text[span.start : span.end] if span else ""

        def keep(draft: Draft) -> None:
            self._drafts.put(place, None if draft == stored else draft)
            self._app.clerk.keep(lambda: self._drafts.write(place), self._kept)

        def written(answer: Draft | None) -> None:
            if answer is not None:
                self._save(article, span, note, answer, place)

        editor = NoteEditor(quote, stored, self._drafts.at(place), keep)
        self._app.push_screen(editor, written)
        self._app.clerk.read(desk.tags_in_use, editor.know_tags)

    def _save(self, article: Article, span: Span | None, note: Note | None, answer: Draft, place: Place) -> None:
        desk, drafts = self._app.desk, self._drafts
        drafts.put(place, answer)

        def work() -> Reading:
            # The draft goes only when the note is on a disk: a save that fails loses no word.
            drafts.write(place)
            if note is None:
                desk.add_note(article, span, answer.body, answer.tags)
            else:
                desk.edit_note(note, answer.body, answer.tags)
            if drafts.at(place) == answer and not desk.store.at_risk:
                drafts.put(place, None)
                drafts.write(place)
            return desk.lay_out(article)

        def saved(reading: Reading) -> None:
            self._app.reader.page.move(self._app.reader.page.cursor.dropped())
            self._app.reader.laid_out(reading)
            self._app.shelf.renew(article.name)

        self._app.clerk.save(work, saved)

    def _kept(self, fault: Problem | None) -> None:
        """Say that drafts cannot be kept, once."""
        if fault is not None and self._fault is None:
            self._app.notify(str(fault), severity="error", markup=False)
        self._fault = fault

    def note_on_article(self, name: str) -> None:
        """Write a note on a whole article of the list."""

        def read(reading: Reading | Problem) -> None:
            if isinstance(reading, Problem):
                self._app.notify(str(reading), severity="error", markup=False)
            else:
                self.note(reading.article, None, None)

        self._app.clerk.ask(lambda: self._app.desk.read(name), read)

    # Relations

    def relation(self, asked: Relating.RelationAsked, reader: Reader) -> None:
        """Ask for the label of a relation, those in use offered, and draw it."""
        from tui.dialogs.prompt import Prompt

        known: list[str] = []

        def matching(typed: str, _cursor: int) -> list[tuple[str, str]]:
            return [(label, label) for label in known if typed.casefold() in label.casefold() and typed != label]

        def done(label: str | None) -> None:
            if label is not None:
                reader.relate(asked.article, asked.source, asked.target, label.strip())

        prompt = Prompt("relation ", fault=_unnamed, complete=matching, history=self._relations)
        self._app.push_screen(prompt, done)
        self._app.clerk.read(self._app.desk.relation_labels, known.extend)

    # Panels

    def panel(self, name: str, reader: Reader) -> None:
        """Open a panel of the reader: `labels`, `doubts`, or one of the side panels."""
        if name == "labels":
            self._labels(reader)
            return
        if name == "doubts":
            self._doubts(reader)
            return
        app = self._app
        if app.panel is None:
            from tui.panels.side import SidePanel

            app.panel = SidePanel(reader, lambda: app.inks)
            app.query_one("#panes").mount(app.panel)
            app.bind_keys()
        app.panel.ask(name)

    def follow(self) -> None:
        """The reader's cursor stands elsewhere, or other things are under it."""
        if self._app.panel is not None:
            self._app.panel.follow()
        if self._app.doubts is not None:
            self._app.doubts.follow()

    def _doubts(self, reader: Reader) -> None:
        app = self._app
        if app.doubts is None:
            from tui.panels.doubts import DoubtPanel

            app.doubts = DoubtPanel(reader, flat=app.inks.flat)
            # A dialog may have come in between: the app would mount it on that.
            reader.screen.mount(app.doubts, after="#panes")
            app.bind_keys()
        app.doubts.ask()

    def _labels(self, reader: Reader) -> None:
        from tui.dialogs.labels import LABEL_INDENT, label_lines
        from tui.dialogs.menu import Menu

        lines, names = label_lines(self._app.desk.scheme, self._recent, self._app.inks)

        def chosen(index: int | None) -> None:
            if index is not None:
                name = names[index]
                self._recent = [name, *(each for each in self._recent if each != name)][:RECENT]
                reader.label(name)

        self._app.push_screen(Menu("Label", lines, indent=LABEL_INDENT, plain=self._app.inks.flat), chosen)


def _unnamed(label: str) -> str | None:
    return None if label.strip() else "a relation has a name, such as: works for"
