"""From a change to the documents that the store is to hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from annotations.notes.change import Change, Edit
from annotations.notes.contents import Contents, Key
from annotations.notes.documents import key_of, to_document
from annotations.notes.ids import new_document_id
from annotations.notes.lines import Row
from annotations.notes.merging import copy_of, merged_state, number_of
from annotations.notes.note import ArticleState, Note
from annotations.problem import PostilError, Problem
from annotations.text.safe import brief

# So many edits are worth being sorted.
_MANY = 64


class Conflict(PostilError):
    """Someone else changed what was to be changed; nothing was written."""


class Plan:
    """What becomes of the documents that a change concerns; `before` is what they are, by key.

    `removed` are documents that were removed since the program began. `kept_both` says where someone else's
    version stands beside that of the change; when it is made `strictly`, that is a `Conflict`.
    """

    def __init__(self, contents: Contents, removed: Mapping[Key, Row], *, strictly: bool = False) -> None:
        self.before: dict[Key, Row] = {}
        self.kept_both: list[Problem] = []
        self._contents = contents
        self._removed = removed
        self._strictly = strictly

    def rows(self, change: Change, file: str) -> dict[Key, Row]:
        """What the documents are to be; those that are so already are left out.

        Raises `Conflict` for an edit whose state before is not what the store holds, unless both can be kept.
        """
        rows: dict[Key, Row] = {}
        if len(change.edits) >= _MANY:
            self._look_up(change.edits)
        for edit in change.edits:
            concerned = edit.before if edit.after is None else edit.after
            if concerned is None:
                continue
            key = key_of(concerned)
            known = rows.get(key) or self._known(key, edit)
            if known.value == edit.after:
                continue
            after = edit.after
            if known.value != edit.before:
                after = None if self._strictly else _beside(edit, known.value)
                conflict = _conflict(edit, key, known.value)
                if after is None:
                    raise Conflict(
                        Problem(file, conflict, "nothing was saved: look at it as it is now, and do it again")
                    )
                self.kept_both.append(Problem(file, conflict, "both versions are kept"))
                if isinstance(after, Note) and key_of(after) != key:
                    # Fields that other programs added are copied, too.
                    key = key_of(after)
                    twin = self._known(key, Edit(None, after))
                    known = Row(str(number_of(after)), None, known.document) if twin.value is None else twin
            rows[key] = _row(known, after)
        return {key: row for key, row in rows.items() if row.value != self.before[key].value}

    def made(self, change: Change, rows: Mapping[Key, Row]) -> Change:
        """The change as it was made, which is the one asked for unless both versions of something are kept."""
        if not self.kept_both:
            return change
        return Change(change.what, tuple(Edit(self.before[key].value, row.value) for key, row in rows.items()))

    def _look_up(self, edits: Iterable[Edit]) -> None:
        """Look for what is edited in the order of the file, where each stands behind the one before it."""
        found = ((key_of(each), each.article, edit) for edit in edits if (each := edit.before) is not None)
        for key, _, edit in sorted(found, key=lambda each: (each[0][0], each[1], each[0][1])):
            self._known(key, edit)

    def _known(self, key: Key, edit: Edit) -> Row:
        if key not in self.before:
            self.before[key] = self._row(key, edit)
        return self.before[key]

    def _row(self, key: Key, edit: Edit) -> Row:
        """The document of a key as it is; else as it was, so that an undo brings all of it back; else a new number."""
        row = self._contents.row(key, [value.article for value in (edit.before, edit.after) if value is not None])
        if row is not None:
            return row
        removed = self._removed.get(key)
        if removed is None:
            return Row(str(new_document_id()))
        free = self._contents.number_is_free(key, removed.document_id)
        return Row(removed.document_id if free else str(new_document_id()), None, removed.document)


def kept_both(file: Path, note: Note) -> Problem:
    """That a version of an annotation stands beside that of someone else."""
    return Problem(str(file), f"{_named(note)} was changed by someone else, too", "both versions are kept")


def _row(known: Row, after: Note | ArticleState | None) -> Row:
    if after is None:
        return Row(known.document_id)
    document = to_document(after)
    # Fields that other programs added are theirs, and stay.
    return Row(known.document_id, after, {**known.document, **document} if known.document else document)


def _beside(edit: Edit, stored: Note | ArticleState | None) -> Note | ArticleState | None:
    """What an edit makes where someone else has made something else of what it changes; None where it cannot."""
    if edit.after is None or edit.before is None:
        return None
    if stored is None:
        return edit.after
    if isinstance(edit.after, Note):
        return copy_of(edit.after)
    if isinstance(stored, ArticleState) and isinstance(edit.before, ArticleState):
        return merged_state(edit.before, edit.after, stored)
    return None


def _named(note: Note) -> str:
    words = " ".join(note.quote.split())
    return f"the {note.kind} on {brief(words)} in {note.article}" if words else f"the {note.kind} on {note.article}"


def _conflict(edit: Edit, key: Key, stored: Note | ArticleState | None) -> str:
    _, name = key
    known = edit.after or edit.before
    what = _named(known) if isinstance(known, Note) else f"what was decided about {name}"
    if stored is None:
        what += " was removed by someone else"
    elif edit.before is None:
        what += " is there already"
    else:
        what += " was changed by someone else"
    if isinstance(stored, Note):
        what += f" (author {stored.author or 'unknown'}, modified {stored.modified})"
    return what
