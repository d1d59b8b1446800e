"""Suggestions made elsewhere, from a file of the lines that `postil entities --json` prints.

A line counts for the article that it names. Where its words do not stand at its offsets, they are looked for nearby:
the text may have been edited since, or the offsets counted otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from annotations.entities.entity import Entity, Recogniser
from annotations.problem import PostilError, Problem, reason
from annotations.text.graphemes import is_boundary
from annotations.text.span import Span

NEARBY = 10_000
"""Code points around its place in which the words of a line are looked for."""


class Line(NamedTuple):
    """What line `number` of the file suggests."""

    number: int
    start: int
    end: int
    text: str
    label: str
    score: float


class Placed(NamedTuple):
    """The suggestions that stand in a text, and the numbers of the lines that had to be moved or left out."""

    entities: list[Entity]
    moved: list[int]
    left_out: list[int]


class JsonlRecogniser(Recogniser):
    """Finds what a file says; the file is read when the first article is asked for."""

    def __init__(self, file: str) -> None:
        self.name = f"jsonl:{file}"
        self._file = Path(file).expanduser()

    def recognise(
        self,
        text: str,
        *,
        headline: Span | None = None,  # noqa: ARG002
        skip: Sequence[Span] = (),
        article: str = "",
    ) -> list[Entity]:
        """Entities of an article, as every `Recogniser` gives them.

        Raises PostilError for a file that cannot be read.
        """
        found = self._placed(text, article).entities
        return [each for each in found if not any(each.span.overlaps(span) for span in skip)]

    def problems(self, text: str, article: str) -> list[Problem]:
        """Lines that are none, and those of this article that do not fit its text."""
        _, moved, left_out = self._placed(text, article)
        problems = list(self._read[1])
        if odd := sorted(moved + left_out):
            count = len(self._read[0].get(article, ()))
            what = f"{len(odd)} of {count} suggestions do not fit {article}"
            what += f": {len(moved)} found nearby, {len(left_out)} left out"
            problems.append(Problem(str(self._file), what, "have them made anew", odd[0]))
        return problems

    def _placed(self, text: str, article: str) -> Placed:
        found: list[tuple[Span, Line]] = []
        placed = Placed([], [], [])
        drift = 0
        for line in sorted(self._read[0].get(article, ()), key=lambda each: each.start):
            start = _place(text, line, drift)
            if start is None:
                placed.left_out.append(line.number)
                continue
            drift = start - line.start
            found.append((Span(start, start + len(line.text)), line))
        last = 0
        for span, line in sorted(found, key=lambda each: (each[0].start, -each[0].end)):
            if span.start < last:
                placed.left_out.append(line.number)
                continue
            if span != Span(line.start, line.end):
                placed.moved.append(line.number)
            placed.entities.append(Entity(span, line.text, line.label, line.score, self.name))
            last = span.end
        return placed

    @cached_property
    def _read(self) -> tuple[dict[str, list[Line]], list[Problem]]:
        """The lines by article, and what is wrong with others."""
        try:
            with self._file.open("rb") as file:
                return self._sorted(file)
        except OSError as error:
            what = f"cannot be read: {reason(error)}"
            raise PostilError(Problem(str(self._file), what, "name a file of suggestions")) from error

    def _sorted(self, lines: Iterable[bytes]) -> tuple[dict[str, list[Line]], list[Problem]]:
        found: dict[str, list[Line]] = {}
        wrong: list[tuple[int, str]] = []
        for number, raw in enumerate(lines, 1):
            if not raw.strip():
                continue
            article, line = _line(number, raw)
            if isinstance(line, str):
                wrong.append((number, line))
            else:
                found.setdefault(article, []).append(line)
        return found, list(self._wrong(wrong))

    def _wrong(self, wrong: Sequence[tuple[int, str]]) -> Iterator[Problem]:
        if wrong:
            number, what = wrong[0]
            more = f" (the first of {len(wrong)} lines that are none)" if len(wrong) > 1 else ""
            remedy = "write the lines that `postil entities --json` prints"
            yield Problem(str(self._file), what + more, remedy, number)


def _line(number: int, raw: bytes) -> tuple[str, Line | str]:
    """The article of a line and what it suggests, or what is wrong with it."""
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError):
        return "", "no JSON"
    if not isinstance(document, dict):
        return "", "no JSON object"
    for field, kind in (("article", str), ("start", int), ("end", int), ("text", str), ("label", str)):
        if type(document.get(field)) is not kind:
            return "", f"{field} is missing" if field not in document else f"{field} is wrong"
    score = document.get("score", 1.0)
    if type(score) not in (int, float) or not 0 <= score <= 1:
        return "", "score is not between 0 and 1"
    start, end, text, label = (document[field] for field in ("start", "end", "text", "label"))
    if not 0 <= start < end or not text or not label:
        return "", "nothing is suggested"
    return document["article"], Line(number, start, end, text, label, float(score))


def _place(text: str, line: Line, drift: int) -> int | None:
    """Where the words of a line stand: at its offsets, else nearest to where the line before it would have them."""
    if text[line.start : line.end] == line.text and _whole(text, line.start, line.end):
        return line.start
    wanted = min(line.start + drift, len(text))
    first, last = max(0, wanted - NEARBY), wanted + NEARBY
    before = text.rfind(line.text, first, wanted + len(line.text) - 1)
    after = text.find(line.text, max(wanted, 0), last)
    found = [at for at in (before, after) if at >= 0 and _whole(text, at, at + len(line.text))]
    return min(found, key=lambda at: abs(at - wanted), default=None)


def _whole(text: str, start: int, end: int) -> bool:
    return is_boundary(text, start) and is_boundary(text, end)
