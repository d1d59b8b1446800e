"""Finding words as they stand, or nearly: what a reader does not see and a keyboard does not have makes no difference.

Blanks stand for any blanks, one line feed among them, so that a phrase is found where the text was wrapped; letters are
the same composed and decomposed; straight quotes and hyphens stand for the typographic ones, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from annotations.text.graphemes import is_boundary
from annotations.text.span import Span

MOST_BLANKS = 100
"""Blanks on either side of a line feed that a blank of a query stands for, so that no match is without bound."""

_BLANKS = rf"(?:[^\S\n]{{1,{MOST_BLANKS}}}+(?:\n[^\S\n]{{0,{MOST_BLANKS}}}+)?|\n[^\S\n]{{0,{MOST_BLANKS}}}+)"
_TYPOGRAPHIC = {"'": "’‘", '"': "“”„", "-": "‐‑"}


def has_capital(query: str) -> bool:
    """Whether a query tells capitals from small letters."""
    return any(character.isupper() or character.istitle() for character in query)


class Phrase:
    """Finds words; matches that overlap are all found, so that what is found nearby does not depend on what is before.

    A match that would split a grapheme cluster is none: `e` is not in `é`, however that is written.
    """

    def __init__(self, words: str, *, any_case: bool) -> None:
        """For words that are not all blanks; blanks around them mean nothing."""
        parts = [[_forms(cluster) for cluster in _clusters(part)] for part in words.split()]
        source = _BLANKS.join("".join(map(_either, part)) for part in parts)
        self._pattern = re.compile(source, re.IGNORECASE if any_case else 0)
        letters = sum(max(map(len, forms)) for part in parts for forms in part)
        self._longest = letters + (len(parts) - 1) * (2 * MOST_BLANKS + 1)

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """See `Finder.matches`."""
        stop = len(text) if end is None else min(end, len(text))
        while (found := self._pattern.search(text, start, stop + self._longest)) and found.start() < stop:
            if is_boundary(text, found.start()) and is_boundary(text, found.end()):
                yield Span(found.start(), found.end())
            start = found.start() + 1

    def cut(self, text: str, offset: int) -> int:
        """Anywhere."""
        return min(offset, len(text))


def _clusters(words: str) -> Iterator[str]:
    from wcwidth import iter_graphemes

    return iter_graphemes(words)


def _forms(cluster: str) -> list[str]:
    """The ways in which a cluster may be written, each once."""
    forms = [
        cluster,
        *(unicodedata.normalize(form, cluster) for form in ("NFC", "NFD")),
        *_TYPOGRAPHIC.get(cluster, ""),
    ]
    return list(dict.fromkeys(forms))


def _either(forms: list[str]) -> str:
    escaped = [re.escape(form) for form in forms]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"
