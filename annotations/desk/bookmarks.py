"""Where the user was: the library open last, and the reading position in each article."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

MOST_POSITIONS = 5_000


@dataclass(frozen=True, slots=True)
class Shown:
    """How a list is shown: filtered by a query, in an order, or the other way round."""

    query: str = ""
    order: str = "name"
    reverse: bool = False


@dataclass(slots=True)
class Bookmarks:
    """One JSON file of the state folder. `width` is the reading column in cells, `met` what was shown once."""

    file: Path
    library: str | None = None
    article: str | None = None
    positions: dict[str, int] = field(default_factory=dict)
    lists: dict[str, Shown] = field(default_factory=dict)
    theme: str | None = None
    width: int | None = None
    met: set[str] = field(default_factory=set)
    _turn: Lock = field(default_factory=Lock, repr=False, compare=False)

    @classmethod
    def read(cls, file: Path) -> Bookmarks:
        """Read the file; one that is missing or damaged means no bookmarks."""
        try:
            stored = json.loads(file.read_bytes())
            return cls(
                file,
                _text(stored.get("library")),
                _text(stored.get("article")),
                {str(key): int(offset) for key, offset in stored.get("positions", {}).items()},
                {str(key): _shown(*values) for key, values in stored.get("lists", {}).items()},
                _text(stored.get("theme")),
                None if stored.get("width") is None else int(stored["width"]),
                {str(each) for each in stored.get("met", ())},
            )
        except (OSError, ValueError, AttributeError, TypeError):
            return cls(file)

    def position(self, library: Path, article: str) -> int:
        """The offset where reading stopped, in code points."""
        return self.positions.get(self._key(library, article), 0)

    def place(self, library: Path, article: str, offset: int) -> None:
        """Remember that reading stopped here."""
        key = self._key(library, article)
        self.positions.pop(key, None)
        self.positions[key] = offset
        self.library, self.article = str(library), article

    def save(self) -> None:
        """Write the file, newest positions last; a state folder that cannot be written is no one's loss.

        Two threads may save: each writes what is true when its turn comes, so the last one to write is right.
        """
        with self._turn:
            newest = dict(list(self.positions.items())[-MOST_POSITIONS:])
            stored = {
                "library": self.library,
                "article": self.article,
                "positions": newest,
                "lists": {key: [each.query, each.order, each.reverse] for key, each in self.lists.items()},
                "theme": self.theme,
                "width": self.width,
                "met": sorted(self.met),
            }
            beside = self.file.with_suffix(f".{os.getpid()}")
            try:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                beside.write_text(json.dumps(stored), encoding="utf-8")
                beside.replace(self.file)
            except OSError:
                beside.unlink(missing_ok=True)

    def shown(self, library: Path) -> Shown:
        """How the list of a library was shown last."""
        return self.lists.get(str(library), Shown())

    @staticmethod
    def _key(library: Path, article: str) -> str:
        return f"{library}\x00{article}"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _shown(query: object, order: object, reverse: object) -> Shown:
    return Shown(str(query), str(order), bool(reverse))
