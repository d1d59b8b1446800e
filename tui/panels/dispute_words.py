"""What the panel of disagreements says: which it is, what each annotator claims, what the file says now. Pure; safe to
show, and no markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.style import Style

from annotations.agreement.disputes import Claim, Dispute
from annotations.desk.adjudicating import Docket
from annotations.notes.note import Decision, Kind, Note
from annotations.text.safe import visible_line
from tui.palette import Inks
from tui.panels.doubt_words import LONGEST_QUOTE, flowing
from tui.reader.look import claim_style
from tui.reader.paint import Claimed

NOTHING = "–"
"""What is said where nothing is."""
YOURS = "yours"
"""What the referee is called among the annotators."""
_LONGEST_NAME = 16


def title(docket: Docket, index: int) -> Content:
    """Which disagreement this is of how many, how many are open, and where it is."""
    number = f"Disagreement {index + 1} of {len(docket.disputes)}"
    state = "settled" if docket.settled[index] else "open"
    left = f"{docket.open} left" if docket.open else "all are settled"
    return Content(visible_line(f"{number} · {state}, {left} · {docket.disputes[index].article}"))


def sides(dispute: Dispute, names: Sequence[str], now: Sequence[Note], inks: Inks) -> Content:
    """A line for each annotator, begun by the key that takes the side; at last what the referee's file says `now`."""
    called = [name[-_LONGEST_NAME:] for name in names]
    width = max(map(len, (*called, YOURS)))
    lines = []
    for number, (name, claims) in enumerate(zip(called, dispute.sides, strict=True)):
        style = Style.from_rich_style(claim_style(1 << number, inks))
        head = Content.styled(f"{number + 1} {name:<{width}}  ", "bold")
        lines.append(Content.assemble(head, _joined(_claimed(claim, style) for claim in claims)))
    said = _joined(map(_said, now))
    lines.append(Content.assemble(Content.styled(f"= {YOURS:<{width}}  ", "bold"), said))
    return Content("\n").join(lines)


def keys(names: Sequence[str]) -> Content:
    """The keys of the panel, as far as there are annotators for them."""
    digits = "1 2" if len(names) == 2 else f"1…{len(names)}"
    return Content(f"{digits} take a side · x none · n p next, previous · u undo · esc edit, d back")


def claimed(docket: Docket, index: int) -> list[Claimed]:
    """What of the article that a disagreement is about is to be marked: what is open, and that disagreement."""
    here = docket.disputes[index].article
    return [
        Claimed(span, 1 << side, number == index)
        for number, (dispute, settled) in enumerate(zip(docket.disputes, docket.settled, strict=True))
        if dispute.article == here and (number == index or not settled)
        for side, claims in enumerate(dispute.sides)
        for claim in claims
        for span in claim.spans
    ]


def _claimed(claim: Claim, style: Style) -> Content:
    note = claim.note
    if note.kind is Kind.RELATION:
        source, target = (_quoted(end, style) for end in claim.ends)
        return Content.assemble(source, f" → {visible_line(note.label or NOTHING)} → ", target)
    if note.kind is Kind.NOTE:
        place = _quoted(note, style) if note.quote else "the whole article"
        words = _shortened(note.body) or visible_line(" ".join(f"#{tag}" for tag in note.tags))
        return Content.assemble("note on ", place, f": {words}")
    return Content.assemble(f"{visible_line(note.label or NOTHING)} ", _quoted(note, style))


def _said(note: Note) -> Content:
    """What the referee's file says, in a few words."""
    label = visible_line(note.label or "")
    if note.decision is Decision.REJECTED:
        return Content.assemble(f"not {label} ", _quoted(note)) if note.quote else Content("not taken")
    if note.kind is Kind.ENTITY:
        return Content.assemble(f"{label} ", _quoted(note))
    return Content(f"{note.kind}: {_shortened(note.body) or label}")


def _joined(parts: Iterable[Content]) -> Content:
    return Content("; ").join(list(parts) or [Content(NOTHING)])


def _quoted(note: Note, style: Style | str = "") -> Content:
    return Content.assemble("“", Content.styled(_shortened(note.quote), style), "”")


def _shortened(text: str) -> str:
    words = flowing(text).strip()
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE // 2]} … {words[-LONGEST_QUOTE // 2 :]}"
