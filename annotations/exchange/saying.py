"""What was said of a place in an article, as HTML: kind, words, tags, and who said it when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from annotations.exchange.entries import Entry, Relation, one_line
from annotations.exchange.page import body_of, safe, safe_line
from annotations.notes.note import Kind, Note
from annotations.text.graphemes import snap

_BRIEF = 40
"""Code points of a quote on a card; all of it stands in the text."""
Ends = tuple[str, str]
"""The words at both ends of a relation, as HTML."""


def said(entry: Entry, about: Iterable[str]) -> str:
    """A card without its frame: a line about the annotation, its body, its tags, and its author."""
    note = entry.note
    line = " ".join(part for part in (*about, safe(entry.doubt)) if part)
    parts = [f'<p class="about">{line}</p>'] if line else []
    parts += [body_of(note.body)] if note.body else []
    parts += [f'<p class="tags">{tags(note.tags)}</p>'] if note.tags else []
    return "".join([*parts, f'<p class="by">{made(note)}</p>'])


def tags(names: Iterable[str]) -> str:
    """Tags, each in a frame of its own."""
    return " ".join(f'<span class="tag">{safe_line(name)}</span>' for name in names)


def quoted(note: Note) -> str:
    """The label, if there is one, and the words, or the first of them."""
    label = f"<b>{safe_line(note.label)}</b> " if note.label else ""
    words = one_line(note.quote)
    brief = words if len(words) <= _BRIEF else words[: snap(words, 0, _BRIEF).end] + "…"
    return f"{label}<q>{safe(brief)}</q>"


def arrow(relation: Relation, ends: Ends | None = None) -> str:
    """A relation in a line."""
    source, target = ends or (safe(relation.source), safe(relation.target))
    return f"{source} → <b>{safe_line(relation.note.label or '')}</b> → {target}"


def made(note: Note) -> str:
    """Who made an annotation, and on which day."""
    return " · ".join(part for part in (safe_line(note.author), _day(note.created)) if part)


def hint(note: Note) -> str:
    """What an annotation is and who made it, for the value of an attribute."""
    what = f"{note.label or ''}, {note.decision or ''}" if note.kind is Kind.ENTITY else "noted"
    on = f" on {note.created[:10]}" if note.created else ""
    return safe_line(f"{what} by {note.author}{on}")


def _day(moment: str) -> str:
    try:
        day = datetime.fromisoformat(moment).date().isoformat()
    except ValueError:
        return safe_line(moment)
    return f'<time datetime="{day}">{day}</time>'
