"""Placing annotations in a text that may have changed, with the help of the texts that were kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from annotations.notes.note import Note
from annotations.notes.selectors import anchor
from annotations.notes.store import NoteStore

if TYPE_CHECKING:
    from annotations.notes.comparison import Comparison
    from annotations.notes.texts import KeptTexts


class Placing:
    """Anchors the notes of a store, of one article at a time, and keeps the texts that they were anchored in.

    What two texts have in common is found out once. May be used in several threads, but one at a time may keep.
    """

    def __init__(self, store: NoteStore) -> None:
        self._store = store
        self._known: tuple[str, dict[str, Comparison | None]] = ("", {})
        self._tidied = False

    @cached_property
    def texts(self) -> KeptTexts:
        """The texts that were kept; known when the first is asked for."""
        from annotations.notes.texts import KeptTexts

        return KeptTexts(self._store.path)

    def place(self, notes: Iterable[Note], text: str, sha256: str) -> tuple[Note, ...]:
        """The notes with their places in a text of that hash, in their order."""
        return tuple(anchor(note, text, sha256, self.kept(note, text, sha256)) for note in notes)

    def kept(self, note: Note, text: str, sha256: str) -> Comparison | None:
        """The text that a note was last anchored in, laid against the text of a hash, if it is another and was kept."""
        if note.article_sha256 == sha256 or note.start is None:
            return None
        now, comparisons = self._known
        if now != sha256:
            comparisons = {}
            self._known = (sha256, comparisons)
        if note.article_sha256 not in comparisons:
            old = self.texts.read(note.article_sha256)
            if old is None:
                comparisons[note.article_sha256] = None
            else:
                from annotations.notes.comparison import Comparison

                comparisons[note.article_sha256] = Comparison(old, text)
        return comparisons[note.article_sha256]

    def keep(self, text: str, sha256: str) -> None:
        """Keep the text that annotations were made in, if that can be; with the first, others that are in vain go."""
        if self.texts.keep(text, sha256) and not self._tidied:
            self.tidy()

    def tidy(self) -> int:
        """Remove the texts to which no annotation refers, nor one that could be brought back; says how many."""
        self._tidied = True
        store = self._store
        if store.problems:
            # What cannot be read may refer to them.
            return 0
        wanted = {note.article_sha256 for note in store.notes()}
        for past in store.past.until(store.number):
            done = store.past.whole(past)
            for edit in () if done is None else done.change.edits:
                wanted.update(each.article_sha256 for each in (edit.before, edit.after) if each is not None)
        return self.texts.drop_all_but(wanted)
