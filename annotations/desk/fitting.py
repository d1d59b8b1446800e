"""Places annotations from elsewhere in a library's own text of the same article."""

from __future__ import annotations

from dataclasses import replace

from annotations.articles.article import Article
from annotations.exchange.document import Document
from annotations.notes.note import Note, Status
from annotations.notes.selectors import anchor, is_quoted, quote, quoted_at
from annotations.problem import PostilError, Problem
from annotations.text.alignment import Alignment, first_difference
from annotations.text.graphemes import snap
from annotations.text.safe import brief
from annotations.text.span import Span


class Fitting:
    """Places the notes of one document in an article; `file` is what they are read from, for what is said of them."""

    def __init__(self, document: Document, article: Article, file: str) -> None:
        self._document = document
        self._article = article
        self._file = file
        self._sha256 = article.sha256
        self._same = document.text == article.text
        self._alignment: Alignment | None = None
        if document.text is not None and not self._same:
            self._alignment = Alignment.of(document.text, article.text)

    def placed(self, note: Note) -> Note:
        """The note in our text: where it was, if the texts are the same or differ in blanks alone; else placed again.

        A place that is not sure is said in its status. Raises PostilError where the note does not fit its own text.
        """
        if self._same and note.article_sha256 == self._sha256 and is_quoted(note, self._article.text):
            return note
        span = note.span
        if span is None:
            return replace(note, article_sha256=self._sha256)
        theirs = self._document.text
        if theirs is None:
            return anchor(note, self._article.text, self._sha256)
        if note.status is Status.ORPHANED:
            return note
        if span.end > len(theirs) or (note.quote and theirs[span.start : span.end] != note.quote):
            what = f"the text from {span.start} to {span.end} is not the quote {brief(note.quote)}"
            raise PostilError(
                Problem(self._file, what, "mend its offsets: they count code points", self._document.line)
            )
        if self._same:
            return self._at(note, span)
        if self._alignment is not None:
            ours = self._alignment.span(span)
            return replace(note, status=Status.ORPHANED) if ours is None else self._at(note, ours)
        context = quote(theirs, snap(theirs, span.start, span.end))
        told = replace(note, quote=context.quote, prefix=context.prefix, suffix=context.suffix, article_sha256="")
        return anchor(told, self._article.text, self._sha256)

    def difference(self) -> Problem:
        """Where the two texts differ first, as the reason to refuse."""
        line, theirs, ours = first_difference(self._document.text or "", self._article.text)
        what = f"{self._article.name} has another text: its line {line} is {brief(ours)}, and here {brief(theirs)}"
        remedy = "take in the text that was annotated, or let doubtful places be marked: --in-doubt"
        return Problem(self._file, what, remedy, self._document.line)

    def _at(self, note: Note, span: Span) -> Note:
        return replace(quoted_at(note, self._article.text, span), article_sha256=self._sha256)
