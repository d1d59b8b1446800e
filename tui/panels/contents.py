"""What the panels of the reader list. Pure: lines to show, and where each leads."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from annotations.articles.article import Article, RegionKind
from annotations.desk.desk import Reading
from annotations.desk.mentions import Mention
from annotations.entities.groups import group
from annotations.entities.scheme import Scheme
from annotations.notes.note import Kind, Note
from annotations.text.safe import visible_line

Lines = tuple[list[Content], list[int | None]]
"""Lines, and the offset that each leads to (None: nowhere)."""


def entity_lines(mentions: Sequence[Mention], scheme: Scheme, inks: dict[str, str]) -> Lines:
    """Mentions grouped by what they name, in the order of the scheme, with counts and what is decided."""
    rank = {label.name: index for index, label in enumerate(scheme.labels)}
    lines: list[Content] = []
    targets: list[int | None] = []
    heading = None
    for text, found in sorted(
        group(mentions).items(), key=lambda item: (rank.get(item[1][0].label, len(rank)), item[1][0].span)
    ):
        label = found[0].label
        if label != heading:
            heading = label
            lines.append(Content.styled(label, f"bold {inks.get(label, '')}".strip()))
            targets.append(None)
        decided = sum(mention.note is not None for mention in found)
        mark = "✓" if decided == len(found) else "◐" if decided else "·"
        count = f"  ×{len(found)}" if len(found) > 1 else ""
        lines.append(Content(f" {mark} {visible_line(text)}{count}"))
        targets.append(found[0].span.start)
    return lines, targets


def note_lines(notes: Sequence[Note]) -> Lines:
    """Notes in the order of the article, those on the whole article first, what is in doubt said."""
    lines: list[Content] = []
    targets: list[int | None] = []
    for note in sorted((n for n in notes if n.kind is Kind.NOTE), key=lambda note: (note.start or -1, note.id)):
        quote = f"“{_short(note.quote, 60)}”" if note.quote else "on the whole article"
        doubt = "" if note.status == "anchored" else f" ({note.status})"
        tags = " ".join(f"#{tag}" for tag in note.tags)
        words = _short(note.body, 90)
        body = "".join(f"\n  {visible_line(part)}" for part in (words, tags) if part)
        lines.append(Content.assemble(Content.styled(visible_line(quote) + doubt, "italic"), Content(body)))
        targets.append(note.start)
    return lines, targets


def detail_lines(reading: Reading, mentions: Sequence[Mention]) -> Lines:
    """What is known of the article."""
    article: Article = reading.article
    count = {kind: sum(note.kind is kind for note in reading.notes) for kind in Kind}
    facts = {
        "title": article.title,
        "source": article.source,
        "published": article.published.isoformat(" ") if article.published else None,
        "author": article.author,
        "place": article.words_of(RegionKind.PLACE),
        "file": article.name,
        "characters": f"{len(article.text):,}",
        "entities": f"{len(mentions)}, {count[Kind.ENTITY]} decided",
        "notes": str(count[Kind.NOTE]),
        "state": reading.state.state + (", flagged" if reading.state.flag else ""),
        "tags": " ".join(reading.state.tags),
    }
    lines = [Content(f"{name:<11} {visible_line(value)}") for name, value in facts.items() if value]
    return lines, [None] * len(lines)


def label_lines(scheme: Scheme, recent: Sequence[str], inks: dict[str, str]) -> tuple[list[Content], list[str]]:
    """Labels to choose from, the recent ones first."""
    names = [*recent, *(label.name for label in scheme.labels if label.name not in recent)]
    lines = []
    for name in names:
        label = scheme.label(name)
        if label is not None:
            key = Content(f"{label.key or ' '} ")
            lines.append(
                Content.assemble(
                    key, Content.styled(f"{name:<12}", inks.get(name, "")), Content(f" {label.description}")
                )
            )
    return lines, names


def _short(text: str, most: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
