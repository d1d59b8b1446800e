"""The registry of formats. Each is a module of this package, imported when it is used, with the same two functions:

    write(documents: Iterable[Document], losses: Losses, options: Options) -> Iterator[Piece]
    read(file: Path) -> Iterator[Document]

`write` keeps no more than one document at a time, and counts what its format cannot hold. `read` yields documents in
the order of the file and raises `PostilError` with file and line where it is not what it should be; a format that
nothing can be put back from has no `read`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import cast

from annotations.exchange.document import Document, Options, Piece
from annotations.exchange.losses import Losses
from annotations.problem import PostilError, Problem

Write = Callable[[Iterable[Document], Losses, Options], Iterator[Piece]]
Read = Callable[[Path], Iterator[Document]]


class Shape(StrEnum):
    """What a format is on disk: one file of text, one file of bytes, or a folder of files."""

    TEXT = "text"
    BYTES = "bytes"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Format:
    """A format by name; `extra` is what has to be installed for it.

    `grouped` are reports that go by something, `named` those that bring together what names the same thing.
    """

    name: str
    what: str
    shape: Shape = Shape.TEXT
    reads: bool = True
    grouped: bool = False
    extra: str | None = None
    named: bool = False

    @property
    def write(self) -> Write:
        """Its function that writes. Raises PostilError where its extra is not installed."""
        return cast(Write, self._function("write"))

    @property
    def read(self) -> Read:
        """Its function that reads; only where it `reads`. Raises PostilError where its extra is not installed."""
        return cast(Read, self._function("read"))

    def _function(self, name: str) -> object:
        try:
            return getattr(import_module(f"annotations.exchange.{self.name.replace('-', '_')}"), name)
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("annotations"):
                raise
            remedy = f"install it: pip install 'postil[{self.extra}]'"
            raise PostilError(Problem(self.name, f"the format needs {error.name}, which is missing", remedy)) from error


_KNOWN = (
    Format("jsonl", "postil's own, with everything: a line for each article and annotation"),
    Format("conll", "CoNLL columns with IOB2 tags"),
    Format("prodigy", "Prodigy's JSON lines"),
    Format("doccano", "doccano's JSON lines"),
    Format("labelstudio", "Label Studio's JSON"),
    Format("w3c", "W3C Web Annotations in JSON-LD"),
    Format("brat", "brat's standoff files", Shape.FOLDER),
    Format("spacy", "spaCy's DocBin, to train with", Shape.BYTES, extra="spacy"),
    Format("xmi", "UIMA CAS in XMI, with its type system", Shape.FOLDER),
    Format("webanno", "WebAnno's TSV, of INCEpTION", Shape.FOLDER),
    Format("refi-qda", "REFI-QDA project (.qdpx), for qualitative analysis", Shape.BYTES),
    Format("hypothesis", "Hypothesis, as its API has annotations"),
    Format("markdown", "a report with every note under its sentence", reads=False, grouped=True, named=True),
    Format(
        "html",
        "a page with articles, highlights and margin notes, to read and print",
        reads=False,
        grouped=True,
        named=True,
    ),
    Format("csv", "a table with a row for each annotation", reads=False, grouped=True, named=True),
    Format(
        "obsidian", "a vault of linked notes: one for each article and entity", Shape.FOLDER, reads=False, named=True
    ),
)
FORMATS = {each.name: each for each in _KNOWN}
