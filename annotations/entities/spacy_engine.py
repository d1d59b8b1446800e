"""A user's own spaCy pipeline as an engine.

To load a pipeline is to run a program: its components are whatever Python the installed packages register, and some
keep their weights as pickles. So only a pipeline that the user has named is loaded, and a folder only where it is
written as a path: none that happens to lie in the working folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.entities.entity import Entity, Recogniser
from annotations.entities.rules import blanked
from annotations.problem import PostilError, Problem
from annotations.text.graphemes import snap
from annotations.text.span import Span, stripped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIECE = 50_000
"""Code points that a pipeline is given at once, as near as there is a line end: its memory grows with them."""

_SURROGATES = re.compile("[\ud800-\udfff]")


class SpacyRecogniser(Recogniser):
    """Finds what the pipeline marks as `doc.ents`; it is loaded when it is used."""

    def __init__(self, pipeline: str) -> None:
        """`pipeline` is the name of an installed one, or a path, told by its slash."""
        self.name = f"spacy:{pipeline}"
        self._pipeline = pipeline

    def recognise(
        self,
        text: str,
        *,
        headline: Span | None = None,  # noqa: ARG002
        skip: Sequence[Span] = (),
        article: str = "",  # noqa: ARG002
    ) -> list[Entity]:
        """Entities of a text, as every `Recogniser` gives them. Pipelines tell no scores: all are 1."""
        seen = _SURROGATES.sub("\ufffd", blanked(text, skip))
        found, last = [], 0
        for start, doc in self._docs(seen):
            for entity in doc.ents:
                plain = stripped(text, start + entity.start_char, start + entity.end_char)
                span = snap(text, plain.start, plain.end)
                if span.start >= last and len(span) and not any(span.overlaps(each) for each in skip):
                    found.append(Entity(span, text[span.start : span.end], entity.label_, 1.0, self.name))
                    last = span.end
        return found

    def _docs(self, text: str) -> Iterator[tuple[int, Doc]]:
        language = self._language
        for start, end in pieces(text):
            try:
                yield start, language(text[start:end])
            except Exception as error:  # whatever a component of the user's raises
                raise self._fault(f"fails: {_first_line(error)}", "mend the pipeline, or name another") from error

    @cached_property
    def _language(self) -> Language:
        try:
            import spacy
        except ImportError as error:
            raise self._fault("needs spaCy, which is not installed", "pip install 'postil[spacy]'") from error
        path = _path(self._pipeline)
        if path is None and not spacy.util.is_package(self._pipeline):
            raise self._fault("no such pipeline is installed", "install it, or give its path with a slash")
        if path is not None and not path.is_dir():
            raise self._fault("no such folder", "give the path of a pipeline that was saved with to_disk")
        try:
            return spacy.load(path or self._pipeline)
        except Exception as error:  # whatever the user's pipeline raises
            raise self._fault(f"cannot be loaded: {_first_line(error)}", "mend it, or name another") from error

    def _fault(self, what: str, remedy: str) -> PostilError:
        return PostilError(Problem(self.name, what, remedy))


def place(pipeline: str) -> Path | None:
    """The folder of a pipeline, which is not loaded; None where there is none."""
    from importlib.util import find_spec

    path = _path(pipeline)
    if path is not None or not pipeline.isidentifier():
        return path
    found = find_spec(pipeline)
    return Path(found.origin).parent if found and found.origin else None


def pieces(text: str, most: int = PIECE) -> Iterator[tuple[int, int]]:
    """The text in pieces of at most so many code points, cut after the last line end of each, if there is one."""
    start = 0
    while start < len(text):
        end = min(start + most, len(text))
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or end
        yield start, end
        start = end


def _path(pipeline: str) -> Path | None:
    parts = (os.sep, os.altsep or os.sep)
    return Path(pipeline).expanduser() if any(part in pipeline for part in parts) else None


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
