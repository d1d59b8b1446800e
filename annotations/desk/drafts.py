"""Notes half written: each in a file of its own, outside the store, until it is saved or dropped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from annotations.notes.replace import make_folder, replace_file
from annotations.problem import Problem, reason
from annotations.text import hashing
from annotations.text.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """What is being written: a new note on a span or (None) the whole of an article, or `note`, by its id."""

    library: str
    article: str
    span: Span | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """The words and the tags of a note."""

    body: str
    tags: tuple[str, ...] = ()


class Drafts:
    """The drafts of one folder, read when they are first asked for.

    What is put is true at once, and durable when `write` returns. A file of its own for each, so that a draft
    costs its own length and two programs at work never overwrite each other's. May be used from several threads.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drafts: dict[Place, Draft] | None = None
        self._turn = Lock()

    def at(self, place: Place) -> Draft | None:
        """The draft of a place."""
        return self.load().get(place)

    def put(self, place: Place, draft: Draft | None) -> None:
        """Have this draft at a place, or none."""
        drafts = self.load()
        if draft is None:
            drafts.pop(place, None)
        else:
            drafts[place] = draft

    def write(self, place: Place) -> Problem | None:
        """Put on disk what stands at a place; what prevents it, if something does.

        Of two writes at once each writes what is true when its turn comes, so that the last one is right.
        """
        file = self._folder / _file_name(place)
        with self._turn:
            draft = self.at(place)
            try:
                if draft is None:
                    file.unlink(missing_ok=True)
                else:
                    make_folder(self._folder)
                    replace_file(file, _to_json(place, draft))
            except OSError as error:
                what = f"the draft could not be kept: {reason(error)}"
                return Problem(str(file), what, "save the note, or copy its words")
        return None

    def load(self) -> dict[Place, Draft]:
        """The drafts by their places; reads the folder the first time."""
        if self._drafts is None:
            self._drafts = dict(_read(self._folder))
        return self._drafts


def _read(folder: Path) -> Iterator[tuple[Place, Draft]]:
    """What is in the folder; a file that is damaged stays there, and is passed over."""
    for file in sorted(folder.glob("*.json")):
        try:
            stored = json.loads(file.read_bytes())
            span = None if stored["span"] is None else Span(*map(int, stored["span"]))
            note = None if stored["note"] is None else str(stored["note"])
            place = Place(str(stored["library"]), str(stored["article"]), span, note)
            yield place, Draft(str(stored["body"]), tuple(map(str, stored["tags"])))
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _to_json(place: Place, draft: Draft) -> bytes:
    stored = {
        "library": place.library,
        "article": place.article,
        "span": _offsets(place.span),
        "note": place.note,
        "body": draft.body,
        "tags": draft.tags,
    }
    return json.dumps(stored, indent=1).encode()


def _file_name(place: Place) -> str:
    key = json.dumps([place.library, place.article, _offsets(place.span), place.note])
    return hashing.sha256(key.encode()).hexdigest()[:32] + ".json"


def _offsets(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
