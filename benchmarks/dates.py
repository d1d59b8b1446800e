"""How well dates are told, by a table of them that was written before the code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotations.entities.meaning import meaning_of
from annotations.text.span import Span
from benchmarks.goals import Row

TABLE = Path(__file__).parents[1] / "tests" / "annotations" / "entities" / "data" / "dates.tsv"
UNKNOWN = "unknown"
_DOUBT = frozenset("~?[")


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression on a span of a text, what it means, and what was told of it (`unknown` where nothing is)."""

    text: str
    span: Span
    right: str
    told: str

    @property
    def is_right(self) -> bool:
        """Whether the very value was told."""
        return self.told == self.right

    @property
    def is_silently_wrong(self) -> bool:
        """Whether another value was told, and nothing said of doubt."""
        return not self.is_right and self.told != UNKNOWN and _DOUBT.isdisjoint(self.told)


def dated() -> Iterator[Dated]:
    """All expressions of the table."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            published, label, sentence, right = line.split("\t")
            span = Span(sentence.index("["), sentence.index("]") - 1)
            text = sentence.replace("[", "").replace("]", "")
            found = meaning_of(label, text, span, None if published == "-" else datetime.fromisoformat(published))
            yield Dated(text, span, right, found.value if found else UNKNOWN)


def rows() -> list[Row]:
    """The share that is told right, and how many are silently wrong."""
    found = list(dated())
    right = sum(each.is_right for each in found)
    wrong = [each for each in found if each.is_silently_wrong]
    return [
        Row("dates told right, %", 100 * right / len(found), 95, remark=f"{right} of {len(found)}"),
        Row(
            "dates wrong without saying so", len(wrong), 0, at_most=True, remark="; ".join(each.text for each in wrong)
        ),
    ]
