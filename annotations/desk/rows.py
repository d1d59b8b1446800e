"""An article as a list tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from annotations.articles.record import Named, Record
from annotations.notes.note import ArticleState, Decision, Kind, Note
from annotations.text.span import Span

_OF_SUGGESTIONS = (Decision.ACCEPTED, Decision.REJECTED)


class Row(NamedTuple):
    """What a list shows, sorts and filters by.

    `entities` counts those that the user accepted or added, `suggested` what the recogniser found (None where it has
    not read the article), `decided` how many of those the user accepted or rejected. `named` are both, and `dated` the
    days that they mean (EDTF), as far as they were asked for. `doubt` is how much the article would teach: how unsure
    the recogniser was; None also of one that is done. A named tuple, since sorting makes 100,000 of them and a frozen
    dataclass takes four times as long.
    """

    name: str
    title: str
    source: str | None
    published: datetime | None
    author: str | None
    words: int
    entities: int
    notes: int
    state: str
    flag: bool
    tags: tuple[str, ...]
    suggested: int | None = None
    named: tuple[Named, ...] = ()
    doubt: float | None = None
    dated: tuple[str, ...] = ()
    decided: int = 0

    @property
    def entities_known(self) -> int | None:
        """The number of decided entities, else of suggested ones; None where nothing is known of either."""
        return self.entities or self.suggested


def row(record: Record, state: ArticleState | None, notes: Sequence[Note]) -> Row:
    """The row of an article, with what the user did to it."""
    decided = _decided(notes) if notes else ()
    return Row(
        record.name,
        record.title,
        record.source,
        None if record.published is None else datetime.fromisoformat(record.published),
        record.author,
        record.words,
        len(decided),
        sum(note.kind is Kind.NOTE for note in notes) if notes else 0,
        "new" if state is None else state.state,
        state is not None and state.flag,
        () if state is None else state.tags,
        record.suggested,
        record.named + decided if record.recognised else decided,
        None if state is not None and state.state == "done" else record.doubt,
        decided=sum(note.decision in _OF_SUGGESTIONS for note in notes) if notes else 0,
    )


def with_names(
    told: Row, record: Record, notes: Sequence[Note], long_forms: Mapping[str, str], built_in: Callable[[str], str]
) -> Row:
    """A row that tells the days that are meant, too, and of what is abbreviated the long forms.

    `built_in` says which label of the built-in scheme a label is.
    """
    long = tuple((label, long_forms[words]) for label, words in told.named if words in long_forms)
    dated = (*(record.dated or "").split(), *_dated(notes, told.published, built_in))
    return told._replace(named=told.named + long, dated=dated)


def _dated(notes: Sequence[Note], published: datetime | None, built_in: Callable[[str], str]) -> Iterator[str]:
    """The days that decided dates mean, by the words that each was anchored in; rows do not know where they stand."""
    from annotations.entities.meaning import DATED, meaning_of

    for note in notes:
        kind = built_in(note.label or "") if note.kind is Kind.ENTITY else ""
        if kind in DATED and note.decision is not Decision.REJECTED:
            begin = len(note.prefix)
            text = note.prefix + note.quote + note.suffix
            found = meaning_of(kind, text, Span(begin, begin + len(note.quote)), published)
            if found is not None:
                yield found.value


def _decided(notes: Sequence[Note]) -> tuple[Named, ...]:
    entities = (note for note in notes if note.kind is Kind.ENTITY and note.decision is not Decision.REJECTED)
    return tuple((note.label or "", " ".join(note.quote.split())) for note in entities)
