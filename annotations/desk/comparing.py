"""What several annotators marked in the articles of one library, as it can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.agreement.matching import Marked
from annotations.articles.library import Library
from annotations.desk.desk import Desk
from annotations.desk.exporting import annotated, documents
from annotations.exchange.document import Document
from annotations.notes.note import Decision, Kind, Note, Status
from annotations.problem import PostilError, Problem
from annotations.text.safe import visible_line


@dataclass(frozen=True, slots=True)
class Marks:
    """Texts that all annotators have looked at, and the entities that each decided in them, by article.

    An annotator has looked at an article of which their file says anything, be it only that it is done. `alone` are
    articles that not all have looked at; `unsure` counts entities whose place is in doubt, which are left out.
    """

    texts: dict[str, str]
    by: tuple[dict[str, tuple[Marked, ...]], ...]
    alone: tuple[str, ...]
    unsure: int


def marks(library: Library, files: Sequence[Path], problems: list[Problem]) -> Marks:
    """Read the notes files of annotators; articles that cannot be read are added to `problems`.

    Raises PostilError for a file that is not there, or is damaged.
    """
    desks = [desk_of(library, file) for file in files]
    seen = [set(annotated(desk)) for desk in desks]
    common = set.intersection(*seen)
    texts: dict[str, str] = {}
    by: list[dict[str, tuple[Marked, ...]]] = []
    unsure = 0
    for number, desk in enumerate(desks):
        found: dict[str, tuple[Marked, ...]] = {}
        for document in documents(desk, problems if number == 0 else []):
            if document.article not in common or document.text is None:
                continue
            texts[document.article] = document.text
            entities = _entities(document)
            sure = [note for note in entities if note.status is Status.ANCHORED and note.span]
            unsure += len(entities) - len(sure)
            found[document.article] = tuple(Marked(note.span, note.label or "") for note in sure if note.span)
        by.append(found)
    alone = sorted(set.union(*seen) - common)
    return Marks(texts, tuple(by), tuple(alone), unsure)


def desk_of(library: Library, file: Path) -> Desk:
    """The desk of an annotator. Raises PostilError for a file that is not there, or is damaged."""
    if not file.is_file():
        raise PostilError(Problem(visible_line(str(file)), "no such file", "name the notes file of an annotator"))
    desk = Desk.open(library, notes=file)
    if desk.store.read_only and desk.store.faults:
        raise PostilError(desk.store.faults[0])
    return desk


def _entities(document: Document) -> list[Note]:
    return [note for note in document.notes if note.kind is Kind.ENTITY and note.decision is not Decision.REJECTED]
