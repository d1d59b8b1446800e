"""Marks of entities and notes in the text of an article: characters, or colours of a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.desk.mentions import Mention
from annotations.entities.scheme import Scheme
from annotations.notes.note import Note, Status
from annotations.text.span import Span

_BOLD, _NOT_BOLD = "\x1b[1m", "\x1b[22m"
_UNDERLINE, _NO_UNDERLINE = "\x1b[4m", "\x1b[24m"
_OWN_COLOUR = "\x1b[39m"


def marked(text: str, mentions: Sequence[Mention], notes: Sequence[Note], scheme: Scheme | None) -> str:
    """The text with `[mention|LABEL]` and `{quote}[number]`, numbers counting `notes` from 1.

    With a scheme, mentions are in its colours instead, decided ones bold, and notes underlined. Marks nest
    wherever their spans do.
    """
    brackets: list[tuple[Span, str, str]] = []
    for number, note in enumerate(notes, 1):
        if note.span is not None and note.status is not Status.ORPHANED:
            opening, closing = (_UNDERLINE, _NO_UNDERLINE) if scheme else ("{", "}")
            brackets.append((note.span, opening, f"{closing}[{number}]"))
    for mention in mentions:
        label = scheme.label(mention.label) if scheme else None
        if label is None:
            brackets.append((mention.span, "[", f"|{mention.label}]"))
        else:
            bold, not_bold = (_BOLD, _NOT_BOLD) if mention.note else ("", "")
            brackets.append((mention.span, bold + _ink(label.colour), _OWN_COLOUR + not_bold))
    # Outer before inner; of two on the same span, the first given is the outer one.
    brackets.sort(key=lambda bracket: (bracket[0].start, -bracket[0].end))
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    at = 0
    for span, opening, closing in [*brackets, (Span(len(text), len(text)), "", "")]:
        while opened and opened[-1][0] <= span.start:
            end, due = opened.pop()
            parts += [text[at:end], due]
            at = max(at, end)
        parts += [text[at : span.start], opening]
        at = max(at, span.start)
        opened.append((span.end, closing))
        # Spans that cross close in the order of their ends.
        opened.sort(key=lambda pair: -pair[0])
    return "".join([*parts, text[at:], *(due for _, due in reversed(opened))])


def _ink(colour: str) -> str:
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return f"\x1b[38;2;{red};{green};{blue}m"
