"""What of a note's Markdown is shown in the margin: bold, italic, code, headings, bullets. Pure.

All else of it, links and tables among them, reads well as it is written and stays so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Flag, auto
from functools import cache
from itertools import groupby


class Tone(Flag):
    """How a stretch of a note is said."""

    PLAIN = 0
    BOLD = auto()
    ITALIC = auto()
    CODE = auto()


_MARKS = (("**", Tone.BOLD), ("__", Tone.BOLD), ("*", Tone.ITALIC), ("_", Tone.ITALIC), ("`", Tone.CODE))


@cache
def _marked() -> re.Pattern[str]:
    """A stretch between two like marks that stand close to it, with no letter outside."""
    either = "|".join(
        rf"(?<![\w{mark[0]}]){re.escape(mark)}(?=[^\s{mark[0]}])(?P<m{number}>[^\n]+?)(?<=[^\s{mark[0]}]){re.escape(mark)}(?![\w{mark[0]}])"
        for number, (mark, _) in enumerate(_MARKS)
    )
    return re.compile(rf"^(?P<heading>#{{1,6}} +)|^(?P<indent> *)[-*+] (?=\S)|{either}", re.MULTILINE)


def spoken(text: str) -> tuple[str, list[Tone]]:
    """A text without its marks, and the tone of each of its code points."""
    shown: list[str] = []
    tones: list[Tone] = []
    for part, tone in _parts(text, Tone.PLAIN):
        shown.append(part)
        tones += [tone] * len(part)
    return "".join(shown), tones


def stretches(text: str, tones: list[Tone]) -> Iterator[tuple[str, Tone]]:
    """Stretches of one tone each."""
    at = 0
    for tone, group in groupby(tones):
        size = len(list(group))
        yield text[at : at + size], tone
        at += size


def _parts(text: str, tone: Tone) -> Iterator[tuple[str, Tone]]:
    at = 0
    for match in _marked().finditer(text):
        if match.start() < at:
            continue
        yield text[at : match.start()], tone
        at = match.end()
        if match["heading"]:
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            yield text[at:end], tone | Tone.BOLD
            at = end
        elif match["indent"] is not None:
            yield match["indent"] + "• ", tone
        else:
            number = next(number for number in range(len(_MARKS)) if match[f"m{number}"])
            inner, own = match[f"m{number}"], tone | _MARKS[number][1]
            yield from ((inner, own),) if own & Tone.CODE else _parts(inner, own)
    yield text[at:], tone
