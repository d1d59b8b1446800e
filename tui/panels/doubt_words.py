"""What the panel of doubts says: the old context, the places, what it is about. Pure; safe to show, and no markup."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from annotations.desk.doubting import Doubt, Excerpt, Place, Prospect
from annotations.notes.note import Note
from annotations.text.safe import visible_line

LONGEST_QUOTE = 300
"""Code points of a quote; of a longer one its two ends are shown."""
BESIDE_OLD, BESIDE_NEW = 200, 90
"""Code points of context on either side of the old quote, and of each place."""


def title(doubts: Sequence[Doubt], index: int) -> Content:
    """Which doubt this is of how many, and what annotations it is about."""
    doubt = doubts[index]
    number = f"In doubt {index + 1}/{len(doubts)}" if not doubt.settled else f"Given up {index + 1}/{len(doubts)}"
    more = f" and {len(doubt.notes) - 1} more here" if len(doubt.notes) > 1 else ""
    return Content(f"{number} · {_called(doubt.notes[0])}{more}")


def old_context(prospect: Prospect) -> Content:
    """Where the quote stood."""
    heading = "It stood in the old text" if prospect.whole else "It stood in (the old text was not kept)"
    return Content.assemble(Content.styled(f"{heading}\n", "dim"), _shown(prospect.was, BESIDE_OLD))


def place_lines(place: Place, number: int, length: int) -> Content:
    """Where the quote may stand in a text of that length."""
    where = f"{number}  {place.share:.0%} is left, {100 * place.span.start // max(1, length)}% into the article\n"
    return Content.assemble(Content.styled(where, "dim"), _shown(place.excerpt, BESIDE_NEW))


def _shown(excerpt: Excerpt, beside: int) -> Content:
    before, after = flowing(excerpt.before), flowing(excerpt.after)
    if len(before) > beside:
        before = "…" + before[-beside:].partition(" ")[2]
    if len(after) > beside:
        after = after[:beside].rpartition(" ")[0] + "…"
    quote = flowing(excerpt.quote)
    if len(quote) > LONGEST_QUOTE:
        quote = f"{quote[: LONGEST_QUOTE // 2]} … {quote[-LONGEST_QUOTE // 2 :]}"
    return Content.assemble(Content(before), Content.styled(quote, "bold underline"), Content(after))


def flowing(text: str) -> str:
    """A text without its line breaks, safe to show; a blank at either end stays one."""
    words = " ".join(text.split())
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and words else ""
    return visible_line(before + words + after)


def _called(note: Note) -> str:
    """What an annotation is, and the beginning of what it says."""
    said = note.label or flowing(note.body[:LONGEST_QUOTE]).strip() or " ".join(f"#{tag}" for tag in note.tags)
    return visible_line(f"{note.kind}: {said}" if said else str(note.kind))
