"""Long lists of names, which the model is told of: given names, surnames, towns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from annotations.entities.tokens import Token

_DATA = Path(__file__).parent / "data" / "known_names.json"


class KnownNames:
    """The lists, as sets; towns also by the tokens of their names."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self._words = [(f"{kind}s", frozenset(lists[kind])) for kind in ("given", "surname")]
        self._words.append(("town", frozenset(name for name in lists["town"] if " " not in name)))
        self._places = frozenset(name for name in lists["town"] if " " in name)
        self._firsts = frozenset(name.partition(" ")[0] for name in self._places)

    def words(self) -> list[tuple[str, frozenset[str]]]:
        """The lists of single words by their names."""
        return self._words

    def towns(self, pieces: Sequence[Token]) -> dict[int, str]:
        """For the tokens that make up the names of towns of several words, what to tell of each, by index."""
        told: dict[int, str] = {}
        for at, piece in enumerate(pieces):
            if piece.text in self._firsts:
                for last in range(min(at + 4, len(pieces)), at + 1, -1):
                    if " ".join(each.text for each in pieces[at:last]) in self._places:
                        told[at] = "g=B"
                        told.update(dict.fromkeys(range(at + 1, last), "g=I"))
                        break
        return told


@cache
def known_names() -> KnownNames:
    """The lists that ship with the package."""
    return KnownNames(json.loads(_DATA.read_text(encoding="utf-8")))
