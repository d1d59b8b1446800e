"""What the panels list, before it is fitted to a width. Pure; nothing here is drawn that is not safe to show."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from annotations.articles.article import RegionKind
from annotations.desk.desk import Reading
from annotations.desk.mentions import Mention
from annotations.desk.relating import Arrow, arrows
from annotations.entities.groups import Verdicts, group
from annotations.entities.scheme import Scheme
from annotations.notes.note import Kind, Note
from annotations.text.safe import visible_line

LONGEST = 1_000
"""Code points of a line that are looked at; no panel shows more."""


class Tone(Enum):
    """How a line is said."""

    PLAIN = auto()
    HEADING = auto()
    QUOTE = auto()
    QUIET = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """Words between a `lead` and an `end` that stands at the right; wrapped to `most` rows, then cut."""

    text: str
    tone: Tone = Tone.PLAIN
    lead: str = " "
    end: str = ""
    colour: str | None = None
    most: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines that belong together, and the offsets they lead to, in the order of the text.

    `mentions` can be decided, `note` taken away.
    """

    lines: tuple[Line, ...]
    offsets: tuple[int, ...] = ()
    mentions: tuple[Mention, ...] = ()
    note: Note | None = None

    def offset_after(self, offset: int) -> int:
        """Where it leads from an offset: to its next place, after the last to its first."""
        at = bisect_right(self.offsets, offset)
        return self.offsets[at % len(self.offsets)]


NOTHING = Entry((Line("nothing yet", Tone.QUIET),))
NO_NOTES = Entry((Line("none yet: in the text, a writes one", Tone.QUIET, most=2),))


class Contents:
    """A title and the entries under it; which of them belongs to an offset is found by bisection."""

    def __init__(self, title: str, entries: Iterable[Entry]) -> None:
        self.title = title
        self.entries = tuple(entries)
        places = sorted((offset, index) for index, entry in enumerate(self.entries) for offset in entry.offsets)
        self._offsets = array("I", (offset for offset, _ in places))
        self._owners = array("I", (index for _, index in places))

    @property
    def leads(self) -> bool:
        """Whether any entry leads somewhere."""
        return bool(self._owners)

    def entry_at(self, offset: int) -> int | None:
        """The entry of the last place at or before an offset, else of the first; None where nothing leads anywhere."""
        if not self._owners:
            return None
        return self._owners[max(0, bisect_right(self._offsets, offset) - 1)]


def entities(
    mentions: Sequence[Mention],
    scheme: Scheme,
    long_forms: Mapping[str, str] | None = None,
    verdicts: Verdicts | None = None,
) -> Contents:
    """Mentions grouped by what they name, in the order of the scheme, with counts and what is decided.

    `long_forms` are those of the abbreviations that the text introduces, `verdicts` what the user says of groups.
    """
    rank = {label.name: index for index, label in enumerate(scheme.labels)}
    named = group(mentions, long_forms, verdicts, scheme.built_in).items()
    groups = sorted(named, key=lambda item: (rank.get(item[1][0].label, len(rank)), item[1][0].span))
    counts: dict[str, int] = {}
    for _, found in groups:
        counts[found[0].label] = counts.get(found[0].label, 0) + 1
    entries: list[Entry] = []
    heading = None
    for name, found in groups:
        if found[0].label != heading:
            heading = found[0].label
            label = scheme.label(heading)
            colour = label.colour if label else None
            entries.append(Entry((Line(visible_line(heading), Tone.HEADING, end=str(counts[heading]), colour=colour),)))
        decided = sum(mention.note is not None for mention in found)
        mark = "✓" if decided == len(found) else "◐" if decided else "·"
        line = Line(_cut(name), lead=f" {mark} ", end=f"×{len(found)}" if len(found) > 1 else "")
        entries.append(Entry((line,), tuple(sorted(mention.span.start for mention in found)), tuple(found)))
    return Contents(f"Entities  {len(groups)} in {_places(len(mentions))}", entries or [NOTHING])


def notes(annotations: Sequence[Note]) -> Contents:
    """Notes in the order of the article, those on the whole of it first, what is in doubt said; then relations."""
    found = [note for note in annotations if note.kind is Kind.NOTE]
    found.sort(key=lambda note: (-1 if note.start is None else note.start, note.id))
    drawn = arrows(annotations)
    title = f"Notes  {len(found)}" + (f"  Relations  {len(drawn)}" if drawn else "")
    return Contents(title, [*map(_note, found), *map(_arrow, drawn)] or [NO_NOTES])


def _note(note: Note) -> Entry:
    quote = f"“{_cut(note.quote)}”" if note.quote else "on the whole article"
    doubt = "" if note.status == "anchored" else f"{note.status}"
    lines = [Line(quote, Tone.QUOTE, end=doubt, most=2)]
    if note.body:
        lines.append(Line(_cut(note.body), lead="   ", most=3))
    if note.tags:
        lines.append(Line(_cut(" ".join(f"#{tag}" for tag in note.tags)), Tone.QUIET, lead="   "))
    return Entry(tuple(lines), (note.start or 0,), note=note)


def _arrow(arrow: Arrow) -> Entry:
    source = Line(f"“{_cut(arrow.source.quote)}”", Tone.QUOTE)
    target = Line(f"→ {_cut(arrow.relation.label or '')}  “{_cut(arrow.target.quote)}”", lead="   ", most=2)
    return Entry((source, target), (arrow.source.start or 0,), note=arrow.relation)


def details(reading: Reading, mentions: int) -> Contents:
    """What is known of the article; `mentions` is how many are shown."""
    article, state = reading.article, reading.state
    count = {kind: sum(note.kind is kind for note in reading.notes) for kind in Kind}
    facts = {
        "title": article.title,
        "source": article.source,
        "published": article.published.isoformat(" ") if article.published else None,
        "author": article.author,
        "place": article.words_of(RegionKind.PLACE),
        "language": article.meta.language,
        "address": article.meta.url,
        "file": article.name,
        "characters": f"{len(article.text):,}",
        "entities": f"{mentions}, {count[Kind.ENTITY]} decided",
        "notes": str(count[Kind.NOTE]),
        "state": state.state + (", flagged" if state.flag else ""),
        "tags": " ".join(state.tags),
    }
    return Contents(
        "Article",
        (Entry((Line(_cut(value), lead=f" {name:<11} ", most=6),)) for name, value in facts.items() if value),
    )


def _places(count: int) -> str:
    return f"{count} place{'s' * (count != 1)}"


def _cut(text: str) -> str:
    return visible_line(" ".join(text[:LONGEST].split()))
