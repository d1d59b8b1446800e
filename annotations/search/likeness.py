"""How alike two texts are: MinHash (Broder 1997) over what is between two stops, with values of a byte (Li 2010).

Copies of a wire story share whole clauses; each edit spoils one of them. Three words in a row, which is usual, would be
five times the work and tell no more. The hashing is that of rensa, an extra: without it no sketch is made, and only
texts that are the same are known.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES = 48
"""Values of a sketch, a byte each."""
ALIKE = 0.5
"""Share of equal values from which on two texts are the same story: each has two thirds of the other's clauses."""
LONG = 12
"""Code points of a clause that tells something."""
FEWEST = 5
"""Such clauses of a text that can be like another."""
_QUOTES = '"“”„«»「」『』'
_STOPS = ",;:!?()…–—。，、；：！？"
_BAND = 3
"""Values that have to be equal, all of them, in one of the bands of two texts that are compared at all."""
_SEED = 2026


def sketch(text: str) -> bytes:
    """The sketch of a text; empty where it is too short, or rensa is not installed."""
    hasher = _hasher()
    if hasher is None:
        return b""
    # A line break inside of a paragraph is a blank: sites wrap as they like.
    running = text.replace("\n\n", ".").replace("\n", " ")
    # Replaced one by one, which is several times faster than to split at a pattern.
    for sign in _QUOTES:
        running = running.replace(sign, "")
    for sign in _STOPS:
        running = running.replace(sign, ".")
    said = [part for part in map(str.strip, running.split(".")) if len(part) >= LONG]
    if len(said) < FEWEST:
        return b""
    hashed = hasher(num_perm=VALUES, seed=_SEED)
    hashed.update(said)
    return bytes([value & 255 for value in hashed.digest()])


def installed() -> bool:
    """Whether likeness can be told at all."""
    return _hasher() is not None


def likeness(one: bytes, other: bytes) -> float:
    """The share of equal values of two sketches, which is about that of what the texts share."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / VALUES


def pairs(sketches: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """Numbers of texts that are alike; of each cluster enough pairs to join it. Empty sketches are like none.

    Candidates are found by sorting each band of the sketches: 100,000 need no table of their own.
    """
    for start in range(0, VALUES, _BAND):
        keyed = array("Q", (_band(each, start) << 32 | number for number, each in enumerate(sketches) if each))
        ordered = sorted(keyed)
        for before, after in pairwise(ordered):
            if before >> 32 == after >> 32:
                one, other = before & 0xFFFFFFFF, after & 0xFFFFFFFF
                if likeness(sketches[one], sketches[other]) >= ALIKE:
                    yield one, other


def _band(values: bytes, start: int) -> int:
    return int.from_bytes(values[start : start + _BAND], "little")


@cache
def _hasher() -> Callable[..., Any] | None:
    try:
        from rensa import RMinHash
    except ImportError:
        return None
    return RMinHash  # type: ignore[no-any-return]
