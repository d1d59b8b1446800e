"""Two versions of one annotation: neither is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from annotations.notes.documents import to_document
from annotations.notes.layout import encode_row
from annotations.notes.note import ArticleState, Note

_TAIL = (1 << 62) - 1


def copy_of(note: Note) -> Note:
    """The same annotation under another id, which stands next to it in the file.

    Whoever makes a copy of the same annotation makes the same copy, so that two programs which settle one conflict
    agree.
    """
    import uuid

    digest = _digest(encode_row("0", to_document(note)))
    try:
        number = uuid.UUID(note.id).int
    except ValueError:
        return replace(note, id=f"{note.id}-{digest:016x}")
    return replace(note, id=str(uuid.UUID(int=number & ~_TAIL | digest & _TAIL)))


def versions(notes: Iterable[Note]) -> list[tuple[Note, Note]]:
    """The annotations of which a copy was made and is still as it was, each with its copy."""
    by_stem: dict[str, list[Note]] = {}
    for note in notes:
        for stem in _stems(note.id):
            by_stem.setdefault(stem, []).append(note)
    return [
        (note, twin)
        for alike in by_stem.values()
        for note in alike
        for twin in alike
        if note.id != twin.id and copy_of(replace(twin, id=note.id)).id == twin.id
    ]


def _stems(note_id: str) -> set[str]:
    """What the ids of an annotation and its copies have in common."""
    import uuid

    try:
        return {str(uuid.UUID(note_id).int >> _TAIL.bit_length())}
    except ValueError:
        return {note_id, note_id.rpartition("-")[0] or note_id}


def number_of(note: Note) -> int:
    """The document number of a copy: 53 bits that follow from its id."""
    return 1 + _digest(note.id.encode("utf-8", "surrogatepass")) % (2**53 - 1)


def merged_state(base: ArticleState | None, ours: ArticleState, theirs: ArticleState) -> ArticleState:
    """Of each field what we made of it, if we changed it, else what they did."""
    old = base or ArticleState(ours.article, "")
    changed = {
        field.name: getattr(ours, field.name)
        for field in fields(ArticleState)
        if getattr(ours, field.name) != getattr(old, field.name)
    }
    if "tags" in changed:
        gone = set(old.tags) - set(ours.tags)
        changed["tags"] = tuple(dict.fromkeys(tag for tag in (*theirs.tags, *ours.tags) if tag not in gone))
    return replace(theirs, **changed)


def _digest(data: bytes) -> int:
    from annotations.text import hashing

    return int.from_bytes(hashing.sha256(data).digest()[:8])
