"""Moving over the article and selecting in it, by the keys of the reader."""

from __future__ import annotations

from annotations.text.span import Span, stripped
from tui.reader.pane import ArticlePane


class Moving(ArticlePane):
    """The keys that move the cursor; once a selection is begun, all of them extend it."""

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
        text = self.article.text
        self.page.move(self.page.cursor.at(max(0, stripped(text, 0, len(text)).end - 1)))

    def action_entity(self, step: int) -> None:
        """To the next or previous entity."""
        marks, offset = self.page.marks.mentions, self.page.cursor.offset
        self._jump(marks.after(offset) if step > 0 else marks.before(offset))

    def action_check(self, step: int) -> None:
        """To the next or previous place that is worth a second look: what is unsure, or what nobody suggested."""
        from annotations.desk.checking import Checking

        checking, offset = Checking.of(self.article, self.mentions, self.reading.notes), self.page.cursor.offset
        span = checking.after(offset) if step > 0 else checking.before(offset)
        if span is None:
            self.app.notify("nothing more to check", markup=False)
        else:
            self.page.move(self.page.cursor.at(span.start, span))

    def action_note_mark(self, step: int) -> None:
        """To the next or previous note."""
        marks, offset = self.page.marks.notes, self.page.cursor.offset
        self._jump(marks.after(offset) if step > 0 else marks.before(offset))

    def action_select(self) -> None:
        """Begin a selection at the cursor, or drop the one that is."""
        cursor = self.page.cursor
        self.page.move(cursor.began(self.article.text) if cursor.anchor is None else cursor.dropped())

    def _jump(self, target: tuple[Span, object] | None) -> None:
        if target is not None:
            self.page.move(self.page.cursor.at(target[0].start, target[0]))
