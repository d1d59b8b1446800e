"""Annotations as readers make them of other programs' files: what only postil knows is left empty."""

from __future__ import annotations

from annotations.notes.note import Decision, Kind, Note
from annotations.text.span import Span


def entity(
    key: str,
    text: str,
    span: Span,
    label: str,
    decision: Decision = Decision.ADDED,
    *,
    author: str = "",
    body: str = "",
) -> Note:
    """A decided entity on a span of a text; `key` is what relations of the same file call it."""
    return _note(key, Kind.ENTITY, text, span, label=label, decision=decision, author=author, body=body)


def remark(key: str, text: str, span: Span | None, body: str, *, author: str = "") -> Note:
    """A note on a span of a text, or with None on all of it."""
    return _note(key, Kind.NOTE, text, span, author=author, body=body)


def arrow(key: str, source: str, target: str, label: str) -> Note:
    """A relation between the annotations of those keys."""
    return _note(key, Kind.RELATION, "", None, label=label, source=source, target=target)


def decision(words: str) -> Decision | None:
    """What a word says of an entity; None where it is none of those."""
    return Decision(words) if words in set(Decision) else None


def _note(
    key: str,
    kind: Kind,
    text: str,
    span: Span | None,
    *,
    label: str | None = None,
    decision: Decision | None = None,
    author: str = "",
    body: str = "",
    source: str | None = None,
    target: str | None = None,
) -> Note:
    return Note(
        id=key,
        kind=kind,
        article="",
        article_sha256="",
        start=None if span is None else span.start,
        end=None if span is None else span.end,
        quote="" if span is None else text[span.start : span.end],
        prefix="",
        suffix="",
        author=author,
        created="",
        modified="",
        label=label,
        decision=decision,
        body=body,
        source=source,
        target=target,
    )
