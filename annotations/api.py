"""What scripts and notebooks use, under one roof; `docs/library.md` walks through it.

Whatever is not named here may move. Nothing is written before something is annotated, but the caches.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from annotations.articles.article import Article
from annotations.articles.library import Library
from annotations.articles.read import read_bytes
from annotations.desk.desk import Desk, Reading
from annotations.desk.exporting import documents
from annotations.desk.importing import Brought, Importing
from annotations.entities.engines import engine
from annotations.entities.entity import Entity, Recogniser
from annotations.entities.meaning import Meaning, meaning_of
from annotations.exchange.delivery import deliver
from annotations.exchange.document import Options
from annotations.exchange.formats import FORMATS, Format
from annotations.exchange.losses import Losses
from annotations.notes.note import Decision, Kind, Note, Status
from annotations.problem import PostilError, Problem
from annotations.text.span import Span

__all__ = [
    "FORMATS",
    "Article",
    "Brought",
    "Decision",
    "Desk",
    "Entity",
    "Exported",
    "Kind",
    "Library",
    "Meaning",
    "Note",
    "PostilError",
    "Problem",
    "Reading",
    "Recogniser",
    "Span",
    "Status",
    "article",
    "desk",
    "engine",
    "export",
    "import_from",
    "meaning_of",
]


class Exported(NamedTuple):
    """What the format had no place for, and the articles that could not be read."""

    losses: Losses
    problems: list[Problem]


def article(text: str, name: str = "text.txt") -> Article:
    """A text as an article, with its title, time and boilerplate found; `name` ends in `.md` for Markdown.

    Raises PostilError where there is no text in it.
    """
    found = read_bytes(text.encode("utf-8"), name)
    if isinstance(found, Problem):
        raise PostilError(found)
    return found


@contextmanager
def desk(
    path: str | PathLike[str], *, notes: str | PathLike[str] | None = None, engine: str | None = None
) -> Iterator[Desk]:
    """One's desk at the library of a folder or file: articles are read and annotated on it.

    What is done on it is durable at once; the TinyDB file, by default that of the library, has it when the desk is
    left. `engine` suggests entities, by default that of the settings. Raises PostilError where the path, the settings
    or the notes are not as they should be.
    """
    found = Desk.open(Library.of(Path(path)), notes=None if notes is None else Path(notes), engine=engine)
    if found.store.problem is not None:
        raise PostilError(found.store.problem)
    try:
        yield found
    finally:
        found.store.close()


def export(desk: Desk, format: str, target: str | PathLike[str]) -> Exported:
    """Write all annotated articles to a file, or where the format is several to a folder.

    Raises PostilError where there is no such format, or the disk refuses.
    """
    chosen = _format(format)
    exported = Exported(Losses(), [])
    going = documents(desk, exported.problems, named=chosen.named)
    pieces = chosen.write(going, exported.losses, Options(desk.scheme))
    deliver(pieces, Path(target), chosen.shape)
    return exported


def import_from(desk: Desk, format: str, source: str | PathLike[str], *, add: bool = False) -> Brought:
    """Take annotations in from a file or folder, as one change; with `add`, texts that the library lacks, too.

    Raises PostilError, before anything is changed, where something in it is not as it should be.
    """
    chosen = _format(format)
    if not chosen.reads:
        raise PostilError(Problem(format, "nothing can be put back from this format"))
    return Importing(desk, str(source)).take_in(lambda: chosen.read(Path(source)), add=add)


def _format(name: str) -> Format:
    if name not in FORMATS:
        raise PostilError(Problem(name, "no such format", f"the formats are: {', '.join(FORMATS)}"))
    return FORMATS[name]
