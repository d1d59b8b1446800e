"""Writing notes and choosing from panels: what opens over the reader, and what is done with the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from annotations.articles.article import Article
from annotations.desk.desk import Reading
from annotations.notes.note import Note
from annotations.problem import Problem
from annotations.text.span import Span
from tui.reader.reader import Reader

if TYPE_CHECKING:
    from tui.app import PostilApp
    from tui.panels.editor import Written

RECENT = 3
"""Labels chosen last that stand first in the menu."""


class Writing:
    """Opens editor and panels for the app, and carries the answers to the reader."""

    def __init__(self, app: PostilApp) -> None:
        self._app = app
        self._recent: list[str] = []

    def note(self, article: Article, span: Span | None, note: Note | None) -> None:
        """Write a note on a span or the whole article, or edit one; `esc` keeps a draft for the same place."""
        from tui.panels.editor import NoteEditor

        place = f"{article.name}\x00{note.id if note else span}"
        stored = [note.body, *note.tags] if note else [""]
        body, *tags = self._app.bookmarks.drafts.get(place, stored)
        quote = note.quote if note else article.text[span.start : span.end] if span else ""

        def written(answer: Written | None) -> None:
            if answer is None:
                return
            # The draft goes only when the note is on disk: a save that fails loses no word.
            self._keep(place, [answer.body, *answer.tags], stored)
            if answer.save:
                self._save(article, span, note, answer, place)

        self._app.push_screen(NoteEditor(quote, body, tuple(tags)), written)

    def _save(self, article: Article, span: Span | None, note: Note | None, answer: Written, place: str) -> None:
        desk = self._app.desk

        def work() -> Reading:
            if note is None:
                desk.add_note(article, span, answer.body, answer.tags)
            else:
                desk.edit_note(note, answer.body, answer.tags)
            return desk.lay_out(article)

        def saved(reading: Reading) -> None:
            self._keep(place, [""], [""])
            self._app.reader.page.move(self._app.reader.page.cursor.dropped())
            self._app.reader.laid_out(reading)
            self._app.shelf.renew(article.name)

        self._app.clerk.save(work, saved)

    def _keep(self, place: str, draft: list[str], stored: list[str]) -> None:
        drafts = self._app.bookmarks.drafts
        if draft == stored:
            drafts.pop(place, None)
        else:
            drafts[place] = draft
        self._app.bookmarks.save()

    def note_on_article(self, name: str) -> None:
        """Write a note on a whole article of the list."""

        def read(reading: Reading | Problem) -> None:
            if isinstance(reading, Problem):
                self._app.notify(str(reading), severity="error", markup=False)
            else:
                self.note(reading.article, None, None)

        self._app.clerk.read(lambda: self._app.desk.read(name), read)

    def panel(self, name: str, reader: Reader) -> None:
        """Open a panel of the reader."""
        if name == "labels":
            self._labels(reader)
            return
        from tui.panels import contents

        if name == "entities":
            lines, targets = contents.entity_lines(reader.mentions, self._app.desk.scheme, self._app.label_inks)
        elif name == "notes":
            lines, targets = contents.note_lines(reader.reading.notes)
        else:
            lines, targets = contents.detail_lines(reader.reading, reader.mentions)
        title = f"{name.capitalize()} ({len([each for each in targets if each is not None])})"
        self._menu("Article" if name == "details" else title, lines, targets, reader)

    def _menu(self, title: str, lines: list[Content], targets: Sequence[int | None], reader: Reader) -> None:
        from tui.panels.menu import Menu

        offset = reader.page.cursor.offset
        behind = [(at, index) for index, at in enumerate(targets) if at is not None and at <= offset]
        start = max(behind)[1] if behind else 0

        def chosen(index: int | None) -> None:
            target = None if index is None else targets[index]
            if target is not None:
                reader.page.move(reader.page.cursor.at(target))

        self._app.push_screen(Menu(title, lines or [Content("nothing yet")], start=start), chosen if targets else None)

    def _labels(self, reader: Reader) -> None:
        from tui.panels.contents import label_lines
        from tui.panels.menu import Menu

        lines, names = label_lines(self._app.desk.scheme, self._recent, self._app.label_inks)

        def chosen(index: int | None) -> None:
            if index is not None:
                name = names[index]
                self._recent = [name, *(each for each in self._recent if each != name)][:RECENT]
                reader.label(name)

        self._app.push_screen(Menu("Label", lines, search=True), chosen)
