"""Places as W3C Web Annotations and Hypothesis have them: the words themselves, and where these stand in the text."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote, unquote

from annotations.exchange.fields import Fields
from annotations.exchange.reading import fault
from annotations.notes.note import Note
from annotations.text.span import Span


class Place(NamedTuple):
    """What an annotation is on: the article, the span (None for all of it), and the words with what stands around."""

    article: str
    span: Span | None = None
    quote: str = ""
    prefix: str = ""
    suffix: str = ""


def address(article: str) -> str:
    """The name of an article as a relative IRI."""
    return quote(article, safe="/")


def selectors(note: Note) -> list[dict[str, object]]:
    """A `TextQuoteSelector` and a `TextPositionSelector` in code points; none for a note on the whole article."""
    if note.span is None:
        return []
    quoted: dict[str, object] = {
        "type": "TextQuoteSelector",
        "exact": note.quote,
        "prefix": note.prefix,
        "suffix": note.suffix,
    }
    return [quoted, {"type": "TextPositionSelector", "start": note.start, "end": note.end}]


def place(target: Fields) -> Place:
    """The place of a target with a `source` and selectors. Raises PostilError where it has none, or an empty one."""
    quoted = Fields({}, target.file, target.line)
    span = None
    for selector in objects(target, "selector"):
        match selector.text("type"):
            case "TextQuoteSelector":
                quoted = selector
            case "TextPositionSelector":
                span = Span(selector.number("start"), selector.number("end"))
            case _:
                continue
    if quoted.members and span is None:
        span = Span(0, len(quoted.text("exact")))
    if span is not None and not 0 <= span.start < span.end:
        raise fault(target.file, target.line, f"the position from {span.start} to {span.end} is none")
    words = (quoted.text_or(name) for name in ("exact", "prefix", "suffix"))
    return Place(unquote(target.text("source")), span, *words)


def placed(note: Note, at: Place) -> Note:
    """The annotation at a place."""
    told = replace(note, article=at.article, quote=at.quote, prefix=at.prefix, suffix=at.suffix)
    return told if at.span is None else replace(told, start=at.span.start, end=at.span.end)


def objects(row: Fields, name: str) -> list[Fields]:
    """One object, or a list of them."""
    value = row.members.get(name)
    return [row.inner(name)] if isinstance(value, dict) else row.several(name)
