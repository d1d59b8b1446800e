"""Keys of the articles in a file: short, safe in a path, and each given once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 80
"""Code points of a key."""

_UNFIT = re.compile(r"[^\w.@+=~-]+")


def key(text: str, otherwise: str = "") -> str:
    """A text as a part of a path: letters, digits and a few marks, with `-` for all else."""
    plain = _UNFIT.sub("-", unicodedata.normalize("NFC", text[: 4 * LONGEST])).strip("-. ")[:LONGEST].rstrip("-.")
    try:
        plain.encode()
    except UnicodeEncodeError:
        return otherwise
    return plain or otherwise


def slug(text: str, otherwise: str = "") -> str:
    """A title as a part of a path."""
    return key(re.sub(r"[\W_]+", "-", text[: 4 * LONGEST].casefold()), otherwise)


def each_once(wished: Iterable[str]) -> list[str]:
    """The keys; the second of the same becomes `-2`."""
    counts: dict[str, int] = {}
    given: dict[str, None] = {}
    for wish in wished:
        found = wish
        while found in given:
            counts[wish] = counts.get(wish, 1) + 1
            found = f"{wish}-{counts[wish]}"
        given[found] = None
    return list(given)
