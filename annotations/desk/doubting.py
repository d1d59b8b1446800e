"""Annotations whose place is in doubt since their article changed: what they stood in, and where they may stand now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotations.articles.article import Article
from annotations.desk.drafting import Drafting
from annotations.notes.change import Edit
from annotations.notes.note import Note, Status
from annotations.notes.placing import Placing
from annotations.notes.store import NoteStore
from annotations.text.span import Span

if TYPE_CHECKING:
    from annotations.notes.comparison import Comparison

BESIDE = 240
"""Code points of context that are shown on either side of a quote, where the text is at hand."""
MOST_PLACES = 6
"""Places that are offered for one quote."""

# The share of quote and context below which a place is not worth a look.
_FAINT = 0.3


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote, and the text before and after it."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where annotations may stand now, and the share of quote and context that is still there, 0 to 1."""

    span: Span
    share: float
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Doubt:
    """Annotations as they are stored, all of one place of one old text."""

    notes: tuple[Note, ...]

    @property
    def settled(self) -> bool:
        """Whether the user has given the place up, or a repair did."""
        return all(note.status is Status.ORPHANED for note in self.notes)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a doubt is about: the old context, `whole` if it is from the old text; the places, the likeliest first."""

    was: Excerpt
    whole: bool
    places: tuple[Place, ...]


class Doubting:
    """Lists what is in doubt in an article, and settles it; each is one change, made by `do`."""

    def __init__(self, store: NoteStore, placing: Placing, draft: Drafting, do: Callable[..., None]) -> None:
        self._store = store
        self._placing = placing
        self._draft = draft
        self._do = do

    def doubts(self, article: Article) -> tuple[Doubt, ...]:
        """What is in doubt in an article, in the order of the text that was, what is settled last."""
        stored = self._store.notes(article.name)
        sha256 = article.sha256 if stored else ""
        groups: dict[tuple[str, Span | None], list[Note]] = {}
        for note, placed in zip(stored, self._placing.place(stored, article.text, sha256), strict=True):
            if placed.status is not Status.ANCHORED:
                groups.setdefault((note.article_sha256, note.span), []).append(note)
        return tuple(sorted((Doubt(tuple(notes)) for notes in groups.values()), key=lambda each: each.settled))

    def prospect(self, article: Article, doubt: Doubt) -> Prospect:
        """The old context of a doubt and the places where it may stand now."""
        note, text, sha256 = doubt.notes[0], article.text, article.sha256
        kept = self._placing.kept(note, text, sha256)
        known = kept is not None and kept.holds(note)
        was = (
            _excerpt(kept.old, note.span)
            if kept is not None and known and note.span is not None
            else Excerpt(note.prefix, note.quote, note.suffix)
        )
        return Prospect(was, known, tuple(self._places(note, text, sha256, kept if known else None)))

    def settle(self, article: Article, doubt: Doubt, span: Span) -> None:
        """Have the annotations of a doubt stand on a span for sure; those that were changed meanwhile stay."""
        edits = [Edit(note, self._draft.placed(article, note, span)) for note in self._unchanged(doubt)]
        if edits:
            self._do("place" + _times(edits), *edits, of=article)

    def give_up(self, doubt: Doubt) -> None:
        """Say that the place of a doubt is gone: its annotations stay, and come back only where they surely stand."""
        edits = [Edit(note, replace(note, status=Status.ORPHANED)) for note in self._unchanged(doubt)]
        if edits:
            self._do("orphan" + _times(edits), *edits)

    def _unchanged(self, doubt: Doubt) -> list[Note]:
        """Of two keys that were pressed at once for one doubt, the second finds nothing to do."""
        return [note for note in doubt.notes if self._store.get(note.id, note.article) == note]

    def _places(self, note: Note, text: str, sha256: str, kept: Comparison | None) -> list[Place]:
        """Places for a note, after them those whose words were others already in the text that was `kept`."""
        from annotations.notes.approximate import candidates, weigh

        (placed,) = self._placing.place((note,), text, sha256)
        found: list[Place] = []
        if placed.status is Status.AMBIGUOUS and placed.span is not None:
            weighed = weigh(text, note.quote, note.prefix, note.suffix, placed.span)
            found.append(Place(placed.span, weighed.score, _excerpt(text, placed.span)))
        others = candidates(text, note.quote, note.prefix, note.suffix, note.start or 0) if note.quote else []
        if kept is not None:
            others.sort(key=lambda each: not kept.is_new(each.start, each.end))
        for each in others:
            if len(found) == MOST_PLACES or each.score < _FAINT:
                continue
            span = Span(each.start, each.end)
            if not any(span.overlaps(other.span) for other in found):
                found.append(Place(span, each.score, _excerpt(text, span)))
        return found


def _times(edits: Sequence[Edit]) -> str:
    return f" ×{len(edits)}" if len(edits) > 1 else ""


def _excerpt(text: str, span: Span) -> Excerpt:
    before, after = max(0, span.start - BESIDE), span.end + BESIDE
    return Excerpt(text[before : span.start], text[span.start : span.end], text[span.end : after])
