"""New and altered annotations, with the fields that the user does not write: ids, quotes, times, author."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from annotations.articles.article import Article
from annotations.desk.config import login_name
from annotations.notes.ids import new_id, utc_now
from annotations.notes.note import Decision, Kind, Note, Status
from annotations.notes.selectors import quoted_at
from annotations.text.span import Span


class Drafting:
    """Makes notes in one author's name; keeps nothing."""

    def __init__(self, author: str | None) -> None:
        self._named = author

    @cached_property
    def author(self) -> str:
        """In whose name; the login name is looked up when the first note is made."""
        return self._named or login_name()

    def new(
        self,
        article: Article,
        kind: Kind,
        span: Span | None,
        *,
        label: str | None = None,
        decision: Decision | None = None,
        body: str = "",
        tags: tuple[str, ...] = (),
    ) -> Note:
        """A note on a span (widened to whole graphemes), or with None on the whole article."""
        now = utc_now()
        whole = Note(
            id=new_id(),
            kind=kind,
            article=article.name,
            article_sha256=article.sha256,
            start=None,
            end=None,
            quote="",
            prefix="",
            suffix="",
            author=self.author,
            created=now,
            modified=now,
            label=label,
            decision=decision,
            body=body,
            tags=tags,
        )
        return whole if span is None else quoted_at(whole, article.text, span)

    def touched(
        self,
        note: Note,
        *,
        label: str | None = None,
        decision: Decision | None = None,
        body: str | None = None,
        tags: tuple[str, ...] | None = None,
    ) -> Note:
        """The note with what is given changed, and modified now."""
        return replace(
            note,
            modified=utc_now(),
            label=note.label if label is None else label,
            decision=note.decision if decision is None else decision,
            body=note.body if body is None else body,
            tags=note.tags if tags is None else tags,
        )

    def placed(self, article: Article, note: Note, span: Span) -> Note:
        """The note on another span of its article."""
        moved = quoted_at(note, article.text, span)
        return replace(moved, modified=utc_now(), article_sha256=article.sha256, status=Status.ANCHORED)
